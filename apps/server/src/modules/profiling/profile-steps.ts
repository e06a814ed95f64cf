import type { ColumnProfile, Profile, Reading } from '@datapilot/contracts'
import { makeAlerts } from './alerts/alerts.ts'
import { columnBatches, needsOrder } from './columns/column-batches.ts'
import { columnKind } from './columns/column-kind.ts'
import type { ColumnFindings } from './columns/column-findings.ts'
import { profileBatch } from './columns/profile-batch.ts'
import { correlations } from './relations/correlations.ts'
import { duplicateColumns, DuplicateSearch } from './relations/duplicates.ts'
import { monotonicColumns } from './relations/monotonic.ts'
import { mayIdentify } from './relations/candidate-keys.ts'
import { NO_RELATIONS, tableRelations } from './relations/table-relations.ts'
import type { ProfileKind } from './profile-job.ts'
import { ProgressClock } from './progress-clock.ts'
import type { Session } from './session.ts'
import { openSource, type SourceTable } from './source-table.ts'
import type { ProfileListener } from './work-left.ts'

export interface ProfileRequest {
  readonly parquetPath: string
  readonly reading: Reading
  readonly name: string
  readonly kind: ProfileKind
  /** Columns that need not be profiled again. */
  readonly finished: readonly ColumnFindings[]
  /** False for samples. */
  readonly exact: boolean
  /** Decides which dates lie in the future; ISO 8601. */
  readonly now: string
}

/** Told while the profile is made, inside its process. */
export interface StepListener extends Pick<ProfileListener, 'onProgress'> {
  onFindings(findings: readonly ColumnFindings[]): void
}

/** Share of the columns in the whole, from measurements of a million rows. */
const COLUMNS_DONE = 0.85

/** Profiles one Parquet file inside an engine process. `elapsed_ms` covers this function alone. */
export async function profileSteps(
  session: Session,
  request: ProfileRequest,
  listener: StepListener,
): Promise<Profile> {
  const started = performance.now()
  const source = await openSource(session, request.parquetPath, request.reading)
  const size = { rows: source.rows, columns: source.columns.length }
  const given = (request.finished.length / Math.max(1, size.columns)) * COLUMNS_DONE
  const clock = new ProgressClock(listener.onProgress, size, given)
  clock.at('counting', given, request.finished.length)
  const twins = new DuplicateSearch(session, source.rows, request.finished.map(({ column }) => column)) // prettier-ignore
  const findings = await profileColumns({ session, source, request, listener, twins, clock })
  clock.at('relations', COLUMNS_DONE, size.columns)
  const columns = await withDirections(session, request.parquetPath, findings.map(({ column }) => column)) // prettier-ignore
  const duplicates = await twins.count(columns)
  clock.at('relations', 0.92, size.columns)
  const matrices = await correlations(session, columns)
  const repeatedColumns = await duplicateColumns(session, columns)
  clock.at('relations', 0.95, size.columns)
  const directed = findings.map((one) => ({
    ...one,
    column: columns.find(({ index }) => index === one.column.index) ?? one.column,
  }))
  const relations =
    request.kind === 'full'
      ? await tableRelations(session, {
          parquetPath: request.parquetPath,
          source,
          findings: directed,
          pearson: matrices[0],
          equalColumns: repeatedColumns,
          duplicateRows: duplicates,
        })
      : NO_RELATIONS
  clock.at('relations', 1, size.columns)
  const missing = columns.reduce((sum, column) => sum + column.missing, 0)
  const cells = source.rows * columns.length
  const profile: Profile = {
    schema_version: 1,
    exact: request.exact,
    name: request.name,
    rows: source.rows,
    column_count: columns.length,
    missing_cells: missing,
    missing_share: cells === 0 ? 0 : missing / cells,
    duplicate_rows: duplicates,
    candidate_keys: [
      ...columns
        .filter((column) => column.unique && column.missing === 0 && mayIdentify(column))
        .map(({ name }) => [name]),
      ...relations.keys.map((names) => [...names]),
    ],
    time_span: timeSpan(columns),
    reading: request.reading,
    columns,
    correlations: relations.spearman ? [...matrices, relations.spearman] : matrices,
    associations: relations.associations,
    missing_patterns: relations.missing_patterns,
    dependencies: relations.dependencies,
    near_duplicate_columns: relations.near_duplicate_columns,
    series: relations.series,
    as_of: request.now,
    alerts: [],
    alerts_left_out: 0,
    engine: { name: 'DuckDB', version: session.version },
    elapsed_ms: 0,
  }
  const { nearDuplicates } = relations
  const { alerts, leftOut } = makeAlerts({ profile, findings: directed, repeatedColumns, nearDuplicates })
  return { ...profile, alerts, alerts_left_out: leftOut, elapsed_ms: Math.round(performance.now() - started) }
}

interface ColumnWork {
  readonly session: Session
  readonly source: SourceTable
  readonly request: ProfileRequest
  readonly listener: StepListener
  readonly twins: DuplicateSearch
  readonly clock: ProgressClock
}

async function profileColumns({ session, source, request, listener, twins, clock }: ColumnWork) {
  const findings = [...request.finished]
  const known = new Set(findings.map(({ column }) => column.index))
  const open = source.columns.filter(({ index }) => !known.has(index))
  const now = new Date(request.now)
  for (const batch of columnBatches(open, source.rows)) {
    const share = (findings.length / source.columns.length) * COLUMNS_DONE
    clock.at(batch.some(({ type }) => needsOrder(type)) ? 'quantiles' : 'distinct', share, findings.length)
    const found = await profileBatch(session, batch, { rows: source.rows, now, twins })
    findings.push(...found)
    listener.onFindings(found)
  }
  return findings.sort((a, b) => a.column.index - b.column.index)
}

/** A running number is recognised by its direction, so the kind is decided again. */
async function withDirections(
  session: Session,
  parquetPath: string,
  columns: readonly ColumnProfile[],
): Promise<ColumnProfile[]> {
  const directions = await monotonicColumns(session, parquetPath, columns)
  return columns.map((column) => {
    const monotonic = directions.get(column.index)
    if (!column.number || !monotonic) return column
    const directed = { ...column, number: { ...column.number, monotonic } }
    return { ...directed, kind: columnKind(directed) }
  })
}

/** The span of the most complete date column; among equals the first. */
function timeSpan(columns: readonly ColumnProfile[]): Profile['time_span'] {
  const dates = columns.filter(({ date }) => date?.min && date.max)
  const [best] = dates.sort((a, b) => b.count - a.count || a.index - b.index)
  return best?.date?.min && best.date.max ? { column: best.name, from: best.date.min, to: best.date.max } : null
}
