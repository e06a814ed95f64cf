import type { CorrectedType } from '@datapilot/contracts'
import type { ColumnEvidence } from './column-evidence.ts'
import { planMoment } from './moment-plan.ts'
import { planNumber } from './number-plan.ts'
import { textColumn, type ColumnPlan, type Conventions, type GivenColumn, type PlannedColumn } from './plans.ts'

const NOTHING_GIVEN: GivenColumn = { type: null, dateOrder: null }

/** Decides a column from the evidence of all its values: one value that does not fit keeps the column text. */
export function planColumn(
  evidence: ColumnEvidence,
  conventions: Conventions,
  given: GivenColumn = NOTHING_GIVEN,
): PlannedColumn {
  const { values } = evidence
  const unwrap = evidence.excelTexts > 0
  if (given.type !== null) return planGiven(evidence, conventions, given.type, given)
  if (values === 0) return textColumn()
  if (isBoolean(evidence)) return simple(evidence, { type: 'boolean' })
  const planned = planMoment(evidence, conventions, given.dateOrder) ?? planNumber(evidence, conventions)
  const mixed = evidence.zeroLed > 0 || unwrap ? 0 : contradictions(evidence)
  return planned ?? textColumn(mixed, unwrap, isDrawn(evidence))
}

/** A column of the type that a person said; whether its values fit shows when they are converted. */
function planGiven(
  evidence: ColumnEvidence,
  conventions: Conventions,
  type: CorrectedType,
  { dateOrder }: GivenColumn,
): PlannedColumn {
  if (type === 'text') return textColumn(0, evidence.excelTexts > 0)
  if (type === 'boolean') return simple(evidence, { type })
  const planned =
    type === 'date' || type === 'timestamp' || type === 'time'
      ? planMoment(evidence, conventions, dateOrder)
      : planNumber(evidence, conventions, true)
  return { ...simple(evidence, asGiven(type, planned?.plan, conventions)), ambiguous: planned?.ambiguous ?? null }
}

function asGiven(
  type: Exclude<CorrectedType, 'text' | 'boolean'>,
  found: ColumnPlan | undefined,
  conventions: Conventions,
): ColumnPlan {
  if (type === 'time') return found?.type === 'time' ? found : { type, utc: true, halfDay: false }
  if (type === 'date' || type === 'timestamp') {
    if (found?.type === 'date' || found?.type === 'timestamp') return { ...found, type }
    const order = conventions.dateOrder ?? 'dmy'
    return { type, order, shortYear: false, iso: false, zoned: false, named: false, midnight: false }
  }
  const mark = conventions.decimal ?? (conventions.european ? ',' : '.')
  const plain = { mark, decorated: true, loose: null, unit: null, zeros: true } as const
  const form = found?.type === 'decimal' || found?.type === 'number' ? found : plain
  if (type === 'number') return { ...form, type }
  if (type === 'integer' && found?.type === 'integer') return found
  const scale = type === 'integer' || found?.type === 'integer' ? 0 : found?.type === 'decimal' ? found.scale : 4
  return { ...form, type: 'decimal', scale, whole: type === 'integer' }
}

/** White space around every value, or up to one width: the drawing of a table and not its content. */
function isDrawn({ filled, padded, shortest, longest }: ColumnEvidence): boolean {
  return padded > 0 && filled > 1 && (padded === filled || shortest === longest)
}

function simple(evidence: ColumnEvidence, plan: ColumnPlan): PlannedColumn {
  return { plan, nullSpellings: new Map(evidence.spellings), padded: evidence.padded > 0, ambiguous: null, mixed: 0 }
}

function isBoolean(evidence: ColumnEvidence): boolean {
  const letters = evidence.lettersTrue + evidence.lettersFalse
  if (evidence.booleanWords === evidence.values) return true
  return letters === evidence.values && evidence.lettersTrue > 0 && evidence.lettersFalse > 0
}

/** Values that speak against what the column nearly is: words among numbers, or the rarer of two conventions. */
function contradictions(evidence: ColumnEvidence): number {
  const { values, numbers, affixed, dotNumbers, commaNumbers, moments } = evidence
  if (numbers === values) {
    const odd = values - Math.max(dotNumbers, commaNumbers)
    return odd > 0 ? odd : Math.min(affixed, values - affixed)
  }
  const { yearFirst, yearLast, named, times } = moments
  const dates = yearFirst + yearLast + named
  if (dates === values) return values - Math.max(yearFirst, yearLast, named)
  const almost = Math.max(numbers, dates, times)
  return almost > values * 0.9 ? values - almost : 0
}

/** Units that stand beside each other in a column of numbers, most frequent first; none where it has one or none. */
export function mixedUnits(evidence: ColumnEvidence): { unit: string; count: number }[] {
  const named = [...evidence.units.keys()].filter((unit) => unit !== '')
  const counted = [...evidence.units].map(([unit, count]) => ({ unit, count }))
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  if (named.length < 2 || all < evidence.values) return []
  return counted.toSorted((left, right) => right.count - left.count).slice(0, 10)
}
