import type { AnalysisStage, ColumnProfile, Profile, Reading } from '@datapilot/contracts'
import { makeAlerts } from './alerts/alerts.ts'
import { columnBatches, needsOrder } from './columns/column-batches.ts'
import { columnKind } from './columns/column-kind.ts'
import { profileBatch, type ColumnFindings } from './columns/profile-batch.ts'
import { correlations } from './relations/correlations.ts'
import { duplicateColumns, DuplicateSearch } from './relations/duplicates.ts'
import { monotonicColumns } from './relations/monotonic.ts'
import type { Session } from './session.ts'
import { openSource, type SourceTable } from './source-table.ts'

export type ProfileStage = Extract<AnalysisStage, 'counting' | 'distinct' | 'quantiles' | 'relations'>

export interface ProfileRequest {
  readonly parquetPath: string
  readonly reading: Reading
  readonly name: string
  /** False for samples. */
  readonly exact: boolean
  /** Decides which dates lie in the future; ISO 8601. */
  readonly now: string
}

export interface ProfileListener {
  /** `share` of the whole work that is done, 0 to 1. */
  onProgress(stage: ProfileStage, share: number): void
  /** Columns whose figures are complete, except for what the relations add. */
  onColumns(columns: ColumnProfile[]): void
}

/** Where the stages end, from measurements of a million rows: columns take four fifths of the time. */
const COUNTED = 0.05
const COLUMNS_DONE = 0.85

/** Profiles one Parquet file inside an engine process. `elapsed_ms` covers this function alone. */
export async function profileSteps(
  session: Session,
  request: ProfileRequest,
  listener: ProfileListener,
): Promise<Profile> {
  const started = performance.now()
  listener.onProgress('counting', 0)
  const source = await openSource(session, request.parquetPath, request.reading)
  listener.onProgress('counting', COUNTED)
  const twins = new DuplicateSearch(session, source.rows)
  const findings = await profileColumns(session, source, new Date(request.now), listener, twins)
  listener.onProgress('relations', COLUMNS_DONE)
  const columns = await withDirections(session, request.parquetPath, findings.map(({ column }) => column)) // prettier-ignore
  const duplicates = await twins.count(columns)
  listener.onProgress('relations', 0.92)
  const matrices = await correlations(session, columns, source.rows)
  const repeatedColumns = await duplicateColumns(session, columns)
  listener.onProgress('relations', 1)
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
    candidate_keys: columns.filter(({ unique, missing }) => unique && missing === 0).map(({ name }) => [name]),
    time_span: timeSpan(columns),
    reading: request.reading,
    columns,
    correlations: matrices,
    alerts: [],
    engine: { name: 'DuckDB', version: session.version },
    elapsed_ms: 0,
  }
  const alerts = makeAlerts({ profile, findings, repeatedColumns })
  return { ...profile, alerts, elapsed_ms: Math.round(performance.now() - started) }
}

async function profileColumns(
  session: Session,
  source: SourceTable,
  now: Date,
  listener: ProfileListener,
  twins: DuplicateSearch,
): Promise<ColumnFindings[]> {
  const findings: ColumnFindings[] = []
  for (const batch of columnBatches(source.columns, source.rows)) {
    const share = COUNTED + (findings.length / source.columns.length) * (COLUMNS_DONE - COUNTED)
    listener.onProgress(batch.some(({ type }) => needsOrder(type)) ? 'quantiles' : 'distinct', share)
    const found = await profileBatch(session, batch, { rows: source.rows, now, twins })
    findings.push(...found)
    listener.onColumns(found.map(({ column }) => column))
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
