import type { ColumnProfile } from '@datapilot/contracts'
import { countOf, textOf, type Row, type Session } from '../session.ts'
import { formatRowsSql, placeholderRowsSql, unitRowsSql } from '../sql/text-facts.sql.ts'
import type { ColumnFact } from './column-findings.ts'
import { FactList } from './fact-list.ts'

/** Share of the rows that the main format must have: a date or a decimal number is unmistakable, digits are not. */
const MAIN_SHARE = 0.5
const DIGITS_SHARE = 0.8
/** Share of rows with a number and a unit from which a column is one of measures. */
const MEASURES_SHARE = 0.9
/** Free text is not asked for words that stand for nothing. */
const LISTED_VALUES = 5_000

/** How values of text columns are written in more than one way, from their groups in table `g`. */
export async function textFacts(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, ColumnFact[]>> {
  const facts = new FactList()
  const formatted = columns.filter((column) => isAsked(column) && hasShape(column, /^[+-]?9+([.,/-]9+)*$/))
  const measured = columns.filter((column) => isAsked(column) && hasShape(column, /^[^9]{0,4}9[9.,]*\s?[^9\s]{0,6}$/))
  for (const [index, rows] of await perColumn(session, formatted, formatRowsSql)) facts.add(index, formatFact(rows))
  for (const [index, rows] of await perColumn(session, measured, unitRowsSql)) facts.add(index, unitFact(rows))
  const listed = columns.filter((column) => isAsked(column) && column.distinct <= LISTED_VALUES)
  for (const [index, rows] of await perColumn(session, listed, placeholderRowsSql))
    facts.add(index, placeholderFact(rows))
  return facts.found
}

function isAsked({ type, personal, text }: ColumnProfile): boolean {
  return type === 'text' && personal === null && text !== null
}

/** The most frequent shapes tell cheaply whether a column is worth testing value by value. */
function hasShape({ text }: ColumnProfile, shape: RegExp): boolean {
  return (text?.patterns ?? []).some(({ value }) => shape.test(String(value)) && String(value).includes('9'))
}

async function perColumn(session: Session, columns: readonly ColumnProfile[], sql: (columns: number[]) => string) {
  if (columns.length === 0) return new Map<number, Row[]>()
  return Map.groupBy(await session.rows(sql(columns.map(({ index }) => index))), ({ c }) => Number(c))
}

function placeholderFact(rows: readonly Row[]): ColumnFact {
  const count = rows.reduce((sum, { n }) => sum + countOf(n), 0)
  return { code: 'placeholder_values', count, data: { values: rows.map(({ word }) => textOf(word)) } }
}

function formatFact(rows: readonly Row[]): ColumnFact | null {
  const [first] = rows
  const main = textOf(first?.format ?? null)
  if (!first || main === null || main === 'text') return null
  const all = rows.reduce((sum, { n }) => sum + countOf(n), 0)
  const share = countOf(first.n) / all
  if (share < (main === 'number' ? DIGITS_SHARE : MAIN_SHARE)) return null
  const formats = rows.map(({ format }) => textOf(format) ?? '')
  if (rows.length > 1) return { code: 'mixed_formats', count: all - countOf(first.n), data: { main, formats } }
  if (!main.startsWith('date')) return null
  return { code: 'text_dates', count: countOf(first.n), data: { main, formats } }
}

function unitFact(rows: readonly Row[]): ColumnFact | null {
  const units = rows.filter(({ unit }) => unit !== null)
  const named = units.filter(({ unit }) => unit !== '')
  const [first] = named
  if (!first || units.length < 2) return null
  const total = (list: readonly Row[]) => list.reduce((sum, { n }) => sum + countOf(n), 0)
  if (total(units) / total(rows) < MEASURES_SHARE || total(named) < total(units) / 2) return null
  const main = textOf(first.unit) ?? ''
  const formats = named.map(({ unit }) => textOf(unit) ?? '')
  return { code: 'mixed_units', count: total(units) - countOf(first.n), data: { main, formats } }
}
