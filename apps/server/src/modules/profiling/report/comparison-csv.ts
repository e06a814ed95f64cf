import type { ColumnDrift, Comparison } from '@datapilot/contracts'
import { csvTable } from './csv.ts'

type Line = readonly [change: Comparison['columns'][number], drift: ColumnDrift | undefined]
type Field = readonly [name: string, of: (line: Line) => string | number | boolean | null]

const FIELDS: readonly Field[] = [
  ['column', ([{ current, base }]) => current?.name ?? base?.name ?? null],
  ['base_column', ([{ base }]) => base?.name ?? null],
  ['status', ([{ status }]) => status],
  ['renamed', ([{ renamed }]) => renamed],
  ['retyped', ([{ retyped }]) => retyped],
  ['base_type', ([{ base }]) => base?.type ?? null],
  ['current_type', ([{ current }]) => current?.type ?? null],
  ['drift', ([, drift]) => drift?.level ?? null],
  ['psi', ([, drift]) => drift?.psi ?? null],
  ['ks', ([, drift]) => drift?.ks?.statistic ?? null],
  ['ks_p_value', ([, drift]) => drift?.ks?.p_value ?? null],
  ['chi_square', ([, drift]) => drift?.chi_square?.statistic ?? null],
  ['chi_square_p_value', ([, drift]) => drift?.chi_square?.p_value ?? null],
  ['total_variation', ([, drift]) => drift?.total_variation ?? null],
  ['base_missing_share', ([, drift]) => drift?.missing.base_share ?? null],
  ['current_missing_share', ([, drift]) => drift?.missing.current_share ?? null],
  ['new_values', ([, drift]) => drift?.new_values?.distinct ?? null],
  ['vanished_values', ([, drift]) => drift?.vanished_values?.distinct ?? null],
]

/** One row per column of either table, with what became of it and how its values moved. */
export function comparisonCsv({ columns, drift }: Comparison): string {
  const found = new Map(drift.map((column) => [column.column, column]))
  const lines = columns.map((change): Line => [
    change,
    change.current === null ? undefined : found.get(change.current.name),
  ])
  return csvTable(FIELDS, lines)
}
