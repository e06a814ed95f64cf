import type { Choice, Language, Plan } from '@datapilot/contracts'
import type { Catalog, CatalogTable } from './catalog/catalog.ts'
import { joinedTables } from './catalog/joined-table.ts'
import { usedColumns } from './compile/used-columns.ts'
import { candidates, isEmpty, type Candidate } from './interpret/candidates.ts'
import { meetsHint, namesakeChoices, readingChoices, takeHint } from './interpret/clarify.ts'
import { confidence, evidenceFor, sameAnswer, type Evidence } from './interpret/confidence.ts'
import { declineReason, type DeclineReason } from './interpret/decline.ts'
import { doubtOf, type Doubt } from './interpret/doubts.ts'
import { readInstructions } from './interpret/instructions/read-instructions.ts'
import { followUpPlan, followUpText, isFragment } from './interpret/follow-up.ts'
import { runPlan } from './interpret/run-plan.ts'
import { followUps, perThingChoices, rankingChoices } from './interpret/suggestions.ts'
import { detectLanguage } from './language/detect.ts'
import type { Question } from './language/question.ts'
import { words } from './language/fold.ts'

/** What the planner made of a question. */
export type Outcome =
  | {
      kind: 'plan'
      plan: Plan
      table: CatalogTable
      language: Language
      confidence: number
      evidence: Evidence
      rivals: readonly Plan[]
    }
  | { kind: 'clarify'; language: Language; choices: readonly Choice[] }
  | {
      kind: 'decline'
      language: Language
      reason: DeclineReason
      detail: readonly string[]
      guess: Plan | null
      /** The table of the guess; null without one. */
      table: CatalogTable | null
      confidence: number
    }

/**
 * Words of the longest question that is read: readings multiply with words, on the thread that serves everybody. 3,900
 * characters over 500,000 known values took 9.4 s; people's questions have at most 45 words (WikiSQL, WikiTableQuestions).
 */
export const MAX_WORDS = 120

/** Below this confidence a reading is not answered. */
export const THRESHOLD = 0.7

function best(all: readonly Candidate[]): Candidate | null {
  return all.reduce<Candidate | null>(
    (kept, candidate) => (!kept || candidate.score > kept.score ? candidate : kept),
    null,
  )
}

/** The same when a person has chosen between readings. */
const HINTED = 0.3

/** Rows on which suggestions are still tried; over more, only their plans are compared. */
const SUGGESTED_ROWS = 500

/** Reads a suggestion as the person's own question would be read. */
function readAgain(question: string, table: CatalogTable, language: Language): Plan | null {
  const outcome = plan(
    question,
    { tables: [table.rows <= SUGGESTED_ROWS ? table : { ...table, data: null }] },
    { language },
  )
  return outcome.kind === 'plan' ? outcome.plan : null
}

/** Words of a question that no reading explains. */
function contentWords({ tokens, cues, text }: Question): string[] {
  const content = tokens.filter(({ stop }) => !stop)
  const open = content.filter((token) => !cues.some(({ start, end }) => tokens.slice(start, end).includes(token)))
  return (open.length > 0 ? open : content).map(({ start, end }) => text.slice(start, end))
}

function doubted({ kind, words: detail }: Doubt, { plan: guess, table }: Candidate, language: Language): Outcome {
  const choices =
    kind === 'no_measure'
      ? rankingChoices(guess, table, language, readAgain)
      : kind === 'per_thing'
        ? perThingChoices(guess, table, language, readAgain)
        : []
  if (choices.length > 1) return { kind: 'clarify', language, choices }
  const reason = kind === 'unsupported' ? 'unsupported' : kind === 'no_measure' ? 'no_measure' : 'unsure'
  return { kind: 'decline', language, reason, detail, guess, table, confidence: 0 }
}

/** Up to three next questions that the planner answers itself. */
export function nextQuestions(plan: Plan, table: CatalogTable, language: Language): string[] {
  return followUps(plan, table, language, readAgain)
}

/** Instructions are read as a whole: every output has its figure and every step is known, or nothing is answered. */
const INSTRUCTED = 0.85
const NO_EVIDENCE: Evidence = {
  margin: 2,
  uncovered: 0,
  unusedCues: 0,
  parts: 0,
  answers: 0,
  target: 1,
  trivial: false,
}

function instructions(text: string, { tables }: Catalog, language: Language): Outcome | null {
  const read = tables.flatMap((table) => {
    const instructed = readInstructions(text, table, language)
    return instructed ? [{ table, instructed }] : []
  })
  const planned = read.flatMap(({ table, instructed }) =>
    'plan' in instructed ? [{ table, plan: instructed.plan }] : [],
  )
  const [first] = planned
  if (first && planned.length === 1)
    return { kind: 'plan', ...first, language, confidence: INSTRUCTED, evidence: NO_EVIDENCE, rivals: [] }
  const detail = read.flatMap(({ instructed }) => ('unread' in instructed ? instructed.unread : []))
  return read.length === 0
    ? null
    : { kind: 'decline', language, reason: 'unsupported', detail, guess: null, table: null, confidence: 0 }
}

/** A reading over two tables must be better than one that needs only one of them. */
const JOIN_PENALTY = 0.3

/** Readings that need a looked-up column, with the join that brings it. */
function joinedCandidates(text: string, table: CatalogTable, language: Language): Candidate[] {
  const names = new Set((table.joins ?? []).flatMap(({ columns }) => columns.map(({ as }) => as)))
  return candidates(text, table, language).candidates.flatMap((candidate) => {
    const used = new Set(usedColumns(candidate.plan, table).filter((name) => names.has(name)))
    if (used.size === 0 || candidate.plan.kind === 'neighbour' || candidate.plan.kind === 'analysis') return []
    const joins = (table.joins ?? []).map((join) => ({
      ...join,
      columns: join.columns.filter(({ as }) => used.has(as)),
    }))
    return [{ ...candidate, plan: { ...candidate.plan, joins }, score: candidate.score - JOIN_PENALTY }]
  })
}

/** A follow-up has a meaning only through the question before it, which may itself be a follow-up. */
function followUp(text: string, catalog: Catalog, language: Language, earlier: readonly string[]): Outcome | null {
  const before = earlier.at(-1)
  if (before === undefined || !followUpText(text)) return null
  const previous = plan(before, catalog, { language, earlier: earlier.slice(0, -1) })
  if (previous.kind !== 'plan') return null
  const changed = followUpPlan(text, previous.plan, previous.table, language)
  if (!changed) return null
  const rows = runPlan(changed, previous.table)
  if (rows !== null && isEmpty(rows))
    return {
      kind: 'decline',
      language,
      reason: 'empty',
      detail: [],
      guess: changed,
      table: previous.table,
      confidence: 0,
    }
  return { ...previous, language, plan: changed, rivals: [] }
}

/**
 * Reads a question over a catalog: a typed plan, or a question back when two readings are close, or a refusal.
 *
 * @param options.threshold confidence below which the planner declines; 0 answers whatever it can (for evaluation).
 */
export function plan(
  question: string,
  catalog: Catalog,
  options: { language?: Language | null; threshold?: number; earlier?: readonly string[] } = {},
): Outcome {
  const language = options.language ?? detectLanguage(question)
  const { text, labels } = takeHint(question)
  const continued = options.earlier ? followUp(text, catalog, language, options.earlier) : null
  if (continued) return continued
  if (isFragment(text, language))
    return {
      kind: 'decline',
      language,
      reason: 'not_understood',
      detail: [],
      guess: null,
      table: catalog.tables[0] ?? null,
      confidence: 0,
    }
  const instructed = instructions(text, catalog, language)
  if (instructed) return instructed
  if (words(text).length > MAX_WORDS)
    return { kind: 'decline', language, reason: 'too_long', detail: [], guess: null, table: null, confidence: 0 }
  const threshold = options.threshold ?? (labels.length > 0 ? HINTED : THRESHOLD)
  const read = catalog.tables.map((table) => candidates(text, table, language))
  const joined = joinedTables(catalog.tables).flatMap((table) => joinedCandidates(text, table, language))
  const all = [...read.flatMap((result) => result.candidates), ...joined]
    .filter((candidate) => meetsHint(candidate, labels))
    .sort((a, b) => b.score - a.score)
  const chosen = best(all)
  const asked = read[0]?.question
  const refusal = asked ? declineReason(asked, chosen, catalog) : null
  if (!chosen || !asked || (refusal && threshold > 0)) {
    return {
      kind: 'decline',
      language,
      reason: refusal?.reason ?? 'not_understood',
      detail: refusal?.detail.length ? refusal.detail : chosen || !asked ? [] : contentWords(asked),
      guess: chosen?.plan ?? null,
      table: chosen?.table ?? (catalog.tables.length === 1 ? (catalog.tables[0] ?? null) : null),
      confidence: 0,
    }
  }
  const doubt = threshold > 0 && labels.length === 0 ? doubtOf(asked, chosen) : null
  if (doubt) return doubted(doubt, chosen, language)
  const evidence = evidenceFor(chosen, all)
  const certainty = confidence(evidence)
  if (certainty < threshold) {
    const choices = threshold > 0 ? readingChoices(question, all, evidence, threshold, language) : null
    if (choices) return { kind: 'clarify', language, choices }
    return {
      kind: 'decline',
      language,
      reason: 'unsure',
      detail: chosen.uncovered,
      guess: chosen.plan,
      table: chosen.table,
      confidence: certainty,
    }
  }
  if (chosen.rows !== null && chosen.plan.kind !== 'aggregate' && isEmpty(chosen.rows)) {
    return {
      kind: 'decline',
      language,
      reason: 'empty',
      detail: [],
      guess: chosen.plan,
      table: chosen.table,
      confidence: certainty,
    }
  }
  const namesakes = threshold > 0 ? namesakeChoices(question, chosen, language) : null
  if (namesakes) return { kind: 'clarify', language, choices: namesakes }
  const rivals = all
    .filter((candidate) => candidate !== chosen && !sameAnswer(candidate, chosen))
    .slice(0, 3)
    .map((candidate) => candidate.plan)
  return { kind: 'plan', plan: chosen.plan, table: chosen.table, language, confidence: certainty, evidence, rivals }
}
