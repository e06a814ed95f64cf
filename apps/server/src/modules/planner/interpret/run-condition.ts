import type { Cell, Comparator, Condition } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import { viewOf } from '../catalog/cell-views.ts'
import { words } from '../language/fold.ts'

type Row = readonly Cell[]

function compare(left: number | string, comparison: Comparator, right: number | string): boolean {
  const [a, b] = typeof right === 'number' ? [Number(left), right] : [String(left), right]
  switch (comparison) {
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
    case 'lt':
      return a < b
    case 'le':
      return a <= b
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
  }
}

/** The column of a name; a plan that names another one is a programming error. */
export function columnOf(table: CatalogTable, name: string): CatalogColumn {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (!column) throw new Error(`the plan names the unknown column ${name}`)
  return column
}

function datePart(cell: Cell, from: number, to: number): number {
  return Number(String(cell).slice(from, to))
}

/** A test of one row as SQL would make it: anything compared with null is null (unknown). */
export function rowTest(condition: Condition, table: CatalogTable): (row: Row) => boolean | null {
  switch (condition.op) {
    case 'in': {
      const { index } = columnOf(table, condition.column)
      const cells = new Set(condition.values)
      return (row) => (row[index] === null ? null : cells.has(row[index] ?? null))
    }
    case 'compare':
    case 'between': {
      const column = columnOf(table, condition.operand.column)
      const view = (row: Row) => viewOf(row[column.index] ?? null, condition.operand.as, column.numeric === 'native')
      return (row) => {
        const value = view(row)
        if (value === null) return null
        const day = column.type === 'timestamp' && typeof value === 'string' ? value.slice(0, 10) : value
        if (condition.op === 'compare') return compare(day, condition.comparison, condition.value)
        return compare(day, 'ge', condition.low) && compare(day, 'le', condition.high)
      }
    }
    case 'contains': {
      const { index } = columnOf(table, condition.column)
      const phrase = words(condition.text).join(' ')
      return (row) => (row[index] === null ? null : words(String(row[index])).join(' ').includes(phrase))
    }
    case 'null': {
      const { index } = columnOf(table, condition.column)
      return (row) => row[index] === null
    }
    case 'period': {
      const { index } = columnOf(table, condition.column)
      const { year, quarter, month, day } = condition
      return (row) => {
        const cell = row[index] ?? null
        if (cell === null) return null
        const rowMonth = datePart(cell, 5, 7)
        return (
          (year === null || datePart(cell, 0, 4) === year) &&
          (quarter === null || Math.ceil(rowMonth / 3) === quarter) &&
          (month === null || rowMonth === month) &&
          (day === null || datePart(cell, 8, 10) === day)
        )
      }
    }
    case 'and':
    case 'or': {
      const tests = condition.items.map((item) => rowTest(item, table))
      const decisive = condition.op === 'or'
      return (row) => {
        const results = tests.map((test) => test(row))
        if (results.includes(decisive)) return decisive
        return results.includes(null) ? null : !decisive
      }
    }
    case 'not': {
      const test = rowTest(condition.item, table)
      return (row) => {
        const result = test(row)
        return result === null ? null : !result
      }
    }
  }
}

/** Positions of the rows that meet the condition. */
export function matchingRows(condition: Condition | null, table: CatalogTable, data: readonly Row[]): number[] {
  const positions = data.map((_, position) => position)
  if (!condition) return positions
  const test = rowTest(condition, table)
  return positions.filter((position) => test(data[position] ?? []) === true)
}
