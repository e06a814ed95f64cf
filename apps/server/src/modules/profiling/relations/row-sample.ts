import type { ColumnProfile } from '@datapilot/contracts'
import type { Session } from '../session.ts'
import { POSITION, rowSampleSql } from '../sql/row-sample.sql.ts'

/** Tables up to so many rows are looked at whole; of larger ones a sample, whose coefficients err by 0.006 at most. */
const WHOLE = 100_000
const SAMPLED = 30_000
/** 8 bytes each, twice. */
const CELLS = 5_000_000
const COLUMNS = 120

/** A column's values in the sampled rows. */
export class SampledColumn {
  readonly column: ColumnProfile
  /** Numbers, or hashes of other values; NaN where missing or not finite. */
  readonly values: Float64Array
  #coded: { readonly codes: Int32Array; readonly distinct: number } | null = null

  constructor(column: ColumnProfile, values: Float64Array) {
    this.column = column
    this.values = values
  }

  /** Dense codes of the values, −1 where missing; made when first asked for. */
  get codes(): Int32Array {
    return (this.#coded ??= codesOf(this.values)).codes
  }

  /** Different values among the sampled rows. */
  get distinct(): number {
    return (this.#coded ??= codesOf(this.values)).distinct
  }
}

function codesOf(values: Float64Array): { codes: Int32Array; distinct: number } {
  const codes = new Int32Array(values.length)
  const known = new Map<number, number>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (!Number.isFinite(value)) {
      codes[i] = -1
      continue
    }
    const code = known.get(value) ?? known.size
    if (code === known.size) known.set(value, code)
    codes[i] = code
  }
  return { codes, distinct: known.size }
}

export interface RowSample {
  readonly rows: number
  /** Whether it holds all rows. */
  readonly exact: boolean
  readonly columns: readonly SampledColumn[]
}

/** Rows of the columns that may relate to each other, small enough for memory at any size of the table. */
export async function rowSample(
  session: Session,
  parquetPath: string,
  profiles: readonly ColumnProfile[],
  rows: number,
): Promise<RowSample> {
  const columns = profiles.filter((column) => isRelatable(column, rows)).slice(0, COLUMNS)
  const most = Math.floor(CELLS / Math.max(1, columns.length))
  const wanted = rows <= Math.min(WHOLE, most) ? rows : Math.min(SAMPLED, most)
  const every = Math.max(1, Math.ceil(rows / Math.max(1, wanted)))
  if (columns.length === 0 || rows === 0) return { rows: 0, exact: every === 1, columns: [] }
  // A little more room than expected: the number of chosen rows varies with the hashes.
  const room = every === 1 ? rows : Math.ceil((rows / every) * 1.1 + 1_000)
  const values = columns.map(() => new Float64Array(room))
  let size = 0
  const fields = columns.map(({ name, number }) => ({ name, as: number ? ('number' as const) : ('hash' as const) }))
  const isTaken = profiles.some(({ name }) => name.toLowerCase() === POSITION)
  await session.scan(rowSampleSql(parquetPath, fields, every, isTaken), (chunk, count) => {
    const kept = Math.min(count, room - size)
    chunk.forEach((vector, i) => {
      if (vector instanceof Float64Array) values[i]?.set(vector.subarray(0, kept), size)
    })
    size += kept
  })
  return {
    rows: size,
    exact: every === 1,
    columns: columns.map(
      (column, i) => new SampledColumn(column, (values[i] ?? new Float64Array(0)).subarray(0, size)),
    ),
  }
}

/** Texts and numbers of rows that hardly repeat, documents and columns of one value relate to nothing. */
function isRelatable({ type, kind, distinct, count, number }: ColumnProfile, rows: number): boolean {
  if (distinct < 2 || type === 'json' || type === 'binary' || type === 'time') return false
  return (number !== null && kind !== 'identifier') || distinct <= Math.max(0.5 * count, Math.min(rows, 2_000))
}
