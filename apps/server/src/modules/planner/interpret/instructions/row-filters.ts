import type { Cell, Comparator, Condition } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts'
import { words } from '../../language/fold.ts'
import { columnAt, figureOf } from '../draft.ts'

/** Tests on rows that instructions ask for. */
export interface RowFilters {
  readonly conditions: readonly Condition[]
  readonly columns: ReadonlySet<number>
  /** Quoted texts that stand for cells. */
  readonly quoted: ReadonlySet<string>
  /** Two tests of one column that contradict or repeat each other in other words. */
  readonly unclear: boolean
}

const SIGNS: readonly (readonly [RegExp, Comparator])[] = [
  [/^(?:greater than or equal to|at least|no less than|>=|pelo menos|maior ou igual a)/u, 'ge'],
  [/^(?:less than or equal to|at most|no more than|<=|up to|no maximo|ate)/u, 'le'],
  [
    /^(?:greater than|more than|higher than|larger than|above|over|exceeds|exceeding|>|maior que|acima de|mais de)/u,
    'gt',
  ],
  [/^(?:less than|lower than|smaller than|below|under|<|menor que|abaixo de|menos de)/u, 'lt'],
  [/^(?:equal to|equals|==?|of exactly|igual a)/u, 'eq'],
]
const COMPARED =
  /«(\d+)»\)?(?:\s+(?:is|are|was|were|values?|column|has|have|that|of|e|sao|for|with|strictly))*\s*(greater than or equal to|less than or equal to|at least|at most|no less than|no more than|greater than|more than|higher than|larger than|less than|lower than|smaller than|above|over|below|under|exceeds|exceeding|equal to|equals|>=|<=|==|>|<|=|up to|pelo menos|no maximo|maior que|menor que|acima de|abaixo de|mais de|menos de|igual a)\s*(-?\d+(?:\.\d+)?)(?!\d|\.\d| ?(?:standard|desvio|%|times))/gu
const YEARS = /\b(?:in|for|during|of|em|de)\s+(?:the\s+)?(?:years?\s+|ano\s+(?:de\s+)?)?((?:19|20)\d\d)\b(?!-)/gu
const OPEN_YEARS =
  /\b(after|beyond|since|before|until|from|apos|depois de|desde|antes de)\s+(?:the\s+)?(?:year\s+|ano\s+(?:de\s+)?)?((?:19|20)\d\d)\b(?!\s*(?:to|and|-|through|until|a|e|ate)\s*(?:19|20)\d\d)|\b((?:19|20)\d\d)\s+(?:and (?:beyond|later|after|onwards?)|onwards?|em diante)/gu
const SPAN =
  /\b(?:from|between|years?|entre|de)\s+((?:19|20)\d\d)\s*(?:to|and|-|through|until|a|e|ate)\s*((?:19|20)\d\d)\b/u

function comparator(word: string): Comparator {
  return SIGNS.find(([pattern]) => pattern.test(word))?.[1] ?? 'eq'
}

function timeColumn(table: CatalogTable): CatalogColumn | null {
  const dated = table.columns.filter(({ dated: kind, roles }) => kind !== null && roles.time)
  return dated.length === 1 ? (dated[0] ?? null) : null
}

function yearTest(column: CatalogColumn, low: number, high: number): Condition {
  if (column.dated === 'native' && low === high)
    return { op: 'period', column: column.name, year: low, quarter: null, month: null, day: null }
  const operand = { column: column.name, as: column.numeric === 'native' ? ('value' as const) : ('year' as const) }
  return low === high ? { op: 'compare', operand, comparison: 'eq', value: low } : { op: 'between', operand, low, high }
}

const OPEN_SIGNS: ReadonlyMap<string, Comparator> = new Map([
  ['after', 'gt'],
  ['beyond', 'gt'],
  ['apos', 'gt'],
  ['depois de', 'gt'],
  ['before', 'lt'],
  ['antes de', 'lt'],
  ['until', 'le'],
])

function openYears(column: CatalogColumn, word: string, year: number): Condition {
  const as = column.numeric === 'native' ? ('value' as const) : ('year' as const)
  return { op: 'compare', operand: { column: column.name, as }, comparison: OPEN_SIGNS.get(word) ?? 'ge', value: year }
}

/** Whole cells of text columns that a quoted phrase spells; null unless exactly one column has it. */
function cellsOf(phrase: string, table: CatalogTable): { column: CatalogColumn; cells: readonly Cell[] } | null {
  const found = table.index.whole(words(phrase).join(' '))
  const [only] = found
  const column = only && table.columns[only.column]
  return found.length === 1 && only && column ? { column, cells: only.cells } : null
}

/**
 * Tests on rows: comparisons right behind a column, years, and quoted cells. Words of the prose that happen to equal a
 * cell are left alone: on instructions of sixty words they are hardly ever meant.
 */
export function rowFilters(sentences: readonly string[], original: string, table: CatalogTable): RowFilters {
  const conditions: Condition[] = []
  const columns = new Set<number>()
  const add = (column: CatalogColumn, condition: Condition) => {
    if (conditions.some((known) => JSON.stringify(known) === JSON.stringify(condition))) return
    columns.add(column.index)
    conditions.push(condition)
  }
  for (const sentence of sentences) {
    for (const [, index = '', sign = '', number = ''] of sentence.matchAll(COMPARED)) {
      const column = columnAt(table, Number(index))
      const operand = figureOf(column)
      if (operand) add(column, { op: 'compare', operand, comparison: comparator(sign), value: Number(number) })
    }
    const time = timeColumn(table)
    const span = SPAN.exec(sentence)
    const open = [...sentence.matchAll(OPEN_YEARS)]
    if (time && span) add(time, yearTest(time, Number(span[1]), Number(span[2])))
    else if (time && open.length > 0)
      for (const [, word = '', after, onwards] of open) add(time, openYears(time, word, Number(after ?? onwards)))
    else if (time)
      for (const [, year = ''] of sentence.matchAll(YEARS)) add(time, yearTest(time, Number(year), Number(year)))
  }
  const quoted = new Set<string>()
  const cells = [...original.matchAll(/["“'‘]([^"”'’]{2,60})["”'’]/gu)].flatMap(([, phrase = '']) => {
    const found = cellsOf(phrase, table)
    return found ? [{ ...found, phrase }] : []
  })
  for (const { column, cells: values, phrase } of cells) {
    const sameColumn = new Set(cells.filter((other) => other.column === column).map((other) => other.phrase))
    quoted.add(phrase)
    if (sameColumn.size === 1) add(column, { op: 'in', column: column.name, values: [...values] })
  }
  const kinds = conditions.map((condition) =>
    'column' in condition ? condition.column : 'operand' in condition ? condition.operand.column : '',
  )
  const bounds = conditions.flatMap((condition) =>
    condition.op === 'compare' ? [`${condition.operand.column} ${condition.comparison.charAt(0)}`] : [],
  )
  const unclear =
    new Set(bounds).size < bounds.length || (new Set(kinds).size < kinds.length && bounds.length < conditions.length)
  return { conditions, columns, quoted, unclear }
}
