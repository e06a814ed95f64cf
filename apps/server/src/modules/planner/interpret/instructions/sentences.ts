/** The sentences of a marked body, by what they say. */
export interface Sentences {
  /** What is to be done. */
  readonly operative: readonly string[]
  /** How cells without a value are to be treated. */
  readonly missing: readonly string[]
  /** How results are to be judged: significance levels, thresholds. */
  readonly rules: readonly string[]
  readonly all: string
}

const ROUNDING = /\b(?:round(?:ed|ing)?|decimals?|arredond\w+|casas? decimais)\b/u
const MISSING =
  /\b(?:missing|null|nulls|nan|empty|ausentes?|nulos?|vazi[oa]s?|faltantes?|impute|imputing|imputation|dropna|fillna)\b/u
const RULES =
  /\b(?:p[- ]?values?|significance|significant|alpha|strength of|coefficient|consider(?:ed)? (?:the |it |an? )?(?:relationship|correlation|data|distribution|column)|two[- ]tailed|valor[- ]?p)\b/u

/** Sorts the sentences of a folded, marked text. The first sentence always says what is to be done. */
export function sentencesOf(text: string): Sentences {
  const parts = text
    .replaceAll(/[{}]/gu, ' ')
    .split(/(?<=[.?!;:])\s+(?=\D)|\s+-\s+|\n+/u)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part))
  const sorted = { operative: [] as string[], missing: [] as string[], rules: [] as string[] }
  for (const [at, part] of parts.entries()) {
    const first = at === 0 || (at === 1 && (parts[0] ?? '').length < 14)
    if (MISSING.test(part)) sorted.missing.push(part)
    else if (RULES.test(part)) sorted.rules.push(part)
    else if (!first && ROUNDING.test(part) && !part.includes('«')) continue
    else sorted.operative.push(part)
    if (first && !sorted.operative.includes(part)) sorted.operative.push(part)
  }
  return { ...sorted, all: parts.join(' ') }
}
