import { NULL_SPELLINGS } from '../dialect/cell-kind.ts'
import { MomentEvidence } from './moment-evidence.ts'
import {
  DECORATED_NUMBER,
  FALSE_LETTERS,
  FALSE_WORDS,
  GROUP_SPACES,
  PATTERN,
  SPACED_NUMBER,
  TRUE_LETTERS,
  TRUE_WORDS,
} from './patterns.ts'
import { unitOf } from './units.ts'

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)
const INTEGER = whole(PATTERN.integer)
const DOT_NUMBER = whole(PATTERN.dotNumber)
const COMMA_NUMBER = whole(PATTERN.commaNumber)
const SCIENTIFIC = whole(PATTERN.scientific)
const COMMA_SCIENTIFIC = whole(PATTERN.commaScientific)
const EXCEL_TEXT = whole(PATTERN.excelText)
const DECORATED = new RegExp(DECORATED_NUMBER)
const SPACED = new RegExp(SPACED_NUMBER)
const SPACES = new RegExp(GROUP_SPACES, 'g')
const MINUS = '\u2212'
const AFFIX = /^[(-]*\s*(R\$|US\$|[$€£])|(%|€)\)?-?$/

const NULLS = new Set(NULL_SPELLINGS)
const WORDS: ReadonlySet<string> = new Set([...TRUE_WORDS, ...FALSE_WORDS])
const LETTERS_TRUE: ReadonlySet<string> = new Set(TRUE_LETTERS)
const LETTERS_FALSE: ReadonlySet<string> = new Set(FALSE_LETTERS)
/** Longer values are text whatever they look like. */
const LONGEST_TYPED = 60

/** Counts over the values of one text column. */
export class ColumnEvidence {
  /** Values that are not empty. */
  filled = 0
  /** Values with white space around them. */
  padded = 0
  /** Lengths of the values with the white space around them. */
  shortest = Infinity
  longest = 0
  /** Values that are not a spelling of nothing either; the other counts are about these. */
  values = 0
  integers = 0
  /** Digits that start with a superfluous zero, as postal codes and tax numbers do. */
  zeroLed = 0
  /** Numbers in any convention, with or without currency or per cent sign. */
  numbers = 0
  /** Numbers with anything beside a minus in front, digits and separators. */
  decorated = 0
  /** Numbers whose groups of three are divided by spaces or apostrophes. */
  spaced = 0
  apostrophes = 0
  /** Numbers of three digits and less, which have no groups. */
  short = 0
  /** Numbers with U+2212 for the minus. */
  signed = 0
  dotNumbers = 0
  commaNumbers = 0
  withDot = 0
  withComma = 0
  scientific = 0
  dotScale = 0
  commaScale = 0
  coreLength = 0
  affixed = 0
  readonly affixes = new Set<string>()
  booleanWords = 0
  lettersTrue = 0
  lettersFalse = 0
  /** Numbers with a power of ten, and those that are written with a decimal comma. */
  commaScientific = 0
  /** Values as Excel keeps digits from becoming numbers: `="00123"`. */
  excelTexts = 0
  /** Numbers by the unit beside them; the empty one stands for none. */
  readonly units = new Map<string, number>()
  /** Spellings of "no value" as they stand in the file. */
  readonly spellings = new Map<string, number>()
  readonly moments = new MomentEvidence()

  add(raw: string): void {
    const value = raw.trim()
    if (value === '') return
    this.filled += 1
    if (value !== raw) this.padded += 1
    this.shortest = Math.min(this.shortest, raw.length)
    this.longest = Math.max(this.longest, raw.length)
    if (value.length > LONGEST_TYPED) {
      this.values += 1
      return
    }
    const word = value.toLowerCase()
    if (NULLS.has(word)) {
      this.spellings.set(value, (this.spellings.get(value) ?? 0) + 1)
      return
    }
    this.values += 1
    const unit = unitOf(value)
    if (unit !== null) this.units.set(unit, (this.units.get(unit) ?? 0) + 1)
    if (this.#addNumber(value)) return
    if (WORDS.has(word)) this.booleanWords += 1
    else if (LETTERS_TRUE.has(word)) this.lettersTrue += 1
    else if (LETTERS_FALSE.has(word)) this.lettersFalse += 1
    else if (EXCEL_TEXT.test(value)) this.excelTexts += 1
    else this.moments.add(value)
  }

  #addNumber(raw: string): boolean {
    const signed = raw.startsWith(MINUS)
    const spaced = SPACED.test(raw)
    const value = (spaced ? raw.replaceAll(SPACES, '') : raw).replace(MINUS, '-')
    const core = (value.includes('(') === value.endsWith(')') ? DECORATED.exec(value)?.[1] : undefined) ?? ''
    const scientific = SCIENTIFIC.test(value)
    if (scientific) this.scientific += 1
    if (COMMA_SCIENTIFIC.test(value)) this.commaScientific += 1
    const dotNumber = DOT_NUMBER.test(core)
    const commaNumber = COMMA_NUMBER.test(core)
    if (!dotNumber && !commaNumber) return scientific || COMMA_SCIENTIFIC.test(value)
    this.numbers += 1
    if (spaced) this.spaced += 1
    if (spaced && !/\s\d{3}/.test(raw)) this.apostrophes += 1
    if (signed) this.signed += 1
    if (!spaced && core.length <= 3) this.short += 1
    if (/^0\d/.test(core)) this.zeroLed += 1
    if (!spaced && !signed && INTEGER.test(value)) this.integers += 1
    if (spaced || signed || (core !== value && `-${core}` !== value)) this.decorated += 1
    if (dotNumber) this.dotNumbers += 1
    if (commaNumber) this.commaNumbers += 1
    const dot = core.lastIndexOf('.')
    const comma = core.lastIndexOf(',')
    if (dot >= 0) this.withDot += 1
    if (comma >= 0) this.withComma += 1
    if (dot > comma) this.dotScale = Math.max(this.dotScale, core.length - dot - 1)
    if (comma > dot) this.commaScale = Math.max(this.commaScale, core.length - comma - 1)
    this.coreLength = Math.max(this.coreLength, core.length)
    const affix = AFFIX.exec(value)
    if (affix !== null) {
      this.affixed += 1
      this.affixes.add(affix[1] ?? affix[2] ?? '')
    }
    return true
  }
}
