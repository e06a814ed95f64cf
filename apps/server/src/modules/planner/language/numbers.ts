import type { Language } from '@datapilot/contracts'
import { fold } from './fold.ts'

/** A number in the question, with the characters it covers. */
export interface NumberSpan {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Per cent sign or word behind it. */
  readonly percent: boolean
  /** True when written as a word (`three`), which may also be no number at all. */
  readonly spelled: boolean
  /** A currency sign stands in front. */
  readonly money: boolean
}

const NUMERAL =
  /(?<![\p{L}\p{N}.,])(?<money>R\$|US\$|\$|€|£)?\s?(?<sign>[-−–](?=\d))?(?<digits>\d+(?:[.,\u00a0\u202f]\d+)*)(?<tail>%|[kKmM](?!\p{L}))?(?!\p{L}|\d)/gu
const SCALE_AFTER = /^\s+(mil|mi|thousand|milhao|milhoes|million|millions|bilhao|bilhoes|billion|billions)(?!\p{L})/u
const PERCENT_AFTER = /^\s?(?:%|percent|per cent|por cento)/u
const SCALES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    mil: 1e3,
    k: 1e3,
    thousand: 1e3,
    mi: 1e6,
    m: 1e6,
    milhao: 1e6,
    milhoes: 1e6,
    million: 1e6,
    millions: 1e6,
    bilhao: 1e9,
    bilhoes: 1e9,
    billion: 1e9,
    billions: 1e9,
  }),
)

const SPELLED: Readonly<Record<Language, ReadonlyMap<string, number>>> = {
  en: new Map(
    Object.entries({
      zero: 0,
      one: 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
      eleven: 11,
      twelve: 12,
      once: 1,
      twice: 2,
    }),
  ),
  pt: new Map(
    Object.entries({
      zero: 0,
      dois: 2,
      duas: 2,
      tres: 3,
      quatro: 4,
      cinco: 5,
      seis: 6,
      sete: 7,
      oito: 8,
      nove: 9,
      dez: 10,
      onze: 11,
      doze: 12,
      mil: 1000,
    }),
  ),
}

const GROUPED = { '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/u, ',': /^[1-9]\d{0,2}(?:,\d{3})+$/u } as const

/** Reads digits with separators: the language decides only where the shape leaves it open (`1.234`). */
export function parseNumeral(text: string, language: Language): number | null {
  const digits = text.replaceAll(/[\u00a0\u202f]/gu, '')
  const dots = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  const grouped = (separator: '.' | ',') => GROUPED[separator].test(digits)
  let plain: string
  if (dots > 0 && commas > 0) {
    const decimal = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.'
    plain = digits.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.')
  } else if (dots > 0) plain = grouped('.') && (dots > 1 || language === 'pt') ? digits.replaceAll('.', '') : digits
  else if (commas > 0)
    plain = grouped(',') && (commas > 1 || language === 'en') ? digits.replaceAll(',', '') : digits.replace(',', '.')
  else plain = digits
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** The numbers of a question: digits in both conventions (`R$ 1.000.000,00`, `1 milhão`, `10k`) and small number words. */
export function findNumbers(text: string, language: Language): NumberSpan[] {
  const folded = fold(text)
  const spans: NumberSpan[] = []
  for (const match of text.matchAll(NUMERAL)) {
    const { money, sign, digits = '', tail } = match.groups ?? {}
    const parsed = parseNumeral(digits, language)
    if (parsed === null) continue
    let end = match.index + match[0].length
    const after = folded.length === text.length ? folded.slice(end) : fold(text.slice(end))
    const scale = SCALE_AFTER.exec(after)
    const percent = tail === '%' || PERCENT_AFTER.test(after)
    const factor = SCALES.get(scale?.[1] ?? (tail && tail !== '%' ? tail.toLowerCase() : '')) ?? 1
    if (scale) end += scale[0].length
    const lead = match[0].length - match[0].trimStart().length
    spans.push({
      start: match.index + lead,
      end,
      value: (sign ? -1 : 1) * parsed * factor,
      percent,
      spelled: false,
      money: money !== undefined,
    })
  }
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const value = SPELLED[language].get(fold(match[0]))
    if (
      value === undefined ||
      spans.some(({ start, end }) => match.index < end && start < match.index + match[0].length)
    )
      continue
    spans.push({
      start: match.index,
      end: match.index + match[0].length,
      value,
      percent: false,
      spelled: true,
      money: false,
    })
  }
  return spans.sort((a, b) => a.start - b.start)
}
