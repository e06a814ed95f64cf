const BLOCKS = '▁▂▃▄▅▆▇█'
const WIDTH = 15

/** A tiny histogram; neighbouring bins are added where there are more than fit. */
export function sparkline(counts: readonly number[]): string {
  const perCell = Math.ceil(counts.length / WIDTH)
  if (perCell === 0) return ''
  const cells = Array.from({ length: Math.ceil(counts.length / perCell) }, (_, i) =>
    counts.slice(i * perCell, (i + 1) * perCell).reduce((sum, count) => sum + count, 0),
  )
  const highest = Math.max(...cells)
  const level = (cell: number) =>
    cell === 0 ? ' ' : (BLOCKS[Math.round((cell / highest) * (BLOCKS.length - 1))] ?? ' ')
  return highest === 0 ? '' : cells.map(level).join('')
}
