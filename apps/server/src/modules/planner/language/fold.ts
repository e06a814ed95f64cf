const MARKS = /\p{M}+/gu
const WORDS = /[\p{L}\p{N}]+/gu

/** Lower case without accents: what two spellings are compared by. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(MARKS, '').replaceAll('º', 'o').replaceAll('ª', 'a').toLowerCase()
}

/** The words of a text, folded; punctuation only separates, so `6 - 3 , 6 - 3` and `6-3, 6-3` are the same words. */
export function words(text: string): string[] {
  return fold(text).match(WORDS) ?? []
}

/** One key per way of writing the same value. */
export function valueKey(text: string): string {
  return words(text).join(' ')
}
