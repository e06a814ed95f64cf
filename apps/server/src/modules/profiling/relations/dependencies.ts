import type { Dependency } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { violationsSql } from '../sql/dependencies.sql.ts'
import { combinedCodes, groupRows, violationsIn, type GroupedRows } from './grouped-rows.ts'
import type { RowSample, SampledColumn } from './row-sample.ts'

/** With fewer rows, or fewer per value of the left side, anything depends on anything. */
const ROWS_AT_LEAST = 30
const ROWS_PER_GROUP = 3
/** Rows that may break a rule before it is none; and of those that a guess of the most frequent value gets wrong. */
const VIOLATIONS = 0.01
const OF_GUESSES = 0.05
const LEFT_COLUMNS = 40
const PAIRED_COLUMNS = 10
/** A left side of two columns is tried on so many rows first. */
const TRIED_ROWS = 10_000
/** Candidates counted over all rows: each takes a scan of two or three columns. */
const VERIFIED = 24
const SCANNED_ROWS = 30_000_000
const SHOWN = 40

interface Candidate {
  readonly from: readonly SampledColumn[]
  readonly to: SampledColumn
  readonly violations: number
}

/**
 * Functional dependencies with left sides of one and two columns, minimal, exact but for few rows. The sample finds
 * the candidates, all rows decide.
 */
export async function dependenciesOf(session: Session, sample: RowSample, rows: number): Promise<Dependency[]> {
  if (sample.rows < ROWS_AT_LEAST) return []
  const singles = singleCandidates(sample, rows)
  const candidates = [...singles, ...pairCandidates(sample, singles)].sort(byPromise)
  const found: Dependency[] = []
  for (const candidate of candidates.slice(0, Math.max(4, Math.min(VERIFIED, Math.floor(SCANNED_ROWS / rows))))) {
    const dependency = await verified(session, candidate)
    if (dependency) found.push(dependency)
  }
  return found.filter((one) => isMinimal(one, found)).slice(0, SHOWN)
}

function byPromise(a: Candidate, b: Candidate): number {
  return a.from.length - b.from.length || a.violations - b.violations || b.to.distinct - a.to.distinct
}

function isMinimal({ from, to, violations }: Dependency, all: readonly Dependency[]): boolean {
  if (from.length === 1) return true
  return !all.some((one) => one.to === to && one.from.length === 1 && from.includes(one.from[0] ?? '') && one.violations <= violations) // prettier-ignore
}

async function verified(session: Session, { from, to }: Candidate): Promise<Dependency | null> {
  const names = from.map(({ column }) => column.name)
  const [row] = await session.rows(violationsSql(names, to.column.name))
  const [violations, rows] = [countOf(row?.violations), countOf(row?.rows)]
  if (rows === 0 || !isRule(violations, rows, guessErrors(to, rows))) return null
  return { from: names, to: to.column.name, violations, share: violations / rows }
}

function isRule(violations: number, rows: number, errors: number): boolean {
  return violations <= VIOLATIONS * rows && violations <= OF_GUESSES * errors
}

/** Rows that the most frequent value alone gets wrong; a column that is nearly constant follows from everything. */
function guessErrors({ column }: SampledColumn, rows: number): number {
  const most = Math.max(column.top[0]?.count ?? 0, column.missing)
  return rows * (1 - most / Math.max(1, column.count + column.missing))
}

function canDecide(sampled: SampledColumn, rows: number): boolean {
  const { kind, type, count, unique, distinct } = sampled.column
  if (unique || distinct * ROWS_PER_GROUP > count) return false
  if (kind === 'number' && (type !== 'integer' || distinct > 5_000)) return false
  return sampled.distinct * 1.5 <= rows
}

function singleCandidates(sample: RowSample, rows: number): Candidate[] {
  const left = sample.columns.filter((column) => canDecide(column, sample.rows)).slice(0, LEFT_COLUMNS)
  return left.flatMap((from) => {
    const groups = groupRows(from.codes, from.distinct)
    return candidatesFor(
      [from],
      groups,
      sample.columns.filter((to) => mayFollow(from, to, rows)),
    )
  })
}

/** Every further value of the right side is a violation. */
function mayFollow(from: SampledColumn, to: SampledColumn, rows: number): boolean {
  return from !== to && to.column.distinct - from.column.distinct <= VIOLATIONS * rows
}

function candidatesFor(
  from: readonly SampledColumn[],
  groups: GroupedRows,
  targets: readonly SampledColumn[],
): Candidate[] {
  const rows = groups.order.length
  return targets.flatMap((to) => {
    const errors = guessErrors(to, rows)
    const bound = Math.floor(Math.min(VIOLATIONS * rows, OF_GUESSES * errors))
    const violations = violationsIn(groups, to.codes, to.distinct, bound)
    return violations <= bound && errors > 0 ? [{ from, to, violations }] : []
  })
}

function pairCandidates(sample: RowSample, singles: readonly Candidate[]): Candidate[] {
  const left = sample.columns
    .filter((column) => canDecide(column, sample.rows) && column.column.kind !== 'boolean')
    .sort((a, b) => b.distinct - a.distinct)
    .slice(0, PAIRED_COLUMNS)
  const follows = (from: SampledColumn, to: SampledColumn) =>
    singles.some((one) => one.from[0] === from && one.to === to)
  return left.flatMap((a, i) =>
    left.slice(i + 1).flatMap((b) => {
      // A column that follows from the other adds nothing to the pair.
      if (follows(a, b) || follows(b, a)) return []
      const targets = sample.columns.filter((to) => to !== a && to !== b && !follows(a, to) && !follows(b, to))
      return triedPair(sample, [a, b], targets)
    }),
  )
}

function triedPair(
  sample: RowSample,
  pair: readonly [SampledColumn, SampledColumn],
  targets: readonly SampledColumn[],
) {
  const [a, b] = pair
  const size = Math.min(sample.rows, TRIED_ROWS)
  const few = combinedCodes(a.codes.subarray(0, size), b.codes.subarray(0, size), b.distinct)
  if (few.distinct * ROWS_PER_GROUP > size) return []
  const tried = candidatesFor(pair, groupRows(few.codes, few.distinct), targets)
  if (tried.length === 0 || size === sample.rows) return tried
  const all = combinedCodes(a.codes, b.codes, b.distinct)
  return candidatesFor(pair, groupRows(all.codes, all.distinct), tried.map(({ to }) => to)) // prettier-ignore
}
