import type { AggregatePlan, Cell, Language, Plan, ResultTable } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { formatCell, formatShare, type Shown } from './format.ts'
import { PlanWords } from './reading.ts'

const LISTED = 10

function shownAs(table: CatalogTable, name: string | null, fallback: Shown['type']): Shown {
  const column = name === null ? undefined : table.columns.find((candidate) => candidate.name === name)
  return { type: column?.type ?? fallback, unit: column?.unit ?? null, ordinal: column?.roles.ordinal ?? false }
}

/** How each column of the plan's result is shown: measures take the unit of their column, counts have none. */
function shownColumns(plan: Plan, table: CatalogTable, result: ResultTable): Shown[] {
  const measure = (item: AggregatePlan['measures'][number]): Shown => {
    const own = shownAs(table, item.operand?.column ?? null, 'number')
    const keepsType = item.fn === 'min' || item.fn === 'max'
    const plain =
      item.fn === 'count' ||
      item.fn === 'count_distinct' ||
      item.fn === 'missing' ||
      item.fn === 'correlation' ||
      item.fn === 'skewness' ||
      item.fn === 'kurtosis' ||
      item.fn === 'variance'
    return { type: keepsType ? own.type : 'number', unit: plain ? null : own.unit, ordinal: keepsType && own.ordinal }
  }
  switch (plan.kind) {
    case 'lookup':
    case 'neighbour':
      return plan.select.map((name) => shownAs(table, name, 'text'))
    case 'aggregate':
      return [
        ...plan.groups.map(({ column, bucket }) =>
          bucket ? { type: 'text' as const, unit: null, ordinal: true } : shownAs(table, column, 'text'),
        ),
        ...plan.measures.map(measure),
        ...(plan.share ? [{ type: 'number' as const, unit: null, ordinal: false }] : []),
      ]
    default:
      return result.columns.map((_, index) =>
        index === 0 && plan.kind !== 'compare' ? { type: 'number', unit: null, ordinal: false } : measure(plan.measure),
      )
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function list(items: readonly string[], total: number, language: Language): string {
  const rest = total > items.length ? (language === 'pt' ? ` … (${total} no total)` : ` … (${total} in all)`) : ''
  return items.join('; ') + rest
}

/** The answer in words; every number in it stands in the result. */
export function answerText(plan: Plan, table: CatalogTable, result: ResultTable, language: Language): string {
  const words = new PlanWords(table, language)
  const shown = shownColumns(plan, table, result)
  const cell = (value: Cell | undefined, index: number) =>
    formatCell(value ?? null, shown[index] ?? { type: 'text', unit: null, ordinal: false }, language)
  const [first] = result.rows
  if (!first || result.rows.every((row) => row.every((value) => value === null)))
    return language === 'pt' ? 'Nenhuma linha atende ao que foi pedido.' : 'No row matches what was asked.'
  if (plan.kind === 'share') {
    const [share, part, whole] = first
    const figures = `${cell(part, 1)} ${language === 'pt' ? 'de' : 'of'} ${cell(whole, 2)}`
    return share === null ? figures : `${formatShare(Number(share), language)} (${figures}).`
  }
  if (plan.kind === 'compare') {
    const [outcome, left, right] = first
    const value =
      plan.outcome === 'growth' && outcome !== null ? formatShare(Number(outcome), language) : cell(outcome, 0)
    return `${capital(words.measure(plan.measure))}: ${value} (${cell(left, 1)} ${language === 'pt' ? 'e' : 'and'} ${cell(right, 2)}).`
  }
  if (plan.kind === 'aggregate' && plan.groups.length === 0) {
    return `${plan.measures.map((measure, index) => `${capital(words.measure(measure))}: ${cell(first[index], index)}`).join('; ')}.`
  }
  const width = plan.kind === 'aggregate' ? plan.groups.length : plan.select.length
  const rows = result.rows.slice(0, LISTED).map((row) => {
    const keys = row.slice(0, width).map((value, index) => cell(value, index))
    const figures = row
      .slice(width)
      .map((value, index) =>
        plan.kind === 'aggregate' && plan.share && index === row.length - width - 1
          ? formatShare(Number(value), language)
          : cell(value, width + index),
      )
    if (plan.kind !== 'aggregate')
      return keys.length > 1 ? `${keys[0] ?? ''} (${keys.slice(1).join(', ')})` : (keys[0] ?? '')
    return `${keys.join(', ')}: ${figures.join(', ')}`
  })
  const head =
    plan.kind === 'aggregate'
      ? `${capital(words.measure(plan.measures[0] ?? { fn: 'count', operand: null, second: null, q: null }))} — `
      : `${words.label(plan.select[0] ?? '')}: `
  return `${head}${list(rows, result.row_count, language)}.`
}
