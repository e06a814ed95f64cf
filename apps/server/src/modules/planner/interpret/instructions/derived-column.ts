import type { RowStep } from '@datapilot/contracts'
import type { CatalogTable } from '../../catalog/catalog.ts'
import { columnAt, figureOf } from '../draft.ts'

type Formula = Extract<RowStep, { op: 'formula' }>
type Bins = Extract<RowStep, { op: 'bins' }>

const FILL = String.raw`(?:\s+(?:the|a|an|its|their|each|column|columns|value|values|feature|price|prices|score|of|player's|percentages?))*\s*`
const NAMED =
  /(?:called|named|chamad[ao]|new (?:feature|column|variable)|nova (?:coluna|variavel))[\s:,]*["'“`‘]([^"'”`’]{1,60})["'”`’]/u

/** What each wording makes of its two columns. */
const WORDINGS: readonly { pattern: RegExp; sign: Formula['terms'][number]['sign']; swapped: boolean }[] = [
  { pattern: new RegExp(`subtract(?:ing|s)?${FILL}«(\\d+)»${FILL}from${FILL}«(\\d+)»`, 'u'), sign: '-', swapped: true },
  {
    pattern: new RegExp(`difference (?:between|in|of)${FILL}«(\\d+)»${FILL}(?:and|minus|-)${FILL}«(\\d+)»`, 'u'),
    sign: '-',
    swapped: false,
  },
  { pattern: new RegExp(`diferenca entre${FILL}«(\\d+)»(?:\\s+[eo]s?)+\\s*«(\\d+)»`, 'u'), sign: '-', swapped: false },
  { pattern: /«(\d+)»\s*(?:minus|-|menos)\s*«(\d+)»/u, sign: '-', swapped: false },
  {
    pattern: new RegExp(`«(\\d+)»${FILL}(?:divided by|/|dividid[oa] por)${FILL}«(\\d+)»`, 'u'),
    sign: '/',
    swapped: false,
  },
  { pattern: new RegExp(`(?:dividing|divide)${FILL}«(\\d+)»${FILL}by${FILL}«(\\d+)»`, 'u'), sign: '/', swapped: false },
  {
    pattern: new RegExp(`(?:ratio|razao) (?:of|between|entre)${FILL}«(\\d+)»${FILL}(?:to|and|e)${FILL}«(\\d+)»`, 'u'),
    sign: '/',
    swapped: false,
  },
  {
    pattern: new RegExp(`(?:multiplying|multiply|product of)${FILL}«(\\d+)»${FILL}(?:by|and|with)${FILL}«(\\d+)»`, 'u'),
    sign: '*',
    swapped: false,
  },
  { pattern: /«(\d+)»\s*(?:\*|times|multiplied by|vezes)\s*«(\d+)»/u, sign: '*', swapped: false },
]
const SUM =
  /(?:sum of|adding(?: up)?|add|soma de|somando)((?:[\s,]|and|the|e|of|percentages|graduates|in|fields|columns|values|number|a|da|do|\+)*«\d+»(?:(?:[\s,]|and|the|e|columns|\+)*«\d+»)+)/u

const EXPRESSION = /(?:[(\s]*(?:«\d+»|\d+(?:\.\d+)?)[)\s]*[-+*/]){1,8}[(\s]*(?:«\d+»|\d+(?:\.\d+)?)\)*/gu
type Sign = Formula['terms'][number]['sign']

/** An arithmetic expression written out, where it is read from left to right: `(«1» - «2») / «2» * 100`. */
function written(text: string): { columns: (number | { constant: number })[]; signs: Sign[] } | null {
  const isSign = (part: string): part is Sign => part.length === 1 && '+-*/'.includes(part)
  for (const [all] of text.matchAll(EXPRESSION)) {
    if (!/«\d+»/u.test(all)) continue
    const parts = all.match(/«\d+»|\d+(?:\.\d+)?|[-+*/()]/gu) ?? []
    const signs = [...parts].filter(isSign)
    const columns = parts
      .filter((part) => /\d/u.test(part))
      .map((part) => (part.startsWith('«') ? Number(part.slice(1, -1)) : { constant: Number(part) }))
    // Without brackets a product after a sum would come first.
    const mixed = signs.some((sign, at) => at > 0 && '*/'.includes(sign) && '+-'.includes(signs[at - 1] ?? '*'))
    const opened = /^\s*\(/u.test(all) && all.lastIndexOf(')') >= all.search(/[+-]/u)
    if (typeof columns[0] === 'number' && (!mixed || opened) && columns.length === signs.length + 1)
      return { columns, signs }
  }
  return null
}

/** The new column that the instructions define from others: a difference, quotient, product or sum; null where there is none. */
export function derivedColumn(text: string, original: string, table: CatalogTable): Formula | null {
  const name = (NAMED.exec(original)?.[1] ?? '').trim()
  const creates =
    name !== '' || /\b(?:new (?:column|feature|variable)|create|nova coluna|feature engineering)\b/u.test(text)
  if (!creates) return null
  const expression = written(text)
  if (expression) {
    const [first, ...rest] = expression.columns.map((part) =>
      typeof part === 'number' ? figureOf(columnAt(table, part)) : part.constant,
    )
    const terms = rest.flatMap((value, at) => (value === null ? [] : [{ sign: expression.signs[at] ?? '+', value }]))
    if (first && typeof first !== 'number' && terms.length === rest.length)
      return { op: 'formula', name: ownName(name, first.column, table), first, terms }
  }
  const added = SUM.exec(text)?.[1]
  const summed = added === undefined ? [] : [...added.matchAll(/«(\d+)»/gu)].map(([, index]) => Number(index))
  for (const { pattern, sign, swapped } of WORDINGS) {
    const match = pattern.exec(text)
    if (!match) continue
    const [left, right] = swapped ? [match[2], match[1]] : [match[1], match[2]]
    return formula(name, [Number(left), Number(right)], sign, table)
  }
  return summed.length > 1 ? formula(name, summed, '+', table) : null
}

function ownName(name: string, otherwise: string, table: CatalogTable): string {
  const wanted = name === '' ? otherwise : name
  return table.columns.some((column) => column.name.toLowerCase() === wanted.toLowerCase()) ? `${wanted} *` : wanted
}

function formula(
  name: string,
  columns: readonly number[],
  sign: Formula['terms'][number]['sign'],
  table: CatalogTable,
): Formula | null {
  const operands = columns.map((index) => figureOf(columnAt(table, index)))
  const [first, ...rest] = operands
  if (!first || rest.some((operand) => operand === null)) return null
  return {
    op: 'formula',
    name: ownName(name, `${first.column} ${sign}`, table),
    first,
    terms: rest.flatMap((value) => (value ? [{ sign, value }] : [])),
  }
}

const BIN = /["'“‘]([^"'”’]{1,40})["'”’] ?\(([^)]{1,80})\)/gu

/** Named ranges of one column: `'Child' (0-12), 'Adult' (13-59), 'Elderly' (60 and above)`; null where they leave gaps. */
export function binnedColumn(original: string, column: number, table: CatalogTable): Bins | null {
  const bins = [...original.matchAll(BIN)].map(([, label = '', range = '']) => {
    const [low, high] = (range.match(/\d+(?:\.\d+)?/gu) ?? []).map(Number)
    return { label, low: low ?? null, high: high ?? null, open: /above|over|older|more|\+|>/iu.test(range) }
  })
  const operand = figureOf(columnAt(table, column))
  const sorted = [...bins].sort((a, b) => (a.low ?? -Infinity) - (b.low ?? -Infinity))
  const last = sorted.at(-1)
  const closed = sorted.slice(0, -1)
  if (!operand || sorted.length < 2 || !last?.open || closed.some(({ high }) => high === null)) return null
  const gaps = closed.some(({ high }, at) => (sorted[at + 1]?.low ?? Infinity) - (high ?? 0) > 1)
  if (gaps) return null
  const name = (NAMED.exec(original)?.[1] ?? `${operand.column} bins`).trim()
  return {
    op: 'bins',
    name: table.columns.some((known) => known.name === name) ? `${name} bins` : name,
    operand,
    edges: closed.map(({ high }) => high ?? 0),
    labels: sorted.map(({ label }) => label),
  }
}
