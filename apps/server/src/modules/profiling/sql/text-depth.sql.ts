/** Different values of the given columns of table `g`, with column and rows as numbers that travel in arrays. */
export function textValuesSql(columns: readonly number[]): string {
  return `SELECT c::DOUBLE AS c, n::DOUBLE AS n, v FROM g WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL`
}
