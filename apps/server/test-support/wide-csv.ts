/** Wide and of several types, which are profiled one after the other: there is something to keep half way. */
export function wideCsv(rows: number, columns: number): string {
  const names = Array.from({ length: columns }, (_, i) => `c${String(i)}`)
  const kinds = [
    (value: number) => `text ${String(value % 999)}`,
    (value: number) => String(value),
    (value: number) => `${String(value)}.5`,
    (value: number) => `2024-01-${String((value % 28) + 1).padStart(2, '0')}`,
  ]
  const cell = (r: number, c: number) => kinds[c % kinds.length]?.((r * 7919 + c * 104_729) % 1_000_003) ?? ''
  const row = (r: number) => names.map((_, c) => cell(r, c)).join(',')
  return `${names.join(',')}\n${Array.from({ length: rows }, (_, r) => row(r)).join('\n')}\n`
}
