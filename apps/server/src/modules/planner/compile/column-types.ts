import type { CatalogTable } from '../catalog/catalog.ts'
import type { ColumnTypes } from './expressions.sql.ts'

/** The types of a catalog table's columns, by name. */
export function columnTypes(table: CatalogTable): ColumnTypes {
  return new Map(table.columns.map(({ name, type }) => [name, type]))
}
