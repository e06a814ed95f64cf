import type { Cell, Dialect, Reading } from '@datapilot/contracts'
import type { GoldTable } from './csv-gold.ts'

/** Precision and recall, 0 to 1. */
export interface Agreement {
  readonly precision: number
  readonly recall: number
}

export interface TableScore {
  readonly header: Agreement
  readonly records: Agreement
  readonly cells: Agreement
  /** Mean of the six, times ten, as in Vitagliano et al., "Pollock: A Data Loading Benchmark" (2023). */
  readonly score: number
}

type Column = Reading['columns'][number]

const TRUE = /^(?:true|sim|yes|verdadeiro|s|y|t)$/iu
const FALSE = /^(?:false|não|nao|no|falso|n|f)$/iu

function numberText(text: string, decimal: Dialect['decimal']): string {
  const digits = text.replaceAll(/[^\d.,eE+-]/gu, '').replace(/-$/u, '')
  const plain = decimal === ',' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '')
  const negative = /^\(.*\)$|-$/u.test(text.trim())
  const value = Number(plain)
  return plain === '' || Number.isNaN(value) ? text : String(negative ? -Math.abs(value) : value)
}

/** Year, month and day in any order, without leading zeros: which is which was decided by the reading. */
function momentText(text: string): string {
  const parts = text.split(/\D+/u).filter((part) => part !== '')
  const numbers = parts.map(Number)
  while (numbers.length > 3 && numbers.at(-1) === 0) numbers.pop()
  return numbers.sort((a, b) => a - b).join(' ')
}

function timeText(text: string): string {
  return text
    .split(/\D+/u)
    .map(Number)
    .join(':')
    .replace(/(?::0)+$/u, '')
}

/** A value as its column's type has it, so that `$74.69` and the number 74.69 are the same. */
export function comparable(value: Cell, { type }: Column, decimal: Dialect['decimal']): string {
  if (value === null || value === '') return ''
  const text = String(value).trim()
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'number':
      return numberText(text, decimal)
    case 'date':
    case 'timestamp':
      return momentText(text)
    case 'time':
      return timeText(text)
    case 'boolean':
      return TRUE.test(text) ? 'true' : FALSE.test(text) ? 'false' : text
    default:
      return text
  }
}

function agreement(read: readonly string[], gold: readonly string[]): Agreement {
  const left = new Map<string, number>()
  for (const value of gold) left.set(value, (left.get(value) ?? 0) + 1)
  let common = 0
  for (const value of read) {
    const count = left.get(value) ?? 0
    if (count === 0) continue
    common += 1
    left.set(value, count - 1)
  }
  const share = (size: number): number =>
    size === 0 ? (common === 0 && read.length === gold.length ? 1 : 0) : common / size
  return { precision: share(read.length), recall: share(gold.length) }
}

/** Compares what was read with what should have been, as bags: order is not scored. */
export function scoreTable(reading: Reading, rows: readonly (readonly Cell[])[], gold: GoldTable): TableScore {
  const { columns } = reading
  const decimal = reading.dialect?.decimal ?? null
  const keep: Column = { name: '', source_name: null, type: 'text', unit: null }
  const readRows = rows.map((row) => row.map((cell, index) => comparable(cell, columns[index] ?? keep, '.')))
  const goldRows = gold.rows.map((row) => row.map((cell, index) => comparable(cell, columns[index] ?? keep, decimal)))
  const header = agreement(
    columns.map(({ name, source_name: source }) => (source ?? name).trim()),
    gold.header.map((name) => name.trim()),
  )
  const records = agreement(
    readRows.map((row) => JSON.stringify(row)),
    goldRows.map((row) => JSON.stringify(row)),
  )
  const cells = agreement(readRows.flat(), goldRows.flat())
  const six = [header, records, cells].flatMap(({ precision, recall }) => [precision, recall])
  return { header, records, cells, score: (10 * six.reduce((sum, value) => sum + value, 0)) / six.length }
}

export const NOTHING_READ: TableScore = {
  header: { precision: 0, recall: 0 },
  records: { precision: 0, recall: 0 },
  cells: { precision: 0, recall: 0 },
  score: 0,
}
