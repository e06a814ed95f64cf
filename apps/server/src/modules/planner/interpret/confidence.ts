import type { MeasureFunction } from '@datapilot/contracts'
import type { Candidate } from './candidates.ts'

/** What confidence is computed from; named so that it can be shown and calibrated. */
export interface Evidence {
  /** Score of the best reading minus the score of the best one that gives another answer. */
  readonly margin: number
  readonly uncovered: number
  readonly unusedCues: number
  /** Tests over a part of a cell. */
  readonly parts: number
  /** Rows where one was expected. */
  readonly answers: number
  readonly target: number
  readonly trivial: boolean
}

const SAME_OVER_ONE: ReadonlySet<MeasureFunction> = new Set(['sum', 'mean', 'median', 'min', 'max'])
const MAX_MARGIN = 2

/** Over the one row of a named thing, its cell and the sum, mean or extreme of its cell are the same. */
function untriedKey({ plan, set, table }: Candidate): string {
  const one = set.chosen.some(
    ({ option, negated }) =>
      option.match === 'whole' && !negated && table.columns[option.column]?.distinct === table.rows,
  )
  if (one && plan.kind === 'lookup' && !plan.order) return JSON.stringify([plan.select, plan.filter])
  if (
    one &&
    plan.kind === 'aggregate' &&
    plan.groups.length === 0 &&
    plan.measures.every(({ fn }) => SAME_OVER_ONE.has(fn))
  ) {
    return JSON.stringify([plan.measures.map(({ operand }) => operand?.column), plan.filter])
  }
  return JSON.stringify(plan)
}

/** Groups by a code and by its description are the same groups: every figure agrees. */
function sameGroups(a: Candidate, b: Candidate): boolean {
  if (!a.rows || !b.rows || a.plan.kind !== 'aggregate' || b.plan.kind !== 'aggregate') return false
  if (a.plan.groups.length !== 1 || b.plan.groups.length !== 1 || a.rows.length < 2 || a.rows.length !== b.rows.length)
    return false
  const rest = ({ plan }: Candidate) => JSON.stringify({ ...plan, groups: [] })
  const figures = ({ rows }: Candidate) => JSON.stringify((rows ?? []).map((row) => row.slice(1).map(String)).sort())
  return rest(a) === rest(b) && figures(a) === figures(b)
}

/** Two readings give the same answer when their cells are the same, whatever the way. */
export function sameAnswer(a: Candidate, b: Candidate): boolean {
  if (sameGroups(a, b)) return true
  if (a.rows && b.rows) {
    const key = ({ rows, plan }: Candidate) =>
      JSON.stringify(
        (rows ?? [])
          .map((row) => (plan.kind === 'aggregate' && plan.limit === 1 ? row.slice(0, plan.groups.length) : row))
          .map((row) => row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)))
          .sort(),
      )
    return key(a) === key(b)
  }
  return untriedKey(a) === untriedKey(b)
}

/** The evidence for the best of the readings. */
export function evidenceFor(best: Candidate, others: readonly Candidate[]): Evidence {
  const rival = others.find((candidate) => candidate !== best && !sameAnswer(best, candidate))
  return {
    margin: Math.min(MAX_MARGIN, rival ? best.score - rival.score : MAX_MARGIN),
    uncovered: best.uncoveredShare,
    unusedCues: best.unusedCues.length,
    parts: best.set.chosen.filter(({ option }) => option.match === 'part').length,
    answers: best.shape === 'one' ? Math.max(0, (best.rows?.length ?? 1) - 1) : 0,
    target: best.target,
    trivial: best.trivial,
  }
}

/** Logistic regression on the project's own questions and the development halves of the open sets, rounded (docs/evaluation.md). */
const WEIGHTS = {
  base: 0.24,
  margin: 0.96,
  uncovered: -3,
  unusedCues: -1.8,
  parts: -0.3,
  answers: -0.7,
  target: 1.2,
  trivial: -1.9,
}

/** Probability-like confidence in [0, 1] that the best reading is the one meant. */
export function confidence(evidence: Evidence): number {
  const z =
    WEIGHTS.base +
    WEIGHTS.margin * evidence.margin +
    WEIGHTS.uncovered * evidence.uncovered +
    WEIGHTS.unusedCues * evidence.unusedCues +
    WEIGHTS.parts * evidence.parts +
    WEIGHTS.answers * Math.min(4, evidence.answers) +
    WEIGHTS.target * (evidence.target - 0.7) +
    (evidence.trivial ? WEIGHTS.trivial : 0)
  return 1 / (1 + Math.exp(-z))
}
