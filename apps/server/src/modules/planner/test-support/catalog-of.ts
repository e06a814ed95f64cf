import type { Cell, ColumnKind, ColumnProfile, ColumnType, Profile } from '@datapilot/contracts'
import { createCatalogTable, type CatalogTable } from '../catalog/catalog.ts'

/** A table of a test: its columns with their types, and its rows. */
export interface SampleTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly unit?: string }[]
  readonly rows: readonly (readonly Cell[])[]
}

const NUMERIC: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'number'])
const DATES: ReadonlySet<ColumnType> = new Set(['date', 'timestamp'])

function kindOf(name: string, type: ColumnType, distinct: number, rows: number): ColumnKind {
  if (distinct === 1 && rows > 1) return 'constant'
  if (DATES.has(type)) return 'date'
  if (type === 'boolean') return 'boolean'
  if (/^(?:id$|id_|cd_|nr_|codigo)/iu.test(name)) return 'identifier'
  if (NUMERIC.has(type)) return 'number'
  return distinct <= 12 ? 'category' : 'text'
}

function describe(
  { name, type, unit }: SampleTable['columns'][number],
  index: number,
  cells: readonly Cell[],
): ColumnProfile {
  const present = cells.filter((cell) => cell !== null)
  const distinct = new Set(present).size
  const numbers = present.map(Number).sort((a, b) => a - b)
  const texts = present.map(String).sort()
  const nothing = { histogram: null, text: null, personal: null, meaning: null, category: null, boolean: null, top: [] }
  return {
    ...nothing,
    name,
    index,
    type,
    kind: kindOf(name, type, distinct, cells.length),
    unit: unit ?? null,
    count: present.length,
    missing: cells.length - present.length,
    missing_share: 0,
    distinct,
    unique: distinct === cells.length,
    number: NUMERIC.has(type)
      ? {
          min: numbers[0] ?? null,
          max: numbers.at(-1) ?? null,
          sum: null,
          mean: null,
          standard_deviation: null,
          variance: null,
          skewness: null,
          kurtosis: null,
          quantiles: { p01: null, p05: null, p25: null, p50: null, p75: null, p95: null, p99: null },
          iqr: null,
          range: null,
          coefficient_of_variation: null,
          median_absolute_deviation: null,
          smallest: [],
          largest: [],
          zeros: 0,
          negatives: 0,
          infinities: 0,
          nans: 0,
          outliers_iqr: 0,
          outliers_z: 0,
          monotonic: null,
        }
      : null,
    date: DATES.has(type)
      ? {
          min: texts[0] ?? null,
          max: texts.at(-1) ?? null,
          span_days: null,
          gap_days: null,
          granularity: null,
          gaps: [],
          implausible: 0,
          hours: null,
          future: 0,
          weekdays: Array<number>(7).fill(0),
          months: Array<number>(12).fill(0),
        }
      : null,
  }
}

/** The profile of a sample table, as far as the planner looks at it. */
export function profileOf({ name, columns, rows }: SampleTable): Profile {
  return {
    schema_version: 1,
    exact: true,
    name,
    rows: rows.length,
    column_count: columns.length,
    missing_cells: 0,
    missing_share: 0,
    duplicate_rows: 0,
    candidate_keys: [],
    time_span: null,
    reading: {
      format: 'csv',
      compression: 'none',
      bytes: 0,
      dialect: null,
      evidence: [],
      lines: null,
      rows: rows.length,
      rejected_rows: 0,
      warnings: [],
      columns: columns.map((column) => ({
        name: column.name,
        source_name: column.name,
        type: column.type,
        unit: column.unit ?? null,
      })),
    },
    columns: columns.map((column, index) =>
      describe(
        column,
        index,
        rows.map((row) => row[index] ?? null),
      ),
    ),
    correlations: [],
    associations: null,
    missing_patterns: null,
    dependencies: null,
    near_duplicate_columns: null,
    series: null,
    as_of: '2024-06-01T00:00:00.000Z',
    alerts: [],
    alerts_left_out: 0,
    engine: { name: 'duckdb', version: '0' },
    elapsed_ms: 0,
  }
}

/** The planner's view of a sample table, every value known. */
export function catalogOf(sample: SampleTable, options: { withRows?: boolean } = {}): CatalogTable {
  const values = new Map(
    sample.columns.map(({ name }, index) => [
      name,
      { cells: [...new Set(sample.rows.map((row) => row[index] ?? null))], complete: true },
    ]),
  )
  return createCatalogTable({
    name: sample.name,
    label: sample.name,
    profile: profileOf(sample),
    values,
    data: options.withRows === false ? null : sample.rows,
  })
}
