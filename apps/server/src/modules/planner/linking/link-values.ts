import type { Comparator, Condition } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import type { ValueEntry } from '../catalog/value-index.ts'
import type { CueKind } from '../language/cues.ts'
import type { Question } from '../language/question.ts'
import { NAME_JOINERS } from '../language/stop-words.ts'
import { rowNouns, type Mention } from './link-columns.ts'
import { findComparisons } from './link-comparisons.ts'
import { presenceSpans } from './link-presence.ts'

/** How a phrase of the question was found in the data. */
export type MatchKind = 'whole' | 'part' | 'number' | 'comparison' | 'period' | 'null' | 'contains'

/** One way to read a phrase as a test on a column. */
export interface ValueOption {
  readonly column: number
  readonly condition: Condition
  readonly match: MatchKind
  /** Before the surroundings are looked at: about 0.5 for a bare number, 3 and more for a long exact phrase. */
  readonly score: number
}

/** A phrase of the question with the tests that it may stand for. */
export interface ValueSpan {
  readonly from: number
  readonly to: number
  readonly options: readonly ValueOption[]
}

const MAX_PHRASE = 20
/** More columns than this that hold the same value say that the value says nothing. */
const MAX_OPTIONS = 12
const MAX_CELLS = 200

function wholeOptions(entries: readonly ValueEntry[], tokens: number, emphasised: boolean): ValueOption[] {
  return entries.map((entry) => ({
    column: entry.column,
    condition: { op: 'in', column: '', values: entry.cells },
    match: 'whole',
    score: 1.6 + 0.35 * Math.min(tokens, 6) + (emphasised ? 0.5 : 0),
  }))
}

function partOptions(entries: readonly ValueEntry[], tokens: number, emphasised: boolean): ValueOption[] {
  const byColumn = new Map<number, ValueEntry[]>()
  for (const entry of entries) byColumn.set(entry.column, [...(byColumn.get(entry.column) ?? []), entry])
  return [...byColumn].flatMap(([column, found]) => {
    const cells = found.flatMap((entry) => entry.cells)
    if (cells.length > MAX_CELLS) return []
    const share = Math.max(...found.map(({ length }) => tokens / length))
    return [
      {
        column,
        condition: { op: 'in' as const, column: '', values: cells },
        match: 'part' as const,
        score: 0.5 + 0.35 * Math.min(tokens, 5) + 0.8 * share + (emphasised ? 0.4 : 0),
      },
    ]
  })
}

function named(option: ValueOption, column: CatalogColumn | undefined): ValueOption {
  const { condition } = option
  return condition.op === 'in' ? { ...option, condition: { ...condition, column: column?.name ?? '' } } : option
}

function isPlausible(question: Question, from: number, to: number): boolean {
  const tokens = question.tokens.slice(from, to)
  if (
    tokens.every(
      ({ stop, capital, quoted, word }) =>
        stop &&
        !quoted &&
        !(
          capital &&
          from > 0 &&
          word.length <= 4 &&
          question.text
            .slice(tokens[0]?.start)
            .startsWith(question.text.slice(tokens[0]?.start, tokens[0]?.end).toUpperCase())
        ),
    )
  )
    return false
  return true
}

/** `salário médio` where a level of schooling is called médio: a plain cue word is hardly ever a cell. */
function isCueOnly(question: Question, from: number, to: number): boolean {
  const plain = question.tokens.slice(from, to).every(({ capital, quoted }) => !capital && !quoted)
  return plain && question.cues.some(({ kind, start, end }) => CUE_VALUES.has(kind) && start <= from && to <= end)
}

const CUE_VALUES: ReadonlySet<CueKind> = new Set([
  'mean',
  'median',
  'sum',
  'total',
  'max',
  'min',
  'standard_deviation',
  'variance',
  'count',
  'running',
])

function textSpans(question: Question, table: CatalogTable, mentions: readonly Mention[]): ValueSpan[] {
  const headers = [...mentions].sort((a, b) => Number(b.exact) - Number(a.exact))
  const nouns = rowNouns(question, table)
  const spans: ValueSpan[] = []
  const count = question.tokens.length
  const wholeCovered = new Set<string>()
  for (let size = Math.min(MAX_PHRASE, count); size > 0; size--) {
    for (let from = 0; from + size <= count; from++) {
      const to = from + size
      if (!isPlausible(question, from, to)) continue
      const parts = question.tokens.slice(from, to)
      const emphasised = parts.every(({ quoted }) => quoted) || parts.some(({ capital, stop }) => capital && !stop)
      const whole = table.index.whole(parts.map(({ word }) => word).join(' '))
      const inside = [...wholeCovered].some((range) => {
        const [start = 0, end = 0] = range.split('-').map(Number)
        return start <= from && to <= end
      })
      const lowered = isCueOnly(question, from, to) ? 4 : 0
      const options = wholeOptions(whole, size, emphasised).map((option) => ({
        ...option,
        score: option.score - lowered,
      }))
      const edges = [parts[0], parts.at(-1)]
      const partial =
        !inside &&
        edges.every((token) => token !== undefined && !NAME_JOINERS.has(token.word)) &&
        !(size === 1 && (parts[0]?.word.length ?? 0) < 2)
      if (partial) {
        const known = new Set(whole.map(({ column }) => column))
        const common = new Set(size === 1 ? table.index.commonIn(parts[0]?.word ?? '') : [])
        const entries = table.index
          .containing(parts.map(({ word }) => word))
          .filter(({ column }) => !known.has(column) && !common.has(column))
        // `the circuit` names the column rather than a part of all its cells; `bens` the rows of the table.
        const plain = !emphasised && !parts.some(({ quoted }) => quoted)
        const header = headers.find((mention) => mention.from <= from && to <= mention.to)
        const named = header?.exact === true ? 2.5 : plain && header ? 1 : 0
        const ofRows = plain && size === 1 && nouns.includes(from) ? 2.5 : 0
        options.push(
          ...partOptions(entries, size, emphasised).map((option) => ({
            ...option,
            score: option.score - Math.max(named, ofRows),
          })),
        )
      }
      const [only] = parts
      if (options.length === 0 && size === 1 && only && !only.stop && only.word.length >= 4) {
        options.push(
          ...wholeOptions(table.index.inflected(only.word), 1, false).map((option) => ({
            ...option,
            score: option.score - 0.3 - lowered,
          })),
        )
      }
      if (options.length === 0 || options.length > MAX_OPTIONS * 2) continue
      if (whole.length > 0) wholeCovered.add(`${from}-${to}`)
      spans.push({ from, to, options: options.map((option) => named(option, table.columns[option.column])) })
    }
  }
  return spans
}

function numberSpans(question: Question, table: CatalogTable): ValueSpan[] {
  return question.numbers.flatMap(({ from, to, span }) => {
    const options = table.columns.flatMap((column): ValueOption[] => {
      if (column.numeric !== 'native') return []
      const exists =
        column.numbers.has(span.value) ||
        (!column.complete && Number(column.min) <= span.value && span.value <= Number(column.max))
      if (!exists) return []
      const condition: Condition = {
        op: 'compare',
        operand: { column: column.name, as: 'value' },
        comparison: 'eq' as Comparator,
        value: span.value,
      }
      const precise = String(span.value).length >= 4 ? 0.4 : 0
      return [
        {
          column: column.index,
          condition,
          match: 'number',
          score:
            (span.spelled ? -0.2 : 0.6) +
            precise +
            (column.roles.time && span.value > 1500 && span.value < 2200 ? 0.6 : 0),
        },
      ]
    })
    return options.length > 0 ? [{ from, to, options }] : []
  })
}

function periodSpans(question: Question, table: CatalogTable): ValueSpan[] {
  return question.dates.flatMap(({ from, to, span }) => {
    const { year, quarter, month, day } = span
    const yearOnly = quarter === null && month === null && day === null
    const options = table.columns.flatMap((column): ValueOption[] => {
      const parts =
        (day === null ? 0 : 0.6) + (month === null ? 0 : 0.6) + (year === null ? 0 : 0.6) + (quarter === null ? 0 : 1)
      if (column.dated === 'native') {
        return [
          {
            column: column.index,
            condition: { op: 'period', column: column.name, year, quarter, month, day },
            match: 'period',
            score: 0.9 + parts,
          },
        ]
      }
      if (column.dated === 'text' && yearOnly && year !== null && column.type === 'text') {
        return [
          {
            column: column.index,
            condition: { op: 'compare', operand: { column: column.name, as: 'year' }, comparison: 'eq', value: year },
            match: 'period',
            score: 0.7,
          },
        ]
      }
      return []
    })
    return options.length > 0 ? [{ from, to, options }] : []
  })
}

const WITHOUT = new Set(['sem', 'without', 'no', 'nenhum', 'nenhuma'])

/** `sem vendedor`, `vendedor em branco`, `missing score`: rows whose cell is empty. */
function nullSpans(question: Question, table: CatalogTable, mentions: readonly Mention[]): ValueSpan[] {
  return question.cues.flatMap((cue) => {
    const without = cue.kind === 'not' && WITHOUT.has(question.tokens[cue.start]?.word ?? '')
    if (cue.kind !== 'null' && !without) return []
    return mentions
      .filter(({ strength }) => strength >= 0.6)
      .flatMap((mention): ValueSpan[] => {
        const column = table.columns[mention.column]
        const gap = mention.from >= cue.end ? mention.from - cue.end : cue.start - mention.to
        const between =
          mention.from >= cue.end
            ? question.tokens.slice(cue.end, mention.from)
            : question.tokens.slice(mention.to, cue.start)
        if (
          !column ||
          column.missing === 0 ||
          gap < 0 ||
          gap > 2 ||
          between.some(({ stop }) => !stop) ||
          (without && mention.from < cue.end)
        )
          return []
        const option: ValueOption = {
          column: column.index,
          condition: { op: 'null', column: column.name },
          match: 'null',
          score: 2 + mention.strength,
        }
        return [{ from: Math.min(cue.start, mention.from), to: Math.max(cue.end, mention.to), options: [option] }]
      })
  })
}

/** Merges spans over the same words; options of the stronger kind of match come first. */
function merge(spans: readonly ValueSpan[]): ValueSpan[] {
  const byPlace = new Map<string, ValueSpan>()
  for (const span of spans) {
    const key = `${span.from}-${span.to}`
    const known = byPlace.get(key)
    byPlace.set(key, { ...span, options: [...(known?.options ?? []), ...span.options] })
  }
  return [...byPlace.values()].map((span) => ({
    ...span,
    options: [...span.options].sort((a, b) => b.score - a.score).slice(0, MAX_OPTIONS),
  }))
}

/** Every phrase of the question that can be read as a test on a column: values, parts of values, numbers, dates, comparisons. */
export function linkValues(question: Question, table: CatalogTable, mentions: readonly Mention[]): ValueSpan[] {
  return merge([
    ...textSpans(question, table, mentions),
    ...numberSpans(question, table),
    ...periodSpans(question, table),
    ...nullSpans(question, table, mentions),
    ...presenceSpans(question, table, mentions),
    ...findComparisons(question, table),
  ])
}
