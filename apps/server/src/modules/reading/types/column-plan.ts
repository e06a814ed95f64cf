import type { ColumnType, Dialect } from '@datapilot/contracts'
import type { ColumnEvidence } from './column-evidence.ts'

type DateOrder = NonNullable<Dialect['date_order']>
export type DecimalMark = NonNullable<Dialect['decimal']>

/** What divides groups of three, beside `.` and `,`; or only that U+2212 stands for the minus. */
export type LooseNumbers = ' ' | "'" | 'minus'

/** How the text of a column becomes values. */
export type ColumnPlan =
  | { readonly type: 'text' }
  /** No name and no value anywhere, as behind a trailing delimiter: no column of the table. */
  | { readonly type: 'absent' }
  | { readonly type: 'integer' }
  | {
      readonly type: 'decimal'
      readonly mark: DecimalMark
      readonly scale: number
      readonly decorated: boolean
      readonly loose: LooseNumbers | null
      readonly unit: string | null
    }
  | {
      readonly type: 'number'
      readonly mark: DecimalMark
      readonly decorated: boolean
      readonly loose: LooseNumbers | null
      readonly unit: string | null
    }
  | { readonly type: 'boolean' }
  | {
      readonly type: 'date' | 'timestamp'
      readonly order: DateOrder
      readonly shortYear: boolean
      readonly iso: boolean
      readonly zoned: boolean
    }
  | { readonly type: 'time' }

/** A column with what is still open about it. */
export interface PlannedColumn {
  readonly plan: ColumnPlan
  /** Spellings of "no value" become null; only in columns whose other values agree on a type. */
  readonly nullSpellings: number
  /** White space around values is taken off; looked for only where it was seen, because it costs as much as parsing. */
  readonly padded: boolean
  /** Set when the values of this column alone do not decide. */
  readonly ambiguous: 'decimal' | 'date_order' | null
  /** Values that speak against the type the column would almost have. */
  readonly mixed: number
}

/** What the file as a whole suggests where a column does not decide. */
export interface Conventions {
  readonly decimal: DecimalMark | null
  readonly dateOrder: DateOrder | null
  /** Decimal comma and day first are what files with `;` mostly have. */
  readonly european: boolean
}

/** Exact fixed point up to four decimals (money, rates); beyond that values are measurements and travel as doubles. */
const MAX_SCALE = 4
const MAX_DIGITS = 18

/** Null for what is no column of the table. */
export function columnType(plan: ColumnPlan): ColumnType | null {
  return plan.type === 'absent' ? null : plan.type
}

function text(mixed = 0): PlannedColumn {
  return { plan: { type: 'text' }, nullSpellings: 0, padded: false, ambiguous: null, mixed }
}

/** The decimal mark that the column's own values prove; null when they do not use or do not decide one. */
export function provenMark(evidence: ColumnEvidence): DecimalMark | null {
  const { numbers, values, dotNumbers: dot, commaNumbers: comma } = evidence
  if (values === 0 || numbers < values || dot === comma) return null
  if (dot === numbers && evidence.withDot + evidence.withComma > 0) return '.'
  return comma === numbers && evidence.withDot + evidence.withComma > 0 ? ',' : null
}

/** The order that values above 12 prove; null without such values. */
export function provenOrder(evidence: ColumnEvidence): DateOrder | null {
  if (evidence.values === 0 || evidence.yearLast < evidence.values) return null
  const first = evidence.firstMax
  const second = evidence.secondMax
  if (first > 12 && second <= 12) return 'dmy'
  return second > 12 && first <= 12 ? 'mdy' : null
}

function planNumber(evidence: ColumnEvidence, conventions: Conventions): PlannedColumn | null {
  const { values, numbers, dotNumbers: dot, commaNumbers: comma } = evidence
  const done = (plan: ColumnPlan, ambiguous: PlannedColumn['ambiguous'] = null): PlannedColumn => ({
    plan,
    nullSpellings: evidence.filled - values,
    padded: evidence.padded > 0,
    ambiguous,
    mixed: 0,
  })
  if (evidence.integers === values) return done({ type: 'integer' })
  if (evidence.zeroLed > 0) return null
  if (numbers < values)
    return evidence.scientific === values && evidence.coreLength <= MAX_DIGITS
      ? done({ type: 'number', mark: '.', decorated: false, loose: null, unit: null })
      : null
  if (dot < values && comma < values) return null
  if (evidence.spaced > 0 && !groupsAreNumbers(evidence)) return null
  const affix = planUnit(evidence)
  if (affix === null) return null
  const { unit } = affix
  const open = dot === comma && evidence.withDot + evidence.withComma > 0
  const fallback: DecimalMark = conventions.decimal ?? (conventions.european ? ',' : '.')
  const mark: DecimalMark = open ? fallback : dot === values ? '.' : ','
  const scale = mark === '.' ? evidence.dotScale : evidence.commaScale
  // Digits beyond that are keys and codes, which a double would change.
  if (scale === 0 && evidence.coreLength > MAX_DIGITS) return null
  const exact = scale <= MAX_SCALE && evidence.coreLength <= MAX_DIGITS
  const grouped = mark === '.' ? evidence.withComma > 0 : evidence.withDot > 0
  const decorated = evidence.decorated > 0 || grouped
  const loose = looseness(evidence)
  const ambiguous = open && conventions.decimal === null ? 'decimal' : null
  if (exact) return done({ type: 'decimal', mark, scale, decorated, loose, unit }, ambiguous)
  return done({ type: 'number', mark, decorated, loose, unit }, ambiguous)
}

function looseness({ spaced, signed, apostrophes }: ColumnEvidence): LooseNumbers | null {
  if (spaced > 0) return apostrophes === spaced ? "'" : ' '
  return signed > 0 ? 'minus' : null
}

/** `987 654 321` everywhere is a telephone number or a key; fractions, units and short numbers beside it say otherwise. */
function groupsAreNumbers(evidence: ColumnEvidence): boolean {
  return evidence.short + evidence.withDot + evidence.withComma + evidence.affixed > 0
}

/** The affix that every value carries; null when only some do, because `12` and `12%` are different things. */
function planUnit(evidence: ColumnEvidence): { readonly unit: string | null } | null {
  if (evidence.affixed === 0) return { unit: null }
  const [unit] = evidence.affixes
  const everywhere = evidence.affixes.size === 1 && evidence.affixed === evidence.values
  return everywhere && unit !== undefined ? { unit } : null
}

function planDate(evidence: ColumnEvidence, conventions: Conventions): PlannedColumn | null {
  const { values, yearFirst, yearLast } = evidence
  if (yearFirst < values && yearLast < values) return null
  const type = evidence.withClock > 0 ? 'timestamp' : 'date'
  const nullSpellings = evidence.filled - values
  const padded = evidence.padded > 0
  if (yearFirst === values)
    return {
      plan: { type, order: 'ymd', shortYear: false, iso: evidence.otherYearFirst === 0, zoned: evidence.zoned > 0 },
      nullSpellings,
      padded,
      ambiguous: null,
      mixed: 0,
    }
  if (evidence.fourDigitYears > 0 && evidence.fourDigitYears < values) return null
  if (evidence.firstMax > 12 && evidence.secondMax > 12) return null
  const proven = provenOrder(evidence)
  const order = proven ?? conventions.dateOrder ?? 'dmy'
  const ambiguous = proven === null && conventions.dateOrder === null ? 'date_order' : null
  return {
    plan: { type, order, shortYear: evidence.fourDigitYears === 0, iso: false, zoned: false },
    nullSpellings,
    padded,
    ambiguous,
    mixed: 0,
  }
}

function isBoolean(evidence: ColumnEvidence): boolean {
  const letters = evidence.lettersTrue + evidence.lettersFalse
  if (evidence.booleanWords === evidence.values) return true
  return letters === evidence.values && evidence.lettersTrue > 0 && evidence.lettersFalse > 0
}

/** Decides a column from the evidence of all its values: one value that does not fit keeps the column text. */
export function planColumn(evidence: ColumnEvidence, conventions: Conventions): PlannedColumn {
  const { values } = evidence
  if (values === 0) return text()
  const simple = (plan: ColumnPlan): PlannedColumn => ({
    plan,
    nullSpellings: evidence.filled - values,
    padded: evidence.padded > 0,
    ambiguous: null,
    mixed: 0,
  })
  if (isBoolean(evidence)) return simple({ type: 'boolean' })
  if (evidence.times === values) return simple({ type: 'time' })
  const planned = planDate(evidence, conventions) ?? planNumber(evidence, conventions)
  if (planned !== null) return planned
  return text(evidence.zeroLed > 0 ? 0 : contradictions(evidence))
}

/** Values that speak against what the column nearly is: words among numbers, or the rarer of two conventions. */
function contradictions(evidence: ColumnEvidence): number {
  const { values, numbers, affixed, yearFirst, yearLast, dotNumbers, commaNumbers } = evidence
  if (numbers === values) {
    const odd = values - Math.max(dotNumbers, commaNumbers)
    return odd > 0 ? odd : Math.min(affixed, values - affixed)
  }
  if (yearFirst + yearLast === values) return Math.min(yearFirst, yearLast)
  const almost = Math.max(numbers, yearFirst + yearLast, evidence.times)
  return almost > values * 0.9 ? values - almost : 0
}
