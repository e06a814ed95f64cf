import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/index.ts'
import type { CommonColumn } from './common-columns.ts'

/** `_file`, or with further underscores where the files have a column of that name. */
export function fileColumnName(names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  let name = '_file'
  while (taken.has(name)) name = `_${name}`
  return name
}

/** Rows of all files in their order. Names are found without regard to case; the engine finds the common type. */
export function unionOfTables(
  tables: readonly { readonly name: string; readonly path: string; readonly empty: ReadonlySet<string> }[],
  columns: readonly CommonColumn[],
  fileColumn: string,
): string {
  const selects = tables.map(({ name, path, empty }) => {
    const nothing = new Set([...empty].map((column) => column.toLowerCase()))
    const list = columns.map((column) => {
      const own = quoteIdentifier(column.name)
      if (!nothing.has(column.name.toLowerCase())) return own
      return column.type === 'text' ? own : `NULL AS ${own}`
    })
    const file = `${quoteLiteral(name)} AS ${quoteIdentifier(fileColumn)}`
    return `SELECT ${[...list, file].join(', ')} FROM read_parquet(${quoteLiteral(path)})`
  })
  return selects.join(' UNION ALL ')
}

/** How many values each column has. */
export function countValues(path: string, columns: readonly string[]): string {
  const counts = columns.map((column) => `count(${quoteIdentifier(column)})`).join(', ')
  return `SELECT ${counts} FROM read_parquet(${quoteLiteral(path)})`
}

export function unionOfRejects(
  tables: readonly { readonly name: string; readonly path: string; readonly number: number }[],
): string {
  return tables
    .map(
      ({ name, path, number }) =>
        `SELECT line, reason, raw, ${quoteLiteral(name)} AS file, ${number} AS file_number FROM read_parquet(${quoteLiteral(path)})`,
    )
    .join(' UNION ALL ')
}
