/** DuckDB text of the engine itself: names, files and gates. */

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Only these files; `allowed_directories` would make them writable (measured: d.parquet was overwritten). */
export function allowPaths(paths: readonly string[]): string {
  return `SET allowed_paths=[${paths.map(quoteLiteral).join(', ')}]`
}

export function createTableView(name: string, path: string): string {
  return `CREATE VIEW ${quoteIdentifier(name)} AS SELECT * FROM read_parquet(${quoteLiteral(path)})`
}

/** After these two, nothing in the instance can be opened or configured any more. */
export const LOCK_DOWN = ['SET enable_external_access=false', 'SET lock_configuration=true']

/** The parse tree of `sql` as JSON; `{"error": true}` for anything but SELECT. The argument must be a constant. */
export function serializeStatement(sql: string): string {
  return `SELECT json_serialize_sql(${quoteLiteral(sql)})::VARCHAR`
}
