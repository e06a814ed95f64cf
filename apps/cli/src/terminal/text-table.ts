type Align = 'left' | 'right'

const GAP = '  '
const WIDEST_NAME = 32

/** Rows as aligned text; the last column takes what is left of `width` and is cut there. */
export function textTable(rows: readonly (readonly string[])[], aligns: readonly Align[], width: number): string[] {
  const last = aligns.length - 1
  const widths = aligns.map((_, i) => Math.min(WIDEST_NAME, Math.max(0, ...rows.map((row) => (row[i] ?? '').length))))
  const used = widths.slice(0, last).reduce((sum, size) => sum + size + GAP.length, 0)
  widths[last] = Math.max(10, width - used)
  return rows.map((row) => row.map((cell, i) => pad(cut(cell, widths[i] ?? 0), widths[i] ?? 0, aligns[i])).join(GAP).trimEnd()) // prettier-ignore
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text
}

function pad(text: string, width: number, align: Align | undefined): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width)
}
