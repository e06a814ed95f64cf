import type { Comparator, Condition, Operand } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import type { Cue, CueKind } from '../language/cues.ts'
import type { DateSpan } from '../language/dates.ts'
import type { Placed, Question } from '../language/question.ts'
import type { ValueOption, ValueSpan } from './link-values.ts'

const OPERATORS: Readonly<Partial<Record<CueKind, Comparator>>> = { gt: 'gt', ge: 'ge', lt: 'lt', le: 'le', eq: 'eq' }
/** Words between an operator and its number: `more than US$ 450`, `after the year 1990`, `mais de R$`. */
const BETWEEN = new Set('r us the a o year ano of de than que em in number value valor age idade'.split(' '))
/** Cue words of time compare only dates and years (`after 26` needs a named column). */
const TIME_WORDS = new Set(
  'after before since until later earlier depois apos antes desde ate posterior anterior prior previous'.split(' '),
)

/** Units behind a number and how headers write them. */
const UNITS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    minuto: ['min', 'minutos', 'minutes'],
    minut: ['min', 'minutos', 'minutes'],
    hor: ['h', 'horas', 'hours'],
    ano: ['anos', 'idade', 'age', 'years'],
    year: ['anos', 'idade', 'age', 'years'],
    kilo: ['kg'],
    quilo: ['kg'],
    metro: ['m'],
    habitant: ['populacao', 'population'],
    grau: ['c', 'temperatura'],
  }),
)

interface Bound {
  readonly from: number
  readonly to: number
  readonly number: number | null
  readonly date: DateSpan | null
  readonly money: boolean
}

function boundsOf(question: Question): Bound[] {
  const dates = question.dates.map(({ from, to, span }): Bound => ({
    from,
    to,
    number: span.month === null && span.quarter === null ? span.year : null,
    date: span,
    money: false,
  }))
  const numbers = question.numbers
    .filter(({ from, to }) => !dates.some((date) => date.from < to && from < date.to))
    .map(({ from, to, span }): Bound => ({ from, to, number: span.value, date: null, money: span.money }))
  return [...dates, ...numbers].sort((a, b) => a.from - b.from)
}

const pad = (value: number) => String(value).padStart(2, '0')

/** First and last day of a (partial) date; null without a year. */
function daysOf({ year, quarter, month, day }: DateSpan): { first: string; last: string } | null {
  if (year === null) return null
  const firstMonth = month ?? (quarter === null ? 1 : quarter * 3 - 2)
  const lastMonth = month ?? (quarter === null ? 12 : quarter * 3)
  const lastDay = day ?? new Date(Date.UTC(year, lastMonth, 0)).getUTCDate()
  return { first: `${year}-${pad(firstMonth)}-${pad(day ?? 1)}`, last: `${year}-${pad(lastMonth)}-${pad(lastDay)}` }
}

function operandOf(column: CatalogColumn, bound: Bound): Operand | null {
  if (bound.date !== null && column.dated === 'text' && column.type === 'text' && bound.number !== null)
    return { column: column.name, as: 'year' }
  if (column.numeric === 'native') return { column: column.name, as: 'value' }
  if (column.numeric === 'text' && column.dated === null) return { column: column.name, as: 'number' }
  return null
}

/** A full date says more than a bare year; the same as for a date that is not compared. */
function precision({ date }: Bound): number {
  return date ? 0.6 * [date.year, date.month, date.quarter, date.day].filter((part) => part !== null).length : 0
}

function optionsFor(
  question: Question,
  table: CatalogTable,
  bound: Bound,
  timeWord: boolean,
  build: (column: CatalogColumn) => Condition | null,
): ValueOption[] {
  return table.columns.flatMap((column): ValueOption[] => {
    const condition = build(column)
    if (!condition) return []
    const wantsTime = bound.date !== null
    const fits = wantsTime === column.roles.time ? 0.5 : wantsTime ? -1 : timeWord && column.roles.time ? -0.3 : 0
    const identifier = column.kind === 'identifier' ? -0.5 : 0
    const text = column.numeric === 'text' && column.dated === null ? -0.3 : 0
    const money = bound.money && column.money ? 0.8 : 0
    const after = question.tokens[bound.to]
    const unit =
      after &&
      column.words.some(({ noun, word }) => noun === after.noun || UNITS.get(after.noun)?.includes(word) === true)
        ? 1
        : 0
    const inRange =
      bound.number === null ||
      column.min === null ||
      (bound.number >= Number(column.min) && bound.number <= Number(column.max))
        ? 0
        : -1.5
    return [
      {
        column: column.index,
        condition,
        match: 'comparison',
        score: 1.2 + precision(bound) + fits + identifier + text + money + unit + inRange,
      },
    ]
  })
}

function single(
  question: Question,
  table: CatalogTable,
  bound: Bound,
  cue: { comparison: Comparator; from: number; to: number; timeWord: boolean },
): ValueSpan | null {
  const days = bound.date ? daysOf(bound.date) : null
  const options = optionsFor(question, table, bound, cue.timeWord, (column) => {
    if (column.dated === 'native') {
      if (!days) return null
      const edge = cue.comparison === 'gt' || cue.comparison === 'le' ? days.last : days.first
      return { op: 'compare', operand: { column: column.name, as: 'value' }, comparison: cue.comparison, value: edge }
    }
    const operand = operandOf(column, bound)
    return operand && bound.number !== null
      ? { op: 'compare', operand, comparison: cue.comparison, value: bound.number }
      : null
  })
  return options.length > 0 ? { from: Math.min(cue.from, bound.from), to: Math.max(cue.to, bound.to), options } : null
}

function range(question: Question, table: CatalogTable, low: Bound, high: Bound, from: number): ValueSpan | null {
  // `entre março e maio de 2024`: one year for both ends.
  const first = low.date ? daysOf({ ...low.date, year: low.date.year ?? high.date?.year ?? null })?.first : null
  const last = high.date ? daysOf(high.date)?.last : null
  const options = optionsFor(question, table, high, false, (column) => {
    if (column.dated === 'native')
      return first && last
        ? { op: 'between', operand: { column: column.name, as: 'value' }, low: first, high: last }
        : null
    const operand = operandOf(column, high)
    return operand && low.number !== null && high.number !== null
      ? { op: 'between', operand, low: low.number, high: high.number }
      : null
  })
  return options.length > 0
    ? {
        from,
        to: high.to,
        options: options.map((option) => ({ ...option, score: option.score + precision(low) + 1.5 })),
      }
    : null
}

function rangeCue({ cues, tokens }: Question, low: Bound, high: Bound): Cue | null {
  const cue = cues.find(({ kind, end }) => kind === 'between' && end <= low.from && low.from - end <= 2) ?? null
  if (!cue) return null
  const joiner = tokens
    .slice(low.to, high.from)
    .map(({ word }) => word)
    .filter((word) => !BETWEEN.has(word) || word === 'a')
  const joined = joiner.length === 1 && ['and', 'to', 'e', 'a', 'ate', 'through', 'until'].includes(joiner[0] ?? '')
  const opener = tokens[cue.start]?.word
  const open = opener === 'de' || opener === 'from' || opener === 'desde'
  return joined && (!open || ['to', 'a', 'ate', 'through', 'until'].includes(joiner[0] ?? '')) ? cue : null
}

function near(placed: readonly Placed<unknown>[] | readonly Bound[], from: number): Bound | undefined {
  return (placed as readonly Bound[]).find((bound) => bound.from === from)
}

/** Phrases like `more than 70`, `até 2019`, `entre 10 e 20`, `70 or more`, as tests on every column that can be compared so. */
export function findComparisons(question: Question, table: CatalogTable): ValueSpan[] {
  const bounds = boundsOf(question)
  const spans: ValueSpan[] = []
  for (const [index, low] of bounds.entries()) {
    const high = bounds[index + 1]
    const cue = high && rangeCue(question, low, high)
    const span = high && cue ? range(question, table, low, high, cue.start) : null
    if (span) spans.push(span)
  }
  for (const cue of question.cues) {
    const comparison = OPERATORS[cue.kind]
    if (comparison) {
      let at = cue.end
      while (at < question.tokens.length && !near(bounds, at) && BETWEEN.has(question.tokens[at]?.word ?? '')) at += 1
      const bound = near(bounds, at)
      const timeWord = question.tokens.slice(cue.start, cue.end).some(({ word }) => TIME_WORDS.has(word))
      const span = bound && single(question, table, bound, { comparison, from: cue.start, to: bound.to, timeWord })
      if (span) spans.push(span)
    } else if (cue.kind === 'or_more' || cue.kind === 'or_less') {
      const bound = bounds.find(({ to }) => to <= cue.start && cue.start - to <= 2)
      const span =
        bound &&
        single(question, table, bound, {
          comparison: cue.kind === 'or_more' ? 'ge' : 'le',
          from: bound.from,
          to: cue.end,
          timeWord: false,
        })
      if (span) spans.push(span)
    }
  }
  return spans
}
