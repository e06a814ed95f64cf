import type { Language } from '@datapilot/contracts'

/** A number as it stands in a text. */
export interface TextNumber {
  /** As written, for messages. */
  readonly written: string
  readonly value: number
  /** Half a unit of the last written digit: what rounding may have taken away. */
  readonly tolerance: number
  readonly percent: boolean
}

const SCALES: Readonly<Record<string, number>> = {
  mil: 1e3,
  thousand: 1e3,
  milhão: 1e6,
  milhões: 1e6,
  million: 1e6,
  bilhão: 1e9,
  bilhões: 1e9,
  billion: 1e9,
}

const NUMERAL = /[-−]?\d+(?:[.,\u00a0\u202f]\d+)*/gu
const SCALE_AFTER = /^\s+(mil|thousand|milhão|milhões|million|bilhão|bilhões|billion)(?!\p{L})/iu
const PERCENT_AFTER = /^\s?%/u

/** Reads one numeral by the separators of `language`; null when they do not fit (1.23.4 or 1,23,4). */
function parseNumeral(written: string, language: Language): { value: number; decimals: number } | null {
  const [group, decimal] = language === 'pt' ? ['.', ','] : [',', '.']
  const [whole = '', fraction, ...rest] = written
    .replace('−', '-')
    .replaceAll(/[\u00a0\u202f]/gu, group)
    .split(decimal)
  if (rest.length > 0 || fraction?.includes(group)) return null
  const groups = whole.split(group)
  if (groups.slice(1).some((part) => part.length !== 3)) return null
  const value = Number(`${groups.join('')}.${fraction ?? '0'}`)
  return Number.isFinite(value) ? { value, decimals: fraction?.length ?? 0 } : null
}

/**
 * The numbers of a text in the separators of `language`, with the rounding each allows: `8,4 milhões` is 8.4e6 ± 5e4.
 * A numeral that the language cannot have written is returned with value NaN, so that nothing escapes the check.
 */
export function numbersInText(text: string, language: Language): TextNumber[] {
  const found: TextNumber[] = []
  for (const match of text.matchAll(NUMERAL)) {
    const written = match[0]
    const before = text[match.index - 1]
    const joined = written.startsWith('-') && before !== undefined && /[\p{L}\d]/u.test(before)
    const after = text.slice(match.index + written.length)
    const parsed = parseNumeral(joined ? written.slice(1) : written, language)
    const scale = SCALES[SCALE_AFTER.exec(after)?.[1]?.toLowerCase() ?? ''] ?? 1
    found.push({
      written,
      value: parsed === null ? Number.NaN : parsed.value * scale,
      tolerance: parsed === null ? 0 : (0.5 * scale) / 10 ** parsed.decimals,
      percent: PERCENT_AFTER.test(after),
    })
  }
  return found
}
