import type { Cell, Condition } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import type { Cue, CueKind } from '../language/cues.ts'
import { readQuestion, type Question } from '../language/question.ts'
import type { Language } from '@datapilot/contracts'
import { linkColumns, rowNouns } from '../linking/link-columns.ts'
import { linkValues } from '../linking/link-values.ts'
import { conditionSets, conjunction, type ConditionSet } from './condition-sets.ts'
import { positions, type Draft, type Situation } from './draft.ts'
import { compareDrafts, figureDrafts, groupDrafts, shareDrafts, topGroupDrafts } from './frames-aggregate.ts'
import { existsDrafts, largestDrafts, nthDrafts, seriesDrafts, versusDrafts } from './frames-analyst.ts'
import { chooseDrafts, extremeDrafts, lookupDrafts, neighbourDrafts, positionDrafts } from './frames-lookup.ts'
import { runPlan } from './run-plan.ts'

/** A reading with its final score and, for small tables, what it gives. */
export interface Candidate extends Draft {
  readonly table: CatalogTable
  readonly set: ConditionSet
  /** Content words that nothing explains. */
  readonly uncovered: readonly string[]
  readonly uncoveredShare: number
  /** Operator words that the plan does not use. */
  readonly unusedCues: readonly CueKind[]
  /** The reading counts the rows of one thing: always one. */
  readonly trivial: boolean
  /** Null when the table is too large to try. */
  readonly rows: readonly (readonly Cell[])[] | null
}

const FRAMES = [
  lookupDrafts,
  extremeDrafts,
  positionDrafts,
  neighbourDrafts,
  chooseDrafts,
  figureDrafts,
  groupDrafts,
  topGroupDrafts,
  shareDrafts,
  compareDrafts,
  nthDrafts,
  existsDrafts,
  versusDrafts,
  seriesDrafts,
  largestDrafts,
]
/** Cues that do not ask for an operation by themselves. */
const SILENT: ReadonlySet<CueKind> = new Set([
  'which',
  'list',
  'eq',
  'between',
  'who',
  'where',
  'when',
  'top',
  'bottom',
  'total',
  'unsupported',
  'prediction',
  'cause',
  'population',
])
const SAID_TWICE: ReadonlySet<CueKind> = new Set(['sum', 'total', 'mean', 'count', 'list', 'which'])
const COMPARING: ReadonlySet<CueKind> = new Set(['gt', 'ge', 'lt', 'le'])
/** Words left over weigh more when nothing in the data supports the reading. */
const BASELESS = 1.5
const TRIED = 60
const KEPT = 12

function covered(
  { question, mentions, set, rowNouns: nouns }: Situation,
  draft: Draft,
): { uncovered: string[]; share: number; penalty: number } {
  const loose = new Set(
    mentions.filter(({ strength }) => strength >= 0.6).flatMap(({ from, to }) => positions(from, to)),
  )
  const silent = new Set(
    question.cues.filter(({ kind }) => SILENT.has(kind)).flatMap(({ start, end }) => positions(start, end)),
  )
  // `Tyrell` beside a cell that was only partly matched by `Renault`: the name is another one.
  const parts = new Set(
    set.chosen.filter(({ option }) => option.match === 'part').flatMap(({ from, to }) => positions(from, to)),
  )
  const opener = question.cues.find(({ kind }) => kind === 'count' || kind === 'which' || kind === 'how_much')
  const focus = opener ? question.tokens.findIndex(({ stop }, at) => at >= opener.end && !stop) : -1
  const uncovered: string[] = []
  let [total, open, penalty] = [0, 0, 0]
  for (const [at, token] of question.tokens.entries()) {
    const emphasised = token.quoted || token.capital
    if (draft.used.has(at)) {
      if (!token.stop) total += 1
      continue
    }
    if ((token.stop && !token.quoted) || silent.has(at) || nouns.includes(at)) continue
    total += 1
    const number = /\d/u.test(token.word)
    const besideName = parts.has(at - 1) || parts.has(at + 1)
    // `Quantas mulheres …`, `sexo feminino`: what was asked about, or a value that the data does not have.
    const asked = at === focus || (loose.has(at - 1) && !loose.has(at))
    const weight = number || emphasised || besideName || asked ? 1 : loose.has(at) ? 0.35 : 0.55
    open += weight
    penalty += weight * (number || emphasised ? 1.1 : 0.8)
    uncovered.push(question.text.slice(token.start, token.end))
  }
  return {
    uncovered,
    share: total === 0 ? 0 : Math.min(1, (open / total) * (set.chosen.length === 0 ? BASELESS : 1)),
    penalty,
  }
}

function unused({ question, mentions }: Situation, draft: Draft): CueKind[] {
  const starts = [...question.numbers, ...question.dates].map(({ from }) => from)
  const relative = (cue: Cue) =>
    question.tokens.slice(cue.start, cue.end).some(({ word }) => word === 'than' || word === 'que')
  const compares = (cue: Cue) =>
    !COMPARING.has(cue.kind) || relative(cue) || starts.some((from) => from >= cue.end && from - cue.end <= 3)
  // `won by X` groups nothing: only a column behind the word asks for groups.
  const groups = (cue: Cue) =>
    cue.kind !== 'group' ||
    mentions.some(
      ({ from, to, strength, row }) =>
        row !== true &&
        strength > 0.5 &&
        from >= cue.end &&
        from - cue.end <= 1 &&
        !positions(from, to).some((at) => draft.used.has(at)),
    )
  const ranges = question.cues
    .filter((cue) => compares(cue) && groups(cue))
    // `a folha total, somando o salário` says one thing twice.
    .filter(({ kind }) => !SAID_TWICE.has(kind) || !draft.cues.some((used) => used.kind === kind))
    .filter(({ kind, start, end }) => !SILENT.has(kind) && !positions(start, end).some((at) => draft.used.has(at)))
  return [...new Map(ranges.map(({ start, kind }) => [start, kind])).values()]
}

/** `quantas vendas …` over the table vendas counts rows; a cell of theirs is no count. */
function countsRows({ question, rowNouns: nouns }: Situation): boolean {
  const cue = question.cues.find(({ kind }) => kind === 'count')
  return cue !== undefined && nouns.includes(question.tokens.findIndex(({ stop }, at) => at >= cue.end && !stop))
}

function weigh(situation: Situation, draft: Draft): Candidate {
  const { table, set } = situation
  const misread = draft.plan.kind === 'lookup' && countsRows(situation) ? 1.5 : 0
  const { uncovered, share, penalty } = covered(situation, draft)
  const unusedCues = unused(situation, draft)
  return {
    ...draft,
    table,
    set,
    uncovered,
    uncoveredShare: share,
    unusedCues,
    trivial: false,
    rows: null,
    score: draft.score - penalty - misread - 1.1 * unusedCues.length,
  }
}

/** True when a reading gives no row, or nothing but empty cells. */
export function isEmpty(rows: readonly (readonly Cell[])[]): boolean {
  return rows.length === 0 || rows.every((row) => row.every((cell) => cell === null))
}

function tried(candidate: Candidate): Candidate {
  const rows = runPlan(candidate.plan, candidate.table)
  if (!rows) return candidate
  const count = candidate.plan.kind === 'aggregate' && candidate.plan.groups.length === 0
  const counted = candidate.plan.kind === 'aggregate' ? candidate.plan.measures[0]?.fn : undefined
  const rowCount = count && (counted === 'count' || counted === 'count_distinct')
  const empty = isEmpty(rows) || (count && rows[0]?.[0] === 0 && candidate.set.chosen.length > 0)
  // Counting the rows of one named thing says nothing: a count was meant that stands in a cell.
  const trivial =
    rowCount &&
    rows[0]?.[0] === 1 &&
    candidate.set.chosen.some(
      ({ option }) =>
        option.match === 'whole' && (candidate.table.columns[option.column]?.distinct ?? 0) === candidate.table.rows,
    )
  // A list of cells is no answer to how many.
  const listed =
    candidate.plan.kind === 'lookup' && rows.length > 1 && candidate.cues.some(({ kind }) => kind === 'count') ? 2 : 0
  const crowd = candidate.shape === 'one' && rows.length > 3 ? 0.25 * Math.min(4, Math.log2(rows.length / 3)) : 0
  const [selected] = candidate.plan.kind === 'lookup' && !candidate.plan.order ? candidate.plan.select : []
  const figure = candidate.table.columns.find(({ name }) => name === selected)
  // One figure was asked for and several came: a sum or another measure was meant.
  const several =
    rows.length > 1 && candidate.shape === 'one' && figure?.numeric === 'native' && !figure.roles.ordinal
      ? rows.length > 3
        ? 1.2
        : 0.7
      : 0
  return {
    ...candidate,
    rows,
    trivial,
    score: candidate.score - (empty ? 3 : 0) - crowd - listed - (trivial ? 1.2 : 0) - several,
  }
}

/** Rows of totals inside the data are left out, unless the question is about that column. */
function withoutTotals(filter: Condition | null, set: ConditionSet, table: CatalogTable): Condition | null {
  const { totals } = table
  if (!totals || set.chosen.some(({ option }) => table.columns[option.column]?.name === totals.column)) return filter
  const own: Condition = { op: 'not', item: { op: 'in', column: totals.column, values: [...totals.cells] } }
  if (!filter) return own
  return filter.op === 'and' ? { op: 'and', items: [...filter.items, own] } : { op: 'and', items: [filter, own] }
}

/** All readings of a question over one table that are worth weighing, best first. */
export function candidates(
  text: string,
  table: CatalogTable,
  language: Language,
): { question: Question; candidates: Candidate[] } {
  const question = readQuestion(text, language)
  const mentions = linkColumns(question, table)
  const nouns = rowNouns(question, table)
  const spans = linkValues(question, table, mentions)
  const weighed = conditionSets(question, mentions, spans).flatMap((set) => {
    const taken = new Set(set.chosen.flatMap(({ from, to }) => positions(from, to)))
    const situation: Situation = {
      question,
      table,
      mentions,
      rowNouns: nouns,
      set,
      filter: withoutTotals(conjunction(set.chosen), set, table),
      cues: question.cues.filter(({ start, end }) => !positions(start, end).every((at) => taken.has(at))),
    }
    return FRAMES.flatMap((frame) => frame(situation)).map((draft) => weigh(situation, draft))
  })
  const unique = new Map<string, Candidate>()
  for (const candidate of weighed.sort((a, b) => b.score - a.score)) {
    const key = JSON.stringify(candidate.plan)
    if (!unique.has(key)) unique.set(key, candidate)
    if (unique.size >= TRIED) break
  }
  return {
    question,
    candidates: [...unique.values()]
      .map(tried)
      .sort((a, b) => b.score - a.score)
      .slice(0, KEPT),
  }
}
