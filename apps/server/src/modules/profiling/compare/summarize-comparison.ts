import type { ColumnChange, ColumnDrift, Comparison } from '@datapilot/contracts'
import { fitLines, type ModelSummary } from '../model/fit-lines.ts'

/**
 * A compact description of a comparison for language models, most useful first: sizes, rows, columns that changed, then
 * drift from the strongest. Statistics only, no value of either table.
 */
export function summarizeComparison(
  comparison: Comparison,
  { maxTokens }: { readonly maxTokens: number },
): ModelSummary {
  const { base, current, columns, drift } = comparison
  const lines = [
    `Comparison of ${named(current)} with the earlier ${named(base)}.`,
    rowsLine(comparison),
    ...columns.filter(({ status }) => status !== 'same').map(changeLine),
    ...drift.filter(({ level }) => level !== 'none').map(driftLine),
    `${String(drift.filter(({ level }) => level === 'none').length)} columns without drift.`,
  ]
  return fitLines(lines, maxTokens)
}

const quoted = (name: string) => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name)
const rounded = (value: number) => String(Number(value.toPrecision(4)))

function named({ name, rows, column_count: columns }: Comparison['base']): string {
  return `table ${quoted(name)} (${String(rows)} rows, ${String(columns)} columns)`
}

function rowsLine({ rows }: Comparison): string {
  if (rows === null) return 'The tables have no column in common.'
  const { added, removed, changed, unchanged } = rows
  const counts = `${String(added)} rows added, ${String(removed)} removed, ${String(changed)} changed, ${String(unchanged)} unchanged`
  if (rows.key === null) return `Rows by content (no key): ${counts}.`
  const repeated = (rows.base_duplicates?.keys ?? 0) + (rows.current_duplicates?.keys ?? 0)
  const cells = rows.changed_cells.map(({ column, cells }) => `${quoted(column)} ${String(cells)}`).join(', ')
  return `Rows by key ${rows.key.map(quoted).join(' + ')} (${rows.key_from ?? ''}): ${counts}; ${String(repeated)} keys repeated. Changed cells: ${cells || 'none'}.`
}

function changeLine({ status, base, current, renamed, retyped }: ColumnChange): string {
  if (base === null) return `Column added: ${quoted(current?.name ?? '')} ${current?.type ?? ''}.`
  if (current === null) return `Column removed: ${quoted(base.name)} ${base.type}.`
  const what = [
    ...(renamed ? [`was ${quoted(base.name)}`] : []),
    ...(retyped ? [`was ${base.type}, is ${current.type}`] : []),
    ...(base.unit === current.unit ? [] : [`unit was ${base.unit ?? 'none'}, is ${current.unit ?? 'none'}`]),
  ]
  return `Column ${status}: ${quoted(current.name)} ${what.join('; ')}.`
}

function driftLine({ column, level, psi, ks, total_variation: variation, missing }: ColumnDrift): string {
  const figures = [
    ...(psi === null ? [] : [`PSI ${rounded(psi)}`]),
    ...(ks === null ? [] : [`KS ${rounded(ks.statistic)} (p ${rounded(ks.p_value)})`]),
    ...(variation === null ? [] : [`total variation ${rounded(variation)}`]),
    `missing ${rounded(missing.base_share)} → ${rounded(missing.current_share)}`,
  ]
  return `Drift ${level}: ${quoted(column)} ${figures.join(', ')}.`
}
