import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts'
import { fold } from '../../language/fold.ts'
import { readQuestion } from '../../language/question.ts'
import { linkColumns } from '../../linking/link-columns.ts'
import type { Language } from '@datapilot/contracts'

/** A column named in a text, by character positions. */
export interface ColumnPlace {
  readonly column: CatalogColumn
  readonly start: number
  readonly end: number
  /** The header stands there as it is written, or in quotes. */
  readonly literal: boolean
}

/** Headers that are also everyday words of instructions: they count only in quotes or beside the word column. */
const EVERYDAY = new Set(
  `count value values text date range number mean average sum total test index source data level type name names close open high low
  change change distribution median method rank group time year month day hour id no in on at by of to`.split(/\s+/u),
)
const LOOSE = 0.72
const MAX_HEADER_WORDS = 8

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({
    text: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Letters and digits only: `WINDSPEED`, `wind speed` and `wind_speed` are one. */
function joined(text: string): string {
  return fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

function isPlain(text: string, column: CatalogColumn, start: number, end: number): boolean {
  const written = text.slice(start, end)
  const around = `${text.slice(Math.max(0, start - 1), start)}${text.slice(end, end + 1)}`
  const quoted = /["'“”`‘’([]/u.test(around)
  const beside =
    /^["'”’)\]]?\s*(?:column|feature|variable|coluna|variavel)/iu.test(text.slice(end, end + 14)) ||
    /(?:column|feature|variable|coluna)s?\s*["'“(]?$/iu.test(text.slice(Math.max(0, start - 12), start))
  if (quoted || beside) return true
  const folded = fold(written)
  if (EVERYDAY.has(folded))
    return /\p{Lu}/u.test(written) && written === column.label && !/(?:^|[.?!:]\s*)$/u.test(text.slice(0, start))
  return folded.length > 2 || written === column.label
}

function literalPlaces(text: string, table: CatalogTable): ColumnPlace[] {
  const headers = new Map<string, CatalogColumn>()
  for (const column of table.columns) {
    const key = joined(column.label)
    if (key !== '' && !headers.has(key)) headers.set(key, column)
  }
  const words = wordsOf(text)
  const places: ColumnPlace[] = []
  for (let at = 0; at < words.length;) {
    let taken = 0
    for (let size = Math.min(MAX_HEADER_WORDS, words.length - at); size > 0 && taken === 0; size -= 1) {
      const [first, last] = [words[at], words[at + size - 1]]
      if (!first || !last) continue
      const column = headers.get(
        words
          .slice(at, at + size)
          .map(({ text: word }) => word)
          .join(''),
      )
      if (!column || !isPlain(text, column, first.start, last.end)) continue
      places.push({ column, start: first.start, end: last.end, literal: true })
      taken = size
    }
    at += Math.max(1, taken)
  }
  return places
}

/** Columns that people name in their own words: `the fare paid`, `home runs` for `number of home runs`. */
function loosePlaces(
  text: string,
  table: CatalogTable,
  language: Language,
  known: readonly ColumnPlace[],
): ColumnPlace[] {
  const question = readQuestion(text, language)
  const mentions = linkColumns(question, table).filter(({ row, unit }) => row !== true && unit !== true)
  const places: ColumnPlace[] = []
  for (const mention of mentions) {
    const column = table.columns[mention.column]
    const [first, last] = [question.tokens[mention.from], question.tokens[mention.to - 1]]
    if (!column || !first || !last || mention.strength < LOOSE) continue
    const overlaps = [...known, ...places].some(({ start, end }) => first.start < end && start < last.end)
    const rival = mentions.some(
      (other) =>
        other.column !== mention.column &&
        other.from < mention.to &&
        mention.from < other.to &&
        other.strength > mention.strength - 0.08,
    )
    const generic = question.tokens
      .slice(mention.from, mention.to)
      .every(({ word, stop }) => stop || EVERYDAY.has(word))
    const elsewhere = [...known, ...places].some((place) => place.column === column)
    if (!overlaps && !rival && !generic && !elsewhere)
      places.push({ column, start: first.start, end: last.end, literal: false })
  }
  return places
}

/** Every place where a text names a column, in the order of the text. */
export function columnPlaces(text: string, table: CatalogTable, language: Language): ColumnPlace[] {
  const literal = literalPlaces(text, table)
  return [...literal, ...loosePlaces(text, table, language, literal)].sort((a, b) => a.start - b.start)
}

/** The folded text with every named column as `«index»`, so that patterns need not know headers. */
export function marked(text: string, places: readonly ColumnPlace[]): string {
  let result = ''
  let at = 0
  for (const { column, start, end } of places) {
    const before = text[start - 1] ?? ''
    const quoted = /["'“`‘]/u.test(before)
    result += `${text.slice(at, quoted ? start - 1 : start)}«${column.index}»`
    at = quoted && /["'”`’]/u.test(text[end] ?? '') ? end + 1 : end
  }
  return fold(result + text.slice(at)).replaceAll(/\s+/gu, ' ')
}
