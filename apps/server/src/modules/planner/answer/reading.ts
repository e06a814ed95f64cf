import type { Cell, Condition, Grouping, Language, Measure, Operand, Plan, RowOrder } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { analysisWords } from './analysis-words.ts'
import { formatCell, formatNumber } from './format.ts'
import { VOCABULARY, type Vocabulary } from './vocabulary.ts'

const SHOWN_VALUES = 4

/** Puts plans over one table into words of one language. */
export class PlanWords {
  readonly #table: CatalogTable
  readonly #language: Language
  readonly #words: Vocabulary

  constructor(table: CatalogTable, language: Language) {
    this.#table = table
    this.#language = language
    this.#words = VOCABULARY[language]
  }

  /** The header of a column as people know it. */
  label(name: string): string {
    return (this.#table.columns.find((column) => column.name === name)?.label ?? name).replaceAll(/\s+/gu, ' ').trim()
  }

  /** The whole plan: `soma de valor_total onde status = pago, por mês de data_venda`. */
  plan(plan: Plan): string {
    const words = this.#words
    switch (plan.kind) {
      case 'lookup':
        return `${plan.select.map((name) => this.label(name)).join(', ')}${this.#where(plan.filter)}${plan.order ? `, ${this.order(plan.order, plan.limit, plan.nth)}` : ''}`
      case 'aggregate': {
        const measures = plan.measures.map((measure) => this.measure(measure)).join(` ${words.and} `)
        const groups =
          plan.groups.length > 0
            ? `, ${words.by} ${plan.groups.map((group) => this.grouping(group)).join(` ${words.and} `)}`
            : ''
        const top =
          plan.direction && plan.limit !== null
            ? `, ${plan.direction === 'descending' ? words.highest : words.lowest} (${plan.limit})`
            : ''
        const nth =
          plan.direction && plan.nth !== undefined
            ? `, ${words.nth(plan.nth, plan.direction === 'descending')} ${measures}`
            : ''
        const series = plan.series ? `, ${words.series[plan.series]}` : ''
        return `${plan.share ? `${words.share} ` : ''}${measures}${this.#where(plan.filter)}${groups}${top}${nth}${series}`
      }
      case 'share':
        return `${words.share} ${this.condition(plan.part)}${this.#where(plan.filter)}, ${words.of} ${this.measure(plan.measure)}`
      case 'compare':
        return `${words.outcomes[plan.outcome]} ${words.of} ${this.measure(plan.measure)} ${words.between} ${this.condition(plan.left)} ${words.and} ${this.condition(plan.right)}`
      case 'verdict': {
        const left = `${this.measure(plan.measure)}${this.#where(plan.left)}`
        const right =
          typeof plan.right === 'number'
            ? formatNumber(plan.right, this.#language)
            : `${this.measure(plan.measure)}${this.#where(plan.right)}`
        return `${left} ${words.comparisons[plan.comparison]} ${right}?`
      }
      case 'analysis':
        return analysisWords(plan, this, this.#language)
      case 'neighbour':
        return `${plan.select.map((name) => this.label(name)).join(', ')} ${plan.offset > 0 ? words.next : words.previous} ${this.condition(plan.anchor)}${this.#where(plan.filter)}`
    }
  }

  measure({ fn, operand, second }: Measure): string {
    const name = this.#words.measures[fn]
    if (!operand) return name
    return `${name} ${this.#operand(operand)}${second ? ` ${this.#words.and} ${this.#operand(second)}` : ''}`
  }

  grouping({ column, bucket }: Grouping): string {
    return bucket ? `${this.#words.buckets[bucket]} ${this.label(column)}` : this.label(column)
  }

  condition(condition: Condition): string {
    const words = this.#words
    switch (condition.op) {
      case 'in': {
        const shown = condition.values.slice(0, SHOWN_VALUES).map((value) => this.#value(value, condition.column))
        const more = condition.values.length > SHOWN_VALUES ? ' …' : ''
        return `${this.label(condition.column)} = ${shown.join(` ${words.or} `)}${more}`
      }
      case 'compare':
        return `${this.#operand(condition.operand)} ${words.comparisons[condition.comparison]} ${this.#value(condition.value, condition.operand.column)}`
      case 'between':
        return `${this.#operand(condition.operand)} ${words.between} ${this.#value(condition.low, condition.operand.column)} ${words.and} ${this.#value(condition.high, condition.operand.column)}`
      case 'contains':
        return `${this.label(condition.column)} ${words.contains} “${condition.text}”`
      case 'null':
        return `${this.label(condition.column)} ${words.empty}`
      case 'period':
        return `${this.label(condition.column)} = ${this.#period(condition)}`
      case 'and':
      case 'or':
        return condition.items
          .map((item) => (item.op === 'or' || item.op === 'and' ? `(${this.condition(item)})` : this.condition(item)))
          .join(` ${words[condition.op]} `)
      case 'not':
        return `${words.not} (${this.condition(condition.item)})`
    }
  }

  #where(filter: Condition | null): string {
    return filter ? ` ${this.#words.where} ${this.condition(filter)}` : ''
  }

  #operand({ column, as }: Operand): string {
    return as === 'year' ? `${this.#words.year} ${this.label(column)}` : this.label(column)
  }

  /** The order of rows and how many of them: `with the largest price (3)`. */
  order({ operand, direction }: RowOrder, limit: number | null, nth?: number): string {
    const words = this.#words
    if (nth !== undefined && operand) return `${words.nth(nth, direction === 'descending')} ${this.#operand(operand)}`
    const many = limit !== null && limit > 1 ? ` (${limit})` : ''
    if (!operand) return `${direction === 'ascending' ? words.first : words.last}${many}`
    return `${direction === 'descending' ? words.highest : words.lowest} ${this.#operand(operand)}${many}`
  }

  #value(value: Cell, name: string): string {
    const column = this.#table.columns.find((candidate) => candidate.name === name)
    if (typeof value === 'number')
      return formatNumber(value, this.#language, {
        ordinal: column?.roles.ordinal ?? false,
        unit: column?.unit ?? null,
      })
    return formatCell(value, { type: column?.type ?? 'text', unit: null, ordinal: false }, this.#language)
  }

  #period({
    year,
    quarter,
    month,
    day,
  }: {
    year: number | null
    quarter: number | null
    month: number | null
    day: number | null
  }): string {
    const words = this.#words
    const parts = [
      day === null ? null : String(day),
      month === null ? null : (words.months[month - 1] ?? ''),
      quarter === null ? null : `${words.quarter} ${quarter}`,
      year === null ? null : String(year),
    ]
    return parts.filter((part) => part !== null).join(this.#language === 'pt' && quarter === null ? ' de ' : ' ')
  }
}
