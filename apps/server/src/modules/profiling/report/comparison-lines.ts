import type { Cell, ColumnChange, ColumnDrift, ComparedColumn, Comparison, DriftBin } from '@datapilot/contracts'
import type { Tile } from './page.ts'
import type { ReportLanguage } from './report-language.ts'

/** What a comparison says in words and figures, for every form of its report. */
export function comparisonTiles({ base, current, rows }: Comparison, { more, format }: ReportLanguage): Tile[] {
  const { terms } = more
  const tiles: Tile[] = [
    [`${terms.base}: ${base.name}`, `${format.count(base.rows)} × ${format.count(base.column_count)}`],
    [`${terms.current}: ${current.name}`, `${format.count(current.rows)} × ${format.count(current.column_count)}`],
  ]
  if (rows === null) return tiles
  const counts = (['added', 'removed', 'changed', 'unchanged'] as const).map((kind): Tile => [
    terms[`rows_${kind}`],
    format.count(rows[kind]),
  ])
  return [...tiles, ...counts]
}

/** How rows were matched, in one line. */
export function matchedLine({ rows }: Comparison, { more: { terms } }: ReportLanguage): string {
  if (rows === null) return terms.no_common_columns
  if (rows.key === null) return terms.by_content
  return `${terms.by_key} ${rows.key.join(' + ')} (${rows.key_from === 'given' ? terms.key_given : terms.key_found})`
}

/** Rows that nothing could be matched with, per side: label, keys, rows, rows without a key. Empty when there are none. */
export function unmatchedRows({ rows }: Comparison, { more: { terms }, format }: ReportLanguage): string[][] {
  const sides = [[terms.base, rows?.base_duplicates], [terms.current, rows?.current_duplicates]] as const // prettier-ignore
  return sides.flatMap(([label, found]) =>
    !found || found.rows + found.rows_without_key === 0
      ? []
      : [[label, format.count(found.keys), format.count(found.rows), format.count(found.rows_without_key)]],
  )
}

export function columnWords(column: ComparedColumn | null, { words }: ReportLanguage): string {
  if (column === null) return '–'
  return `${words.types[column.type]}${column.unit === null ? '' : ` (${column.unit})`}`
}

/** The name of a column, and the one that it had. */
export function nameOf({ base, current, renamed }: ColumnChange, { more }: ReportLanguage): string {
  const name = current?.name ?? base?.name ?? ''
  return renamed ? `${name} (${more.terms.renamed_from}: ${base?.name ?? ''})` : name
}

export function changedColumns({ columns }: Comparison): ColumnChange[] {
  return columns.filter(({ status }) => status !== 'same')
}

/** A p-value: below one in ten thousand only that. */
export function probability(p: number, { format }: ReportLanguage): string {
  return p < 0.0001 ? `< ${format.figure(0.0001)}` : format.figure(Number(p.toPrecision(3)))
}

export function figure(value: number | null, { format }: ReportLanguage): string {
  return format.figure(value === null ? null : Number(value.toPrecision(4)))
}

/** The test that fits the column, in one cell. */
export function testWords({ ks, chi_square: chi }: ColumnDrift, said: ReportLanguage): string {
  if (ks) return `KS ${figure(ks.statistic, said)}, p ${probability(ks.p_value, said)}`
  if (!chi) return '–'
  return `χ² ${figure(chi.statistic, said)} (${said.format.count(chi.degrees_of_freedom)}), p ${probability(chi.p_value, said)}`
}

export function missingWords({ missing }: ColumnDrift, { format }: ReportLanguage): string {
  return `${format.share(missing.base_share)} → ${format.share(missing.current_share)}`
}

/** From where to where values go, on both sides. */
export function rangeWords({ base_range: base, current_range: current }: ColumnDrift, said: ReportLanguage): string {
  const range = (side: { min: Cell; max: Cell } | null) =>
    side === null ? '–' : `${said.format.cell(side.min)} … ${said.format.cell(side.max)}`
  return base === null && current === null ? '' : `${range(base)} → ${range(current)}`
}

export function binLabel({ from, to, value }: DriftBin, { family }: ColumnDrift, said: ReportLanguage): string {
  if (family === 'category') return value === null ? '…' : said.format.cell(value)
  const edge = (at: number | null) => (family === 'date' ? dayOf(at) : said.format.figure(at))
  if (from === null && to === null) return '–'
  if (from === null) return `≤ ${edge(to)}`
  return to === null ? `> ${edge(from)}` : `${edge(from)} – ${edge(to)}`
}

/** Days since 1970-01-01 as a date. */
function dayOf(days: number | null): string {
  if (days === null) return '–'
  const date = new Date(days * 86_400_000)
  return Number.isNaN(date.getTime()) ? '–' : date.toISOString().slice(0, 10)
}
