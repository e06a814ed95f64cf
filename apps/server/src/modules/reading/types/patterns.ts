/**
 * Patterns of values, used by the evidence (in JavaScript) and by the conversions (RE2 in the engine), so that both
 * mean the same. They match whole values and use only what both dialects share.
 */
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?'
const ZONE = '(?: ?(?:Z|UTC|[-+]\\d{2}:?\\d{2}))'
const CLOCK_SUFFIX = `(?:[ T]${CLOCK}(?: ?[AaPp][Mm])?${ZONE}?)?`

export const PATTERN = {
  integer: '-?(?:0|[1-9]\\d{0,17})',
  dotNumber: '(?:\\d+|\\d{1,3}(?:,\\d{3})+)(?:\\.\\d*)?|\\.\\d+',
  commaNumber: '(?:\\d+|\\d{1,3}(?:\\.\\d{3})+)(?:,\\d*)?|,\\d+',
  scientific: '-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?',
  yearFirst: `\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}${CLOCK_SUFFIX}`,
  yearLast: `\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})${CLOCK_SUFFIX}`,
  time: CLOCK,
  isoDate: '\\d{4}-\\d{1,2}-\\d{1,2}',
  isoTimestamp: `\\d{4}-\\d{1,2}-\\d{1,2}(?:[ T]${CLOCK})?`,
  zonedTimestamp: `\\d{4}-\\d{1,2}-\\d{1,2}(?:[ T]${CLOCK}${ZONE}?)?`,
  zone: ZONE,
} as const

/** A number with its currency sign, per cent sign, parentheses or trailing minus; the first group is the digits. */
export const DECORATED_NUMBER = `^\\(?-?\\s*(?:R\\$|US\\$|[$€£])?\\s*-?([0-9][0-9.,]*|[.,][0-9]+)\\s*(?:%|€)?\\)?-?$`

/** Groups of three digits divided by spaces or apostrophes; what divides them is taken out before the number is read. */
export const SPACED_NUMBER = `^[^0-9]*[0-9]{1,3}(?:[ \u00a0\u202f\u2009'’][0-9]{3})+(?:[.,][0-9]*)?[^0-9]*$`
export const GROUP_SPACES = `[ \u00a0\u202f\u2009'’]`

export const TRUE_WORDS = ['true', 'sim', 'yes', 'verdadeiro'] as const
export const FALSE_WORDS = ['false', 'não', 'nao', 'no', 'falso'] as const
/** Single letters mean yes and no only where a column has both and nothing else. */
export const TRUE_LETTERS = ['s', 'y', 't'] as const
export const FALSE_LETTERS = ['n', 'f'] as const
