import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/engine.sql.ts'
import { REPEATED_IN_SORTED } from './sorted.sql.ts'

/** Extremes of numeric columns per row group, in file order, from the Parquet footer: no data is read. */
export function rowGroupExtremesSql(parquetPath: string): string {
  return `
    SELECT path_in_schema AS name, try_cast(stats_min_value AS DOUBLE) AS low, try_cast(stats_max_value AS DOUBLE) AS high
    FROM parquet_metadata(${quoteLiteral(parquetPath)}) ORDER BY path_in_schema, row_group_id`
}

/** Whether values never fall, never rise, in the order of rows; missing values are passed over. */
export function monotonicSql(columns: readonly { readonly index: number; readonly name: string }[]): string {
  const tests = columns.map(({ index }) => {
    const pair = (sign: string) => `coalesce(bool_and(v${index} ${sign} p${index}), true)`
    return `${pair('>=')} AS up${index}, ${pair('<=')} AS down${index}`
  })
  const values = columns.map(({ index, name }) => {
    const column = quoteIdentifier(name)
    return `${column} AS v${index}, lag(${column}) OVER () AS p${index}`
  })
  return `SELECT ${tests.join(', ')} FROM (SELECT ${values.join(', ')} FROM source)`
}

/** As `monotonicSql` for one column with missing values, which have to be left out before neighbours are compared. */
export function monotonicPresentSql({ index, name }: { readonly index: number; readonly name: string }): string {
  const column = quoteIdentifier(name)
  return `
    SELECT coalesce(bool_and(v >= p), true) AS up${index}, coalesce(bool_and(v <= p), true) AS down${index}
    FROM (SELECT v, lag(v) OVER () AS p FROM (SELECT ${column} AS v FROM source WHERE ${column} IS NOT NULL))`
}

/** A test that the rows with a twin pass, and few others; its candidates are in table `repeated`. */
export interface TwinTest {
  readonly make: string
  readonly condition: string
}

/** By the values of one column of table `g` that occur more than once. */
export function twinsByColumn({ index, name }: { readonly index: number; readonly name: string }): TwinTest {
  const column = quoteIdentifier(name)
  return {
    make: `CREATE OR REPLACE TEMP TABLE repeated AS SELECT v FROM g WHERE c = ${index} AND n > 1 AND v IS NOT NULL`,
    condition: `${column} IN (SELECT v FROM repeated)`,
  }
}

/** As `twinsByColumn`, from the column's values in table `sorted`. */
export function twinsBySorted(name: string): TwinTest {
  return { make: REPEATED_IN_SORTED, condition: `${quoteIdentifier(name)} IN (SELECT v FROM repeated)` }
}

/** As `twinsByColumn`, from the column itself. */
export function twinsByValue(name: string): TwinTest {
  const column = quoteIdentifier(name)
  return {
    make: `CREATE OR REPLACE TEMP TABLE repeated AS SELECT ${column} AS v FROM source GROUP BY 1 HAVING count(*) > 1`,
    condition: `${column} IN (SELECT v FROM repeated)`,
  }
}

/** By the hash of the given columns. */
export function twinsByHash(names: readonly string[]): TwinTest {
  const key = `hash(${names.map(quoteIdentifier).join(', ')})`
  return {
    make: `CREATE OR REPLACE TEMP TABLE repeated AS SELECT ${key} AS h FROM source GROUP BY 1 HAVING count(*) > 1`,
    condition: `${key} IN (SELECT h FROM repeated)`,
  }
}

/** Rows minus different rows among the candidates, compared by value over all columns: no collision can count. */
export function duplicateRowsSql({ condition }: TwinTest, all: readonly string[]): string {
  const columns = all.map(quoteIdentifier).join(', ')
  return `
    SELECT coalesce(sum(n - 1), 0) AS duplicates
    FROM (SELECT count(*) AS n FROM source WHERE ${condition} GROUP BY ${columns})`
}

export const DROP_CANDIDATES = 'DROP TABLE IF EXISTS repeated'

/** Rows in which two columns differ. */
export function differingRowsSql(pairs: readonly (readonly [string, string])[]): string {
  const counts = pairs.map(([a, b], i) => {
    return `count(*) FILTER (${quoteIdentifier(a)} IS DISTINCT FROM ${quoteIdentifier(b)}) AS d${i}`
  })
  return `SELECT ${counts.join(', ')} FROM source`
}
