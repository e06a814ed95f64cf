import type { CatalogColumn } from '../catalog/catalog.ts'
import type { Cue } from '../language/cues.ts'
import type { Mention } from '../linking/link-columns.ts'
import { columnAt, cuesOf, freeMentions, isFixed, positions, type Situation } from './draft.ts'

/** A column that the question may ask for. */
export interface Target {
  readonly column: CatalogColumn
  readonly mention: Mention | null
  readonly cue: Cue | null
  readonly score: number
  /** 0 to 1: how well it is named. */
  readonly strength: number
}

const SUBORDINATE = new Set(
  'that who which whose where when with for of in by from que com de do da em por no na quando cujo cuja'.split(' '),
)

/** Where the asked thing is expected: after the question word or the imperative, before the clause that restricts it. */
export function focusRange({ question, cues }: Situation): { from: number; to: number } {
  const opener = cues.find(
    ({ kind }) =>
      kind === 'which' ||
      kind === 'list' ||
      kind === 'who' ||
      kind === 'where' ||
      kind === 'when' ||
      kind === 'how_much',
  )
  const from = opener ? opener.end : 0
  let to = from
  while (to < question.tokens.length && to - from < 9) {
    const word = question.tokens[to]?.word ?? ''
    if (to > from + 1 && SUBORDINATE.has(word)) break
    to += 1
  }
  return { from, to }
}

function mentionScore(situation: Situation, mention: Mention, focus: { from: number; to: number }): number {
  const near = mention.from - focus.from
  const inFocus = mention.from >= focus.from && mention.from < focus.to
  const adjacent = inFocus && situation.question.tokens.slice(focus.from, mention.from).every(({ stop }) => stop)
  const relative = situation.question.tokens[mention.to]?.word
  const restricted =
    relative !== undefined && ['that', 'que', 'named', 'called', 'whose', 'chamado', 'chamada'].includes(relative)
  return (
    2.6 * mention.strength +
    (mention.exact ? 0.5 : 0) +
    (adjacent ? 1.3 : inFocus ? 0.7 : 0) -
    0.03 * Math.max(0, near) -
    (restricted ? 1.6 : 0)
  )
}

function roleScore(situation: Situation, column: CatalogColumn): { score: number; cue: Cue } | null {
  const { roles } = column
  const [first] = cuesOf(situation, 'which', 'count', 'how_much', 'who', 'where', 'when')
  for (const cue of cuesOf(situation, 'who', 'where', 'when')) {
    // `What was the score when …` does not ask for a date.
    if (first && first.start < cue.start) continue
    const fits =
      (cue.kind === 'who' && roles.person) ||
      (cue.kind === 'where' && roles.place) ||
      (cue.kind === 'when' && roles.time)
    if (fits) return { score: 1.7 - 0.05 * column.index, cue }
  }
  return null
}

/** `Who` is no number or date, `where` no figure, `when` a date. */
function misfitScore(situation: Situation, { numeric, dated, roles }: CatalogColumn): number {
  const [first] = cuesOf(situation, 'which', 'count', 'how_much', 'who', 'where', 'when')
  if (first?.kind === 'who' && situation.question.tokens[first.start]?.word !== 'whose')
    return (numeric !== null || dated !== null) && !roles.person ? -1.5 : 0
  if (first?.kind === 'where') return numeric !== null && !roles.place ? -1 : 0
  if (first?.kind === 'when' && first.start === 0) return roles.time ? 0 : -0.8
  return 0
}

/** True when nothing but small words stands between the question word and the cue: `What is the highest …`. */
export function opensQuestion(situation: Situation, cue: Cue): boolean {
  const opener = situation.cues.find(({ kind }) => kind === 'which' || kind === 'list' || kind === 'how_much')
  return (
    opener !== undefined &&
    opener.end <= cue.start &&
    situation.question.tokens.slice(opener.end, cue.start).every(({ stop }) => stop)
  )
}

/** Columns that may be asked for, best first, with the score of the link. */
export function targets(situation: Situation): Target[] {
  const focus = focusRange(situation)
  const free = freeMentions(situation)
  const asksWho = cuesOf(situation, 'which', 'count', 'how_much', 'who', 'where', 'when')[0]?.kind === 'who'
  return situation.table.columns
    .flatMap((column): Target[] => {
      const fixed = isFixed(situation, column.index) ? -2.5 : 0
      const constant = column.kind === 'constant' && situation.table.rows > 1 ? -1 : 0
      const role = roleScore(situation, column)
      const misfit = misfitScore(situation, column)
      const found = free
        .filter((mention) => mention.column === column.index && !(mention.row && asksWho && !column.roles.person))
        .map((mention): Target => ({
          column,
          mention,
          cue: role?.cue ?? null,
          score: mentionScore(situation, mention, focus) + (role ? 0.9 : 0) + misfit + fixed + constant,
          strength: mention.strength,
        }))
      if (role)
        found.push({ column, mention: null, cue: role.cue, score: role.score + fixed + constant, strength: 0.6 })
      return found.sort((a, b) => b.score - a.score).slice(0, 1)
    })
    .sort((a, b) => b.score - a.score)
}

const FIGURE_CUES: ReadonlySet<string> = new Set([
  'mean',
  'median',
  'sum',
  'max',
  'min',
  'standard_deviation',
  'variance',
  'range',
])

/** `média e desvio padrão da idade`: what stands between a figure and its column may be another figure. */
function isFigureCue({ question }: Situation, at: number): boolean {
  return question.cues.some(({ kind, start, end }) => FIGURE_CUES.has(kind) && start <= at && at < end)
}

/** Mentions of columns that start at or right after `at`, best first. */
export function mentionsAfter(situation: Situation, at: number, reach: number): Mention[] {
  return freeMentions(situation)
    .filter(
      ({ from }) =>
        from >= at &&
        from - at <= reach &&
        situation.question.tokens
          .slice(at, from)
          .filter(({ stop }, step) => !stop && !isFigureCue(situation, at + step)).length <= 1,
    )
    .sort((a, b) => b.strength - 0.15 * (b.from - at) - (a.strength - 0.15 * (a.from - at)))
}

/** Mentions of columns that end right before `at`, best first. */
export function mentionsBefore(situation: Situation, at: number, reach: number): Mention[] {
  return freeMentions(situation)
    .filter(({ to }) => to <= at && at - to <= reach)
    .sort((a, b) => b.strength - 0.15 * (at - b.to) - (a.strength - 0.15 * (at - a.to)))
}

/** Columns of mentions, with the words they explain. */
export function explained(...mentions: readonly (Mention | null)[]): number[] {
  return mentions.flatMap((mention) => (mention ? positions(mention.from, mention.to) : []))
}

/** The mentioned column. */
export function mentioned(situation: Situation, mention: Mention): CatalogColumn {
  return columnAt(situation.table, mention.column)
}
