import type { CharacterCounts, ColumnProfile, TextStatistics, ValueCount } from '@datapilot/contracts'
import type { Session } from '../session.ts'
import { textValuesSql } from '../sql/text-depth.sql.ts'
import { CharacterCounter } from './character-counter.ts'
import { stable } from './stable.ts'

export type TextDepth = Pick<TextStatistics, 'shortest' | 'longest' | 'words' | 'characters'>
export type TextBase = Omit<TextStatistics, keyof TextDepth>

export const NO_TEXT_DEPTH: TextDepth = { shortest: null, longest: null, words: null, characters: null }

/** Characters of different values that are read one by one; 4 million take about 0.4 s. */
const CHARACTERS_READ = 4_000_000
const EXAMPLE = 100
const WORDS = 10
/** Different words remembered while counting, so that memory stays fixed; beyond it no word is named. */
const WORDS_REMEMBERED = 200_000

/**
 * Words, characters and examples of text columns whose groups are in table `g`. Personal data tell their characters
 * only, because words and examples are values.
 */
export async function textDepth(session: Session, columns: readonly ColumnProfile[]): Promise<Map<number, TextDepth>> {
  const readable = columns.filter(
    ({ text, distinct, type }) =>
      type === 'text' && text !== null && distinct > 0 && distinct * (text.length_mean ?? 0) <= CHARACTERS_READ,
  )
  if (readable.length === 0) return new Map()
  const readers = new Map(readable.map((column) => [column.index, new ValueReader(column.personal !== null)]))
  await session.scan(textValuesSql([...readers.keys()]), ([indexes, counts, values], rows) => {
    if (!(indexes instanceof Float64Array) || !(counts instanceof Float64Array)) return
    for (let i = 0; i < rows; i++) {
      const value = values?.[i]
      if (typeof value === 'string') readers.get(indexes[i] ?? -1)?.read(value, counts[i] ?? 0)
    }
  })
  return new Map([...readers].map(([index, reader]) => [index, reader.figures()]))
}

/** Adds up the values of one column. */
class ValueReader {
  readonly #personal: boolean
  readonly #characters = new CharacterCounter()
  readonly #words = new Map<string, number>()
  #total = 0
  #values = 0
  #shortest: string | null = null
  #longest: string | null = null

  constructor(personal: boolean) {
    this.#personal = personal
  }

  read(value: string, rows: number): void {
    this.#characters.add(value, rows)
    this.#values += rows
    if (this.#personal) return
    if (isBetter(value, this.#shortest, -1)) this.#shortest = value
    if (isBetter(value, this.#longest, 1)) this.#longest = value
    for (const word of value.match(/\S+/gu) ?? []) {
      this.#total += rows
      const name = word.toLowerCase().replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
      if (name === '') continue
      const known = this.#words.get(name)
      if (known !== undefined || this.#words.size < WORDS_REMEMBERED) this.#words.set(name, (known ?? 0) + rows)
    }
  }

  figures(): TextDepth {
    const characters: CharacterCounts = this.#characters.counts()
    if (this.#personal) return { ...NO_TEXT_DEPTH, characters }
    const mean = this.#values === 0 ? null : stable(this.#total / this.#values)
    return {
      shortest: cut(this.#shortest),
      longest: cut(this.#longest),
      words: { total: this.#total, mean, top: this.#words.size < WORDS_REMEMBERED ? this.#topWords() : [] },
      characters,
    }
  }

  #topWords(): ValueCount[] {
    const sorted = [...this.#words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return sorted.slice(0, WORDS).map(([value, count]) => ({ value, count }))
  }
}

/** Among values of one length the first in code point order, so that the order of rows does not matter. */
function isBetter(value: string, best: string | null, sign: 1 | -1): boolean {
  if (best === null) return true
  const difference = (value.length - best.length) * sign
  return difference > 0 || (difference === 0 && value < best)
}

function cut(text: string | null): string | null {
  return text !== null && text.length > EXAMPLE ? `${text.slice(0, EXAMPLE)}…` : text
}
