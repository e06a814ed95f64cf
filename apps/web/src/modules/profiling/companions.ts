import type { CorrelationMatrix } from '@datapilot/contracts'

export interface Companion {
  column: string
  method: CorrelationMatrix['method']
  r: number
}

/** Below this a correlation is not worth a line. */
const WEAK = 0.2

/** The columns that move with `column`, strongest first; of the two methods the stronger one is told. */
export function companionsOf(column: string, matrices: readonly CorrelationMatrix[]): Companion[] {
  const best = new Map<string, Companion>()
  for (const { method, columns, values } of matrices) {
    const row = values[columns.indexOf(column)] ?? []
    row.forEach((r, index) => {
      const other = columns[index]
      if (r === null || other === undefined || other === column || Math.abs(r) < WEAK) return
      if (Math.abs(r) > Math.abs(best.get(other)?.r ?? 0)) best.set(other, { column: other, method, r })
    })
  }
  return [...best.values()].sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
}
