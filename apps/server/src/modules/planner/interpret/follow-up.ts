import type { AggregatePlan, Condition, LookupPlan, Measure, MeasureFunction, Plan } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { readQuestion, type Question } from '../language/question.ts'
import { linkColumns, rowNouns } from '../linking/link-columns.ts'
import { linkValues } from '../linking/link-values.ts'
import { conditionSets, conjunction } from './condition-sets.ts'
import { positions, type Situation } from './draft.ts'
import { groupings } from './frames-figure.ts'
import { mentioned } from './targets.ts'
import type { Language } from '@datapilot/contracts'

const LEAD =
  /^(?:(?:e|mas|agora|entao|and|but|now|then|what about|how about|so|ok|e se for|e quanto a|e quanto ao)\b[\s,]*)+/iu
const ONLY = /^(?:so|só|somente|apenas|only|just)(?=\s)\s*/iu
const MAX_WORDS = 9

/** Words with which a follow-up begins, taken off; null when the question stands on its own. */
export function followUpText(text: string): { rest: string; only: boolean } | null {
  const lead = LEAD.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length)
  const only = ONLY.exec(rest)?.[0] ?? ''
  const bare = /^(?:por|by|per|em|in|no|na|de)\s/iu.test(rest)
  const short = rest.split(/\s+/u).length <= MAX_WORDS
  return short && (lead !== '' || only !== '' || bare) ? { rest: rest.slice(only.length), only: only !== '' } : null
}

const ASKS: ReadonlySet<string> = new Set(['which', 'count', 'how_much', 'who', 'where', 'when', 'list', 'yes_no'])

/** `e em RJ?` says nothing by itself: words that continue a question which is not there. */
export function isFragment(text: string, language: Language): boolean {
  const short = followUpText(text)
  const opened = LEAD.test(text) || ONLY.test(text)
  return short !== null && opened && !readQuestion(short.rest, language).cues.some(({ kind }) => ASKS.has(kind))
}

/** Tests of one column, for seeing which test of the plan a new one stands in for. */
function columnOf(condition: Condition): string | null {
  switch (condition.op) {
    case 'compare':
    case 'between':
      return condition.operand.column
    case 'and':
    case 'or': {
      const names = new Set(condition.items.map(columnOf))
      const [only] = names
      return names.size === 1 ? (only ?? null) : null
    }
    case 'not':
      return columnOf(condition.item)
    default:
      return condition.column
  }
}

/** The filter with the new tests in place of those on the same columns. */
function replaced(filter: Condition | null, added: readonly Condition[]): Condition | null {
  const old = filter === null ? [] : filter.op === 'and' ? filter.items : [filter]
  const names = new Set(added.map(columnOf))
  const items = [...old.filter((item) => !names.has(columnOf(item))), ...added]
  const [only] = items
  return items.length > 1 ? { op: 'and', items } : (only ?? null)
}

const FUNCTIONS: Readonly<Partial<Record<string, MeasureFunction>>> = {
  mean: 'mean',
  median: 'median',
  sum: 'sum',
  max: 'max',
  min: 'min',
  most: 'max',
  least: 'min',
  standard_deviation: 'standard_deviation',
}

/** `e a média?`: another figure of the same column; `e da quantidade?`: the same figure of another. */
function otherMeasure(situation: Situation, measure: Measure): { measure: Measure; used: number[] } | null {
  const cue = situation.cues.find(({ kind }) => FUNCTIONS[kind] !== undefined)
  const mention = situation.mentions.find(
    (found) =>
      found.strength >= 0.6 &&
      mentioned(situation, found).numeric === 'native' &&
      !mentioned(situation, found).roles.ordinal,
  )
  const count = situation.cues.find(({ kind }) => kind === 'count')
  if (count)
    return { measure: { fn: 'count', operand: null, second: null, q: null }, used: positions(count.start, count.end) }
  const operand = mention ? { column: mentioned(situation, mention).name, as: 'value' as const } : measure.operand
  if (!operand || (!cue && !mention)) return null
  const fn = cue ? (FUNCTIONS[cue.kind] ?? measure.fn) : measure.fn === 'count' ? 'sum' : measure.fn
  return {
    measure: { fn, operand, second: null, q: null },
    used: [...(cue ? positions(cue.start, cue.end) : []), ...(mention ? positions(mention.from, mention.to) : [])],
  }
}

function leftOver(question: Question, used: ReadonlySet<number>, nouns: readonly number[]): boolean {
  return question.tokens.some(({ stop }, at) => !stop && !used.has(at) && !nouns.includes(at))
}

function turned(plan: LookupPlan | AggregatePlan, situation: Situation): { plan: Plan; used: number[] } | null {
  const cue = situation.cues.find(({ kind }) => kind === 'most' || kind === 'least' || kind === 'max' || kind === 'min')
  if (!cue) return null
  const direction = cue.kind === 'most' || cue.kind === 'max' ? ('descending' as const) : ('ascending' as const)
  const used = positions(cue.start, cue.end)
  if (plan.kind === 'lookup')
    return plan.order ? { plan: { ...plan, order: { ...plan.order, direction } }, used } : null
  return plan.direction ? { plan: { ...plan, direction }, used } : null
}

/**
 * The previous plan changed as a short follow-up says: other rows (`e em 2023?`, `só os pagos`), other groups
 * (`e por região?`), another figure (`e a média?`) or the other end of an order (`e o menor?`). Null when the words
 * are not all accounted for.
 */
export function followUpPlan(text: string, previous: Plan, table: CatalogTable, language: Language): Plan | null {
  const short = followUpText(text)
  if (!short || previous.kind === 'analysis' || previous.kind === 'neighbour') return null
  const question = readQuestion(short.rest, language)
  const mentions = linkColumns(question, table)
  const nouns = rowNouns(question, table)
  const [set] = conditionSets(question, mentions, linkValues(question, table, mentions))
  if (!set) return null
  const taken = set.used
  const free = mentions.filter(({ from, to }) => positions(from, to).every((at) => !taken.has(at)))
  const cues = question.cues.filter(({ start, end }) => !positions(start, end).every((at) => taken.has(at)))
  const situation: Situation = {
    question,
    table,
    mentions: free,
    rowNouns: nouns,
    set,
    filter: conjunction(set.chosen),
    cues,
  }
  const conditions =
    situation.filter === null ? [] : situation.filter.op === 'and' ? situation.filter.items : [situation.filter]
  let plan: Plan = previous
  const used = new Set(set.used)
  const use = (at: readonly number[]) => at.forEach((place) => used.add(place))
  if (conditions.length > 0) {
    if (plan.kind === 'compare' || plan.kind === 'verdict') return null
    plan = { ...plan, filter: replaced(plan.filter, conditions) }
  }
  if (plan.kind === 'aggregate') {
    const [group] = groupings(situation).sort((a, b) => b.score - a.score)
    const flipped = group ? null : turned(plan, situation)
    const other = flipped || group || !plan.measures[0] ? null : otherMeasure(situation, plan.measures[0])
    if (group) {
      plan = { ...plan, groups: [group.grouping], direction: null, limit: null, share: false }
      use([...group.words, ...positions(group.cue.start, group.cue.end)])
    } else if (flipped) {
      plan = flipped.plan
      use(flipped.used)
    } else if (other) {
      plan = { ...plan, measures: [other.measure] }
      use(other.used)
    }
  } else if (plan.kind === 'lookup') {
    const flipped = turned(plan, situation)
    if (flipped) {
      plan = flipped.plan
      use(flipped.used)
    }
  }
  const changed = JSON.stringify(plan) !== JSON.stringify(previous)
  return changed && !leftOver(question, used, nouns) ? plan : null
}
