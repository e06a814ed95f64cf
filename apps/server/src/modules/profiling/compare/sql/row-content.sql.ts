import type { ColumnPair } from '../column-pairs.ts'
import { cell } from './sides.sql.ts'

/**
 * Rows that one side has more often than the other: table `d(c…, nb, nc)`. Rows are equal when all their columns are,
 * missing values included (multiset difference).
 */
export function createContentDifferencesSql(pairs: readonly ColumnPair[]): string {
  const columns = pairs.map((pair) => cell(pair)).join(', ')
  return `CREATE OR REPLACE TEMP TABLE d AS
    SELECT ${columns}, sum(nb)::BIGINT AS nb, sum(nc)::BIGINT AS nc FROM (
      SELECT ${columns}, 1 AS nb, 0 AS nc FROM b UNION ALL SELECT ${columns}, 0, 1 FROM c)
    GROUP BY ${columns} HAVING sum(nb) <> sum(nc)`
}

export const CONTENT_COUNTS = `
  SELECT coalesce(sum(greatest(nc - nb, 0)), 0)::BIGINT AS added, coalesce(sum(greatest(nb - nc, 0)), 0)::BIGINT AS removed FROM d`

/** The first `limit` different rows of each kind by their values: table `kept`, as for keyed rows. */
export function createKeptContentSql(pairs: readonly ColumnPair[], limit: number): string {
  const columns = pairs.map((pair) => cell(pair))
  const first = (kind: 'added' | 'removed', times: string) => {
    const mine = columns.join(', ')
    const none = columns.map(() => 'NULL').join(', ')
    const [base, current] = kind === 'added' ? [none, mine] : [mine, none]
    return `(SELECT '${kind}' AS kind, ${times} AS n, ${base}, ${current} FROM d WHERE ${times} > 0
      ORDER BY ${mine} LIMIT ${String(limit)})`
  }
  const names = [...pairs.map((pair) => `b${String(pair.index)}`), ...columns]
  return `CREATE OR REPLACE TEMP TABLE kept AS
    SELECT row_number() OVER () AS position, kind, ',' AS changed, n, kind = 'removed' AS has_base,
      kind = 'added' AS has_current, ${names.join(', ')}
    FROM (${first('added', 'nc - nb')} UNION ALL ${first('removed', 'nb - nc')}) AS kept(kind, n, ${names.join(', ')})`
}

export const KEPT_COUNTS = 'SELECT kind, count(*) AS n FROM kept GROUP BY kind'

/** Into the file that exists already: a new one beside it would not be the one that was handed over. */
export function writeKeptSql(path: string): string {
  return `COPY (SELECT * FROM kept ORDER BY position) TO '${path}' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`
}
