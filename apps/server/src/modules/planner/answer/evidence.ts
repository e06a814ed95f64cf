import { type Cell, type ColumnType, Plan } from '@datapilot/contracts'
import { evidenceSql } from '../compile/evidence.sql.ts'

/**
 * One SELECT of the rows behind a stored plan, or behind one row of its answer; null for what is no plan of the
 * built-in planner, and where the answer's rows are rows of the data themselves.
 */
export function evidenceOf(
  plan: unknown,
  columns: ReadonlyMap<string, ColumnType>,
  row: readonly Cell[] | null,
): string | null {
  const known = Plan.safeParse(plan)
  return known.success ? evidenceSql(known.data, columns, row) : null
}
