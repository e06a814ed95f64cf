import type { Condition } from '@datapilot/contracts'
import type { Cue } from '../language/cues.ts'
import type { Mention } from '../linking/link-columns.ts'
import type { ValueOption, ValueSpan } from '../linking/link-values.ts'
import type { Question } from '../language/question.ts'

/** A phrase read as one test, with the words that say which column it is about. */
export interface Chosen {
  readonly from: number
  readonly to: number
  readonly option: ValueOption
  /** The mention next to the value that names its column. */
  readonly mention: Mention | null
  readonly negation: Cue | null
  readonly negated: boolean
  readonly condition: Condition
  readonly score: number
}

/** A set of tests that can hold together, and the words that they explain. */
export interface ConditionSet {
  readonly chosen: readonly Chosen[]
  readonly used: ReadonlySet<number>
  readonly score: number
}

const BEAM = 80
/** Words between a column's name and its value that do not loosen the link. */
const LINKING = new Set(
  'of is was are were be for in on at to the a an with as equal equals being has had have de do da dos das foi era em no na com o igual a s by number'.split(
    ' ',
  ),
)

/** What follows one of these belongs to the next test. */
const CONJUNCTIONS = new Set(['and', 'e', 'or', 'ou', 'but', 'mas'])

function distance(question: Question, mention: Mention, from: number, to: number): number {
  const [start, end] = mention.to <= from ? [mention.to, from] : [to, mention.from]
  const between = question.tokens.slice(start, end)
  const barrier = mention.from >= to && between.some(({ word }) => CONJUNCTIONS.has(word)) ? 2 : 0
  return barrier + between.filter(({ word }) => !LINKING.has(word)).length
}

function nearestMention(
  question: Question,
  mentions: readonly Mention[],
  column: number,
  from: number,
  to: number,
): { mention: Mention; bonus: number } | null {
  let best: { mention: Mention; bonus: number } | null = null
  for (const mention of mentions) {
    if (mention.column !== column || (mention.from < to && from < mention.to)) continue
    const gap = distance(question, mention, from, to)
    const before = mention.to <= from
    const nearness = gap === 0 ? (before ? 1.6 : 1.4) : gap === 1 ? 1.1 : gap <= 3 ? 0.6 : 0.2
    const bonus = nearness * mention.strength + (mention.exact && gap === 0 ? 0.3 : 0)
    if (!best || bonus > best.bonus) best = { mention, bonus }
  }
  return best
}

function negation(question: Question, from: number): Cue | null {
  return (
    question.cues.find(
      ({ kind, start, end }) =>
        kind === 'not' &&
        end <= from &&
        question.tokens.slice(end, from).filter(({ stop }) => !stop).length === 0 &&
        from - start <= 5,
    ) ?? null
  )
}

function choose(question: Question, mentions: readonly Mention[], span: ValueSpan, option: ValueOption): Chosen {
  const near = nearestMention(question, mentions, option.column, span.from, span.to)
  const not = span.from === 0 || option.match === 'null' ? null : negation(question, span.from)
  const negated = not !== null
  const bare =
    (option.match === 'number' || option.match === 'comparison') &&
    (!near || near.bonus < 0.4) &&
    !(option.match === 'number' && option.score >= 1.4)
      ? -1
      : 0
  const { condition } = option
  return {
    from: span.from,
    to: span.to,
    option,
    mention: near?.mention ?? null,
    negation: not,
    negated,
    condition: negated ? { op: 'not', item: condition } : condition,
    score: option.score + (near?.bonus ?? 0) + bare,
  }
}

function sameDirection(a: Condition, b: Condition): boolean {
  if (a.op !== 'compare' || b.op !== 'compare') return false
  const side = (comparison: string) => comparison.charAt(0)
  return side(a.comparison) === side(b.comparison) && a.comparison !== 'eq'
}

function compatible(question: Question, chosen: readonly Chosen[], next: Chosen): boolean {
  for (const other of chosen) {
    if (other.from < next.to && next.from < other.to) return false
    if (other.option.column !== next.option.column) continue
    if (sameDirection(other.condition, next.condition)) return false
    // The ends of a range that could not be read as one are no alternatives.
    const first = Math.min(other.from, next.from)
    const ranged = question.cues.some(({ kind, end }) => kind === 'between' && end <= first && first - end <= 2)
    if (ranged && other.option.match === 'period' && next.option.match === 'period') return false
    const bothEqual = [other, next].every(
      ({ option }) => option.match === 'whole' || option.match === 'part' || option.match === 'number',
    )
    if (bothEqual && !other.negated && !next.negated) {
      const [start, end] = other.to <= next.from ? [other.to, next.from] : [next.to, other.from]
      const between = question.tokens.slice(start, end).map(({ word }) => word)
      const last = Math.max(other.to, next.to)
      const enumerated = between.length === 0 && ['or', 'and', 'ou', 'e'].includes(question.tokens[last]?.word ?? '')
      const listed =
        enumerated || between.some((word) => ['or', 'and', 'ou', 'e', 'versus', 'vs', 'que', 'than'].includes(word))
      if (!listed || between.length > 4) return false
    }
  }
  return true
}

function usedBy(chosen: Chosen): number[] {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, step) => from + step)
  return [
    ...range(chosen.from, chosen.to),
    ...(chosen.negation ? range(chosen.negation.start, chosen.negation.end) : []),
    ...(chosen.mention ? range(chosen.mention.from, chosen.mention.to) : []),
  ]
}

/** The `or` and `and` between values of one column. */
function joiners(question: Question, chosen: readonly Chosen[]): number[] {
  return chosen.flatMap((item) => {
    const next = chosen.find(
      (other) =>
        other !== item &&
        other.option.column === item.option.column &&
        other.from >= item.to &&
        other.from - item.to <= 2,
    )
    const between = next ? Array.from({ length: next.from - item.to }, (_, step) => item.to + step) : []
    return between.every((at) => CONJUNCTIONS.has(question.tokens[at]?.word ?? '')) ? between : []
  })
}

/** Sets of tests worth a try, best first: a beam over the phrases from left to right, each read one way or left alone. */
export function conditionSets(
  question: Question,
  mentions: readonly Mention[],
  spans: readonly ValueSpan[],
): ConditionSet[] {
  let beam: { chosen: Chosen[]; score: number }[] = [{ chosen: [], score: 0 }]
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to)
  for (const span of sorted) {
    const options = span.options.map((option) => choose(question, mentions, span, option))
    const grown = beam.flatMap((state) =>
      options
        .filter((option) => compatible(question, state.chosen, option))
        .map((option) => ({ chosen: [...state.chosen, option], score: state.score + option.score })),
    )
    beam = [...beam, ...grown].sort((a, b) => b.score - a.score).slice(0, BEAM)
  }
  if (!beam.some(({ chosen }) => chosen.length === 0)) beam.push({ chosen: [], score: 0 })
  return beam.map(({ chosen, score }) => ({
    chosen,
    score,
    used: new Set([...chosen.flatMap(usedBy), ...joiners(question, chosen)]),
  }))
}

/** The set as one condition: values of one column are alternatives, different columns hold together. */
export function conjunction(chosen: readonly Chosen[]): Condition | null {
  const byColumn = new Map<number, Chosen[]>()
  for (const item of chosen) byColumn.set(item.option.column, [...(byColumn.get(item.option.column) ?? []), item])
  const items = [...byColumn.values()].flatMap((group): Condition[] => {
    const equal = group.filter(
      ({ negated, option }) =>
        !negated &&
        (option.match === 'whole' || option.match === 'part' || option.match === 'number' || option.match === 'period'),
    )
    const rest = group.filter((item) => !equal.includes(item)).map(({ condition }) => condition)
    if (equal.length < 2) return [...equal.map(({ condition }) => condition), ...rest]
    const values = equal.flatMap(({ condition }) => (condition.op === 'in' ? condition.values : []))
    const [first] = equal
    const merged: Condition =
      equal.every(({ condition }) => condition.op === 'in') && first?.condition.op === 'in'
        ? { op: 'in', column: first.condition.column, values }
        : { op: 'or', items: equal.map(({ condition }) => condition) }
    return [merged, ...rest]
  })
  return items.length === 0 ? null : items.length === 1 ? (items[0] ?? null) : { op: 'and', items }
}
