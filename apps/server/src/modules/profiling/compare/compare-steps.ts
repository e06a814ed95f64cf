import type { Comparison, RowChanges } from '@datapilot/contracts'
import { WorkerError } from '../../../platform/workers/worker-child.ts'
import { openSource, type SourceTable } from '../source-table.ts'
import type { Session } from '../session.ts'
import { columnChanges, pairByName, type ColumnPair } from './column-pairs.ts'
import type { CompareAnswer, ComparedTableJob, CompareJob } from './compare-job.ts'
import { columnDrifts } from './drift.ts'
import { findKey } from './key-search.ts'
import { renamedColumns } from './renames.ts'
import { changesByContent, changesByKey } from './row-changes.ts'
import { BASE_TABLE, CURRENT_TABLE, pairViewsSql } from './sql/sides.sql.ts'

/** Where the parts end, from measurements of two tables of a million rows. */
const OPENED = 0.02
const ROWS_DONE = 0.45

/** Compares two Parquet files inside an engine process. `elapsed_ms` covers this function alone. */
export async function compareSteps(
  session: Session,
  job: CompareJob,
  onProgress: (share: number) => void,
): Promise<CompareAnswer> {
  const started = performance.now()
  const base = await openSource(session, job.base.parquetPath, job.base.reading, BASE_TABLE)
  const current = await openSource(session, job.current.parquetPath, job.current.reading, CURRENT_TABLE)
  onProgress(OPENED)
  const pairs = await pairColumns(session, base, current)
  if (pairs.length > 0) for (const sql of pairViewsSql(pairs)) await session.run(sql)
  const sizes = { base: base.rows, current: current.rows }
  const rows = pairs.length === 0 ? null : await rowChanges(session, job, pairs, sizes)
  onProgress(ROWS_DONE)
  let done = 0
  const onColumn = () => onProgress(ROWS_DONE + ((1 - ROWS_DONE) * ++done) / pairs.length)
  const drift =
    pairs.length === 0
      ? []
      : await columnDrifts(session, { pairs, rows: sizes, hidden: hiddenOf(job, pairs), onColumn })
  const comparison: Comparison = {
    schema_version: 1,
    base: tableOf(job.base, base),
    current: tableOf(job.current, current),
    columns: columnChanges(base.columns, current.columns, pairs),
    drift,
    rows,
    engine: { name: 'DuckDB', version: session.version },
    elapsed_ms: Math.round(performance.now() - started),
  }
  return { comparison, differences: rows !== null }
}

/** Columns of the same name, then those that are the same by content; in the order of the current table. */
async function pairColumns(session: Session, base: SourceTable, current: SourceTable): Promise<ColumnPair[]> {
  const named = pairByName(base.columns, current.columns)
  const taken = { base: new Set(named.map((pair) => pair.base)), current: new Set(named.map((pair) => pair.current)) }
  const renamed = await renamedColumns(session, {
    base: base.columns.filter((column) => !taken.base.has(column)),
    current: current.columns.filter((column) => !taken.current.has(column)),
  })
  return [...named, ...renamed].sort((a, b) => a.index - b.index)
}

async function rowChanges(
  session: Session,
  job: CompareJob,
  pairs: readonly ColumnPair[],
  sizes: { readonly base: number; readonly current: number },
): Promise<RowChanges> {
  const { differencesPath } = job
  if (job.key !== null) {
    const chosen = { key: givenKey(job.key, pairs), from: 'given' as const }
    return changesByKey(session, pairs, chosen, sizes, differencesPath)
  }
  const key = await findKey(session, pairs, knownKeys(job, pairs))
  if (key === null) return changesByContent(session, pairs, sizes, differencesPath)
  return changesByKey(session, pairs, { key, from: 'found' }, sizes, differencesPath)
}

/** @throws WorkerError `compare_key_not_found` unless both tables have every column of the key. */
function givenKey(names: readonly string[], pairs: readonly ColumnPair[]): ColumnPair[] {
  return [...new Set(names)].map((name) => {
    const pair = pairs.find(({ current }) => current.name === name)
    if (pair) return pair
    throw new WorkerError({
      code: 'compare_key_not_found',
      status: 422,
      detail: 'A key column is not in both tables.',
      expected: `columns that both tables have: ${pairs
        .map(({ current }) => current.name)
        .slice(0, 50)
        .join(', ')}`,
      where: name,
    })
  })
}

/** Candidate keys of either profile whose columns both tables have. */
function knownKeys({ base, current }: CompareJob, pairs: readonly ColumnPair[]): ColumnPair[][] {
  const find = (keys: ComparedTableJob['keys'], side: 'base' | 'current') =>
    (keys ?? []).flatMap((names) => {
      const key = names.flatMap((name) => pairs.filter((pair) => pair[side].name === name))
      return key.length === names.length ? [key] : []
    })
  return [...find(current.keys, 'current'), ...find(base.keys, 'base')]
}

/** Columns of which no value may be shown: personal data, and where no profile says which these are, every text. */
function hiddenOf({ base, current }: CompareJob, pairs: readonly ColumnPair[]): Set<ColumnPair> {
  const unknown = base.personal === null || current.personal === null
  return new Set(
    pairs.filter(
      (pair) =>
        base.personal?.includes(pair.base.name) === true ||
        current.personal?.includes(pair.current.name) === true ||
        (unknown && (pair.type === 'text' || pair.type === 'integer')),
    ),
  )
}

function tableOf(job: ComparedTableJob, table: SourceTable): Comparison['base'] {
  return { dataset_id: null, version: null, name: job.name, rows: table.rows, column_count: table.columns.length }
}
