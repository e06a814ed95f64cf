import { join } from 'node:path'
import type { ReadColumn, Reading } from '@datapilot/contracts'
import { openAnalysis, threadsFor, type AnalysisSession } from '../analysis-session.ts'
import { columnWarnings, presentColumns } from '../delimited.presenter.ts'
import { nameColumns, type ColumnName } from '../dialect/column-names.ts'
import { conventionEvidence } from '../dialect/convention-evidence.ts'
import { givenColumns } from '../dialect/override.ts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import { typeSplitRows, writeRejects } from '../rows/split-table.ts'
import type { GivenColumn } from '../types/plans.ts'
import { writeTypedTable, type TypedTable } from '../types/typed-table.ts'
import type { JsonColumn } from './json-columns.ts'
import { splitRecords, type JsonSplit, type JsonSplitInput } from './json-split.ts'

/** Records as a table. */
export interface JsonTable {
  readonly columns: readonly ReadColumn[]
  readonly split: JsonSplit
  readonly rows: number
  readonly rejected: number
  readonly warnings: Reading['warnings']
  readonly evidence: Reading['evidence']
  readonly parquetPath: string
  readonly rejectsPath: string | null
}

const REJECTED: Readonly<Record<string, string>> = {
  invalid_json: 'Lines that are no valid JSON were rejected.',
  not_an_object: 'Values that are no objects were rejected.',
}

/**
 * Reads records into a typed table. Numbers and truth values are what they are in JSON, texts go through the evidence
 * of all values as in delimited files, objects and lists become nested columns where all values agree on a type.
 *
 * @throws FileRefused `no_rows`, and those of the records.
 */
export async function readRecords(input: JsonSplitInput): Promise<JsonTable> {
  const { job } = input
  const split = await splitRecords(input)
  const rejected = [...split.rejected.values()].reduce((sum, count) => sum + count, 0)
  if (split.rows === 0 || split.keys.length === 0) {
    throw new FileRefused('no_rows', 'The JSON text holds no object with a value.', {
      expected: 'a list of objects, or an object on each line (NDJSON)',
      data: { rejected_rows: rejected },
    })
  }
  const width = split.keys.length
  const names = nameColumns(split.keys, width)
  const session = await openAnalysis(job.scratch, job.memoryBytes, threadsFor(width, job.threads))
  try {
    const typed = await typeRecords(session, job, split, names)
    const rejectsPath = await writeRejects(session, job, rejected)
    return {
      columns: presentColumns(names, typed),
      split,
      rows: typed.rows,
      rejected,
      warnings: [...recordWarnings(split, names), ...columnWarnings(names, typed)],
      evidence: conventionEvidence(names, typed, false, job.override).evidence.filter(
        ({ what }) => what === 'date_order',
      ),
      parquetPath: join(job.outputDir, 'data.parquet'),
      rejectsPath,
    }
  } finally {
    session.close()
  }
}

/** Nested columns first with their type; where the engine cannot hold a value in it, as JSON. */
async function typeRecords(
  session: AnalysisSession,
  job: ReadJob,
  split: JsonSplit,
  names: readonly ColumnName[],
): Promise<TypedTable> {
  const { decimal = null, thousands, date_order: dateOrder = null } = job.override
  const convert = (structured: boolean): Promise<TypedTable> =>
    typeSplitRows(split, names.length, (relation) =>
      writeTypedTable({
        session,
        relation,
        sample: split.sample,
        sampleIsAll: split.sample.length === split.rows,
        names,
        given: givenByJson(split, names, job, structured),
        parquetPath: join(job.outputDir, 'data.parquet'),
        conventions: { decimal, thousands, dateOrder, european: false },
      }),
    )
  return convert(true).catch((error: unknown) => {
    if (error instanceof FileRefused || !(error instanceof Error) || !/json|transform|cast/i.test(error.message))
      throw error
    return convert(false)
  })
}

function givenByJson(
  split: JsonSplit,
  names: readonly ColumnName[],
  job: ReadJob,
  structured: boolean,
): ReadonlyMap<string, GivenColumn> {
  const given = new Map(givenColumns(job.override, names))
  for (const [index, key] of split.keys.entries()) {
    const [name, column] = [names[index]?.name ?? key, split.columns.get(key)]
    if (column === undefined) continue
    const said = given.get(name) ?? { type: null, dateOrder: null }
    if (column.nested > 0) given.set(name, { ...said, nested: nestedPlan(column, structured) })
    else if (column.tally.numbers > 0) given.set(name, { ...said, mark: column.rendering().mark })
  }
  return given
}

function nestedPlan(column: JsonColumn, structured: boolean): NonNullable<GivenColumn['nested']> {
  const { structure } = column.shape
  const typed = structured && column.scalars === 0 && structure !== 'JSON'
  return { type: 'json', structure: typed ? JSON.stringify(structure) : null }
}

function recordWarnings(split: JsonSplit, names: readonly ColumnName[]): Reading['warnings'] {
  const { duplicates, notNumbers } = split
  const all: Reading['warnings'] = [...split.rejected].map(([code, count]) => ({
    code,
    detail: REJECTED[code] ?? code,
    count,
  }))
  all.push(
    { code: 'duplicate_keys', detail: 'Objects name a key twice; the last value counts.', count: duplicates },
    { code: 'not_a_number', detail: 'NaN and Infinity, which JSON does not have, became null.', count: notNumbers },
  )
  for (const [index, key] of split.keys.entries()) {
    const column = split.columns.get(key)
    const detail = names[index]?.name ?? key
    if (column === undefined) continue
    const mixed = column.nested > 0 && column.scalars > 0 ? Math.min(column.nested, column.scalars) : 0
    all.push({ code: 'empty_texts', detail, count: column.emptyTexts }, { code: 'mixed_values', detail, count: mixed })
  }
  return all.filter(({ count }) => count !== 0)
}
