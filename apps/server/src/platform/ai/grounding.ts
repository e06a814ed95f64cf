import type { Cell, Language, ResultTable } from '@datapilot/contracts'
import { dateSpellings } from './date-words.ts'
import { numbersInText, type TextNumber } from './number-words.ts'

/** Cells looked at per result: more would be a dump, not an answer in words. */
const MAX_CELLS = 20_000
/** Floats travel with rounding of their own. */
const RELATIVE = 1e-9

function* cells(results: readonly ResultTable[]): Generator<Cell> {
  for (const { rows } of results) {
    let seen = 0
    for (const row of rows) {
      for (const cell of row) {
        if (++seen > MAX_CELLS) return
        yield cell
      }
    }
  }
}

function wordBoundary(text: string, start: number, length: number): boolean {
  const inside = /[\p{L}\p{N}]/u
  return !inside.test(text[start - 1] ?? ' ') && !inside.test(text[start + length] ?? ' ')
}

/** Takes every occurrence of `phrase` as whole words out of `text` (both lower case). */
function without(text: string, phrase: string): string {
  let result = text
  for (let at = result.indexOf(phrase); at >= 0; at = result.indexOf(phrase, at + 1)) {
    if (wordBoundary(result, at, phrase.length))
      result = result.slice(0, at) + ' '.repeat(phrase.length) + result.slice(at + phrase.length)
  }
  return result
}

/** Names and dates that stand in the results are quoted, not computed: their digits are no claims. */
function withoutQuoted(text: string, results: readonly ResultTable[], names: readonly string[]): string {
  const phrases = new Set<string>()
  const columns = [...names, ...results.flatMap((result) => result.columns.map(({ name }) => name))]
  for (const name of columns) if (/\d/u.test(name)) phrases.add(name.replaceAll(/\s+/gu, ' ').trim().toLowerCase())
  for (const cell of cells(results)) {
    if (typeof cell !== 'string' || !/\d/u.test(cell)) continue
    const dates = dateSpellings(cell)
    if (dates.length > 0) for (const spelling of dates) phrases.add(spelling)
    else if (!Number.isFinite(Number(cell))) phrases.add(cell.toLowerCase())
  }
  return [...phrases].sort((a, b) => b.length - a.length).reduce(without, text.toLowerCase())
}

/** Words may carry the sign (a fall of 23 %), so a cell's magnitude counts too. */
function matches({ value, tolerance, percent }: TextNumber, known: number): boolean {
  const readings = [known, Math.abs(known)].flatMap((cell) => (percent ? [cell, cell * 100] : [cell]))
  return readings.some((reading) => Math.abs(reading - value) <= tolerance + RELATIVE * Math.abs(value))
}

/**
 * The numbers of `text` that stand in none of `results` and not in the question.
 *
 * A number is grounded when a cell rounds to it at the digits written, when it is a share shown as per cent, when it
 * counts the rows of a result, or when it is part of a name or date that stands in a cell or of a column's name.
 *
 * @param names columns of the data, which the text may name (`Year 2`, `area_km2`).
 */
export function ungroundedNumbers(
  text: string,
  language: Language,
  results: readonly ResultTable[],
  question: string,
  names: readonly string[] = [],
): string[] {
  const claimed = numbersInText(withoutQuoted(text, results, names), language)
  if (claimed.length === 0) return []
  const known: number[] = results.map(({ row_count }) => row_count)
  for (const cell of cells(results)) {
    if (typeof cell === 'number') known.push(cell)
    else if (typeof cell === 'string' && cell.trim() !== '' && Number.isFinite(Number(cell))) known.push(Number(cell))
  }
  const asked = (['pt', 'en'] as const).flatMap((spoken) => numbersInText(question, spoken).map(({ value }) => value))
  return claimed
    .filter(
      (number) => !asked.some((value) => value === number.value) && !known.some((value) => matches(number, value)),
    )
    .map(({ written }) => written)
}
