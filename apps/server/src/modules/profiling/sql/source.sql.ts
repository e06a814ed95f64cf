import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/engine.sql.ts'

export function sourceColumnsSql(parquetPath: string): string {
  return `DESCRIBE SELECT * FROM read_parquet(${quoteLiteral(parquetPath)})`
}

export function sourceRowsSql(parquetPath: string): string {
  return `SELECT sum(num_rows) AS rows FROM parquet_file_metadata(${quoteLiteral(parquetPath)})`
}

/** `expression` holds `{}` where the quoted column goes. */
export function sourceViewSql(
  parquetPath: string,
  columns: readonly { readonly name: string; readonly expression: string }[],
  view: string,
): string {
  const list = columns.map(({ name, expression }) => {
    const column = quoteIdentifier(name)
    return `${expression.split('{}').join(column)} AS ${column}`
  })
  return `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT ${list.join(', ')} FROM read_parquet(${quoteLiteral(parquetPath)})`
}
