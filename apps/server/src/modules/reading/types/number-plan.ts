import type { ColumnEvidence } from './column-evidence.ts'
import type { ColumnPlan, Conventions, DecimalMark, LooseNumbers, PlannedColumn } from './plans.ts'

/** Exact fixed point up to four decimals (money, rates); beyond that values are measurements and travel as doubles. */
const MAX_SCALE = 4
const MAX_DIGITS = 18

/** The decimal mark that the column's own values prove; null when they do not use or do not decide one. */
export function provenMark(evidence: ColumnEvidence): DecimalMark | null {
  const { numbers, values, dotNumbers: dot, commaNumbers: comma } = evidence
  if (values === 0 || numbers < values || dot === comma) return null
  if (dot === numbers && evidence.withDot + evidence.withComma > 0) return '.'
  return comma === numbers && evidence.withDot + evidence.withComma > 0 ? ',' : null
}

/** The mark that a person's word about groups of three leaves for decimals. */
function markBesideGroups(conventions: Conventions, evidence: ColumnEvidence): DecimalMark | null {
  const { thousands } = conventions
  if (thousands === ',') return '.'
  if (thousands === '.') return ','
  if (thousands === null) return evidence.withDot > 0 ? '.' : ','
  return null
}

/** @param forced a person said that these are numbers: leading zeros and unmarked groups are no contradiction. */
export function planNumber(evidence: ColumnEvidence, conventions: Conventions, forced = false): PlannedColumn | null {
  const { values, numbers, dotNumbers: dot, commaNumbers: comma } = evidence
  const done = (plan: ColumnPlan, ambiguous: PlannedColumn['ambiguous'] = null): PlannedColumn => ({
    plan,
    nullSpellings: new Map(evidence.spellings),
    padded: evidence.padded > 0,
    ambiguous,
    mixed: 0,
  })
  if (evidence.integers === values) return done({ type: 'integer' })
  if (evidence.zeroLed > 0 && !forced) return null
  if (numbers < values) return planScientific(evidence, done)
  if (dot < values && comma < values) return null
  if (evidence.spaced > 0 && !forced && conventions.thousands === undefined && !groupsAreNumbers(evidence)) return null
  const affix = planUnit(evidence)
  if (affix === null) return null
  const open = dot === comma && evidence.withDot + evidence.withComma > 0
  const said = conventions.decimal ?? markBesideGroups(conventions, evidence)
  const fallback: DecimalMark = said ?? (conventions.european ? ',' : '.')
  const mark: DecimalMark = open ? fallback : dot === values ? '.' : ','
  const scale = mark === '.' ? evidence.dotScale : evidence.commaScale
  // Digits beyond that are keys and codes, which a double would change.
  if (scale === 0 && evidence.coreLength > MAX_DIGITS) return null
  const grouped = mark === '.' ? evidence.withComma > 0 : evidence.withDot > 0
  if (grouped && conventions.thousands === null) return null
  const form = {
    mark,
    decorated: evidence.decorated > 0 || grouped || (forced && evidence.zeroLed > 0),
    loose: looseness(evidence),
    unit: affix.unit,
    zeros: forced,
  }
  const ambiguous = open && said === null ? 'decimal' : null
  const exact = scale <= MAX_SCALE && evidence.coreLength <= MAX_DIGITS
  return exact
    ? done({ type: 'decimal', scale, whole: false, ...form }, ambiguous)
    : done({ type: 'number', ...form }, ambiguous)
}

/** `1e5` and `1,5E+05`: doubles, unless plain numbers beside them have more digits than a double holds. */
function planScientific(evidence: ColumnEvidence, done: (plan: ColumnPlan) => PlannedColumn): PlannedColumn | null {
  const { values, scientific, commaScientific } = evidence
  if ((scientific < values && commaScientific < values) || evidence.coreLength > MAX_DIGITS) return null
  const mark: DecimalMark = scientific === values ? '.' : ','
  return done({ type: 'number', mark, decorated: false, loose: null, unit: null, zeros: false })
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
