/**
 * Patterns of values, used by the evidence (in JavaScript) and by the conversions (RE2 in the engine), so that both
 * mean the same. They match whole values and use only what both dialects share.
 */
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?'
const ZONE = '(?: ?(?:Z|UTC|[-+]\\d{2}:?\\d{2}))'
const CLOCK_SUFFIX = `(?:[ T]${CLOCK}(?: ?[AaPp][Mm])?${ZONE}?)?`

/** First three letters of the months in Portuguese, English and Spanish. */
export const MONTHS: Readonly<Record<string, string>> = {
  jan: '01',
  ene: '01',
  fev: '02',
  feb: '02',
  mar: '03',
  abr: '04',
  apr: '04',
  mai: '05',
  may: '05',
  jun: '06',
  jul: '07',
  ago: '08',
  aug: '08',
  set: '09',
  sep: '09',
  out: '10',
  oct: '10',
  nov: '11',
  dez: '12',
  dec: '12',
  dic: '12',
}

const MONTH_NAMES = [
  'jan(?:eiro|uary)?|ene(?:ro)?|fev(?:ereiro)?|feb(?:ruary|rero)?|mar(?:ço|co|ch|zo)?|abr(?:il)?|apr(?:il)?|mai(?:o)?|may(?:o)?',
  'jun(?:ho|e|io)?|jul(?:ho|y|io)?|ago(?:sto)?|aug(?:ust)?|set(?:embro)?|sep(?:t|tember|tiembre)?|out(?:ubro)?|oct(?:ober|ubre)?',
  'nov(?:embro|ember|iembre)?|dez(?:embro)?|dec(?:ember)?|dic(?:iembre)?',
].join('|')
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|s[áa]b|dom)[a-zç-]*[.,]? +)?'
const YEAR = '(?:\\d{4}|\\d{2})'
const DAY_FIRST = `\\d{1,2}(?:º|°|ª|o|st|nd|rd|th)?[ /.-]+(?:de +)?(?:${MONTH_NAMES})[ /.,-]+(?:de +)?${YEAR}`
const MONTH_FIRST = `(?:${MONTH_NAMES})[. ] *\\d{1,2}(?:st|nd|rd|th)?,? +\\d{4}`

export const PATTERN = {
  integer: '-?(?:0|[1-9]\\d{0,17})',
  dotNumber: '(?:\\d+|\\d{1,3}(?:,\\d{3})+)(?:\\.\\d*)?|\\.\\d+',
  commaNumber: '(?:\\d+|\\d{1,3}(?:\\.\\d{3})+)(?:,\\d*)?|,\\d+',
  scientific: '-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?',
  commaScientific: '-?(?:\\d+(?:,\\d*)?|,\\d+)(?:[eE][-+]?\\d+)?',
  yearFirst: `\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}${CLOCK_SUFFIX}`,
  yearLast: `\\d{1,2}[-/.]\\d{1,2}[-/.]${YEAR}${CLOCK_SUFFIX}`,
  /** `01-Jan-2024`, `1º/jan/24`, `1 de março de 2024`, `March 1, 2024`; without regard to case. */
  named: `${WEEKDAY}(?:${DAY_FIRST}|${MONTH_FIRST})${CLOCK_SUFFIX}`,
  time: CLOCK,
  /** `0000 UTC`, `00:00 UTC`: the clock of weather stations and aviation. */
  utcTime: `(?:[0-2]\\d[0-5]\\d|${CLOCK}) ?(?:UTC|GMT|Z)`,
  halfDayTime: `${CLOCK} ?[AaPp]\\.?[Mm]\\.?`,
  isoDate: '\\d{4}-\\d{1,2}-\\d{1,2}',
  isoTimestamp: `\\d{4}-\\d{1,2}-\\d{1,2}(?:[ T]${CLOCK})?`,
  zonedTimestamp: `\\d{4}-\\d{1,2}-\\d{1,2}(?:[ T]${CLOCK}${ZONE}?)?`,
  zone: ZONE,
  /** Excel's way of keeping digits as text: `="00123"`. */
  excelText: '="[^"]*"',
} as const

/** A number with its currency sign, per cent sign, parentheses or trailing minus; the first group is the digits. */
export const DECORATED_NUMBER = `^\\(?-?\\s*(?:R\\$|US\\$|[$€£])?\\s*[-(]?\\s*([0-9][0-9.,]*|[.,][0-9]+)\\s*(?:%|€)?\\)?-?$`

/** Groups of three digits divided by spaces or apostrophes; what divides them is taken out before the number is read. */
export const SPACED_NUMBER = `^[^0-9]*[0-9]{1,3}(?:[ \u00a0\u202f\u2009'’][0-9]{3})+(?:[.,][0-9]*)?[^0-9]*$`
export const GROUP_SPACES = `[ \u00a0\u202f\u2009'’]`

export const TRUE_WORDS = ['true', 'sim', 'yes', 'verdadeiro'] as const
export const FALSE_WORDS = ['false', 'não', 'nao', 'no', 'falso'] as const
/** Single letters mean yes and no only where a column has both and nothing else. */
export const TRUE_LETTERS = ['s', 'y', 't'] as const
export const FALSE_LETTERS = ['n', 'f'] as const
