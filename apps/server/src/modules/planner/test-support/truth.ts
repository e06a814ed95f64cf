import type { Cell } from '@datapilot/contracts'
import type { SampleTable } from './catalog-of.ts'

/** A row as an object, for computing truths in plain TypeScript. */
export type Row = Readonly<Record<string, Cell>>

export function objects({ columns, rows }: SampleTable): Row[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])))
}

export function column(name: string): (row: Row) => number {
  return (row) => Number(row[name])
}

export function sum(rows: readonly Row[], figure: (row: Row) => number): number {
  return rows.reduce((total, row) => total + figure(row), 0)
}

export function mean(rows: readonly Row[], figure: (row: Row) => number): number {
  return sum(rows, figure) / rows.length
}

export function median(rows: readonly Row[], figure: (row: Row) => number): number {
  const sorted = rows.map(figure).sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

export function sumBy(rows: readonly Row[], key: string, figure: (row: Row) => number): Map<Cell, number> {
  const groups = new Map<Cell, number>()
  for (const row of rows) groups.set(row[key] ?? null, (groups.get(row[key] ?? null) ?? 0) + figure(row))
  return groups
}

export function countBy(rows: readonly Row[], key: string): Map<Cell, number> {
  return sumBy(rows, key, () => 1)
}

/** The `limit` largest groups with their figures, as cells. */
export function top(groups: ReadonlyMap<Cell, number>, limit: number): Cell[] {
  return [...groups]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .flat()
}
