import type { Measure } from './bench.ts'

/** A table of results on standard output, ready for docs/performance.md. */
export function printMeasures(title: string, measures: readonly Measure[]): void {
  const rows = measures.map(({ what, value, unit, note }) => [
    what,
    `${Number(value.toPrecision(3))} ${unit}`.trim(),
    note ?? '',
  ])
  const widths = [0, 1, 2].map((i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  console.log(
    [
      `## ${title}`,
      '',
      line(['what', 'value', 'note']),
      line(widths.map((width) => '-'.repeat(width))),
      ...rows.map(line),
      '',
    ].join('\n'),
  )
}
