import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/engine.sql.ts'

/** A column of the sample: its values as numbers, or as hashes that tell different values apart. */
export interface SampleField {
  readonly name: string
  readonly as: 'number' | 'hash'
}

/** DuckDB refuses to number the rows of a file that has such a column itself. */
export const POSITION = 'file_row_number'

/**
 * The fields of about one row in `every`, chosen by the hash of its position: the same rows whatever the order of
 * threads, and none of the file's own rhythm. NaN stands for missing values and for what is not finite. A hash keeps
 * 52 bits, which a DOUBLE holds exactly: two of 100,000 values share one once in a million tables.
 */
export function rowSampleSql(
  parquetPath: string,
  fields: readonly SampleField[],
  every: number,
  isPositionTaken: boolean,
): string {
  const list = fields.map(({ name, as }, i) => {
    const column = quoteIdentifier(name)
    const number = as === 'number' ? `${column}::DOUBLE` : `(hash(${column}) >> 12)::DOUBLE`
    return `CASE WHEN ${column} IS NULL THEN 'nan'::DOUBLE ELSE ${number} END AS x${i}`
  })
  const path = quoteLiteral(parquetPath)
  if (every === 1) return `SELECT ${list.join(', ')} FROM read_parquet(${path})`
  const numbered = isPositionTaken
    ? `(SELECT *, row_number() OVER () AS ${POSITION}_1 FROM read_parquet(${path}))`
    : `(SELECT *, ${POSITION} AS ${POSITION}_1 FROM read_parquet(${path}, ${POSITION} = true))`
  return `SELECT ${list.join(', ')} FROM ${numbered} WHERE hash(${POSITION}_1) % ${every} = 0`
}
