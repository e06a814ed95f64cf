import type { Cell } from '@datapilot/contracts'
import { words } from '../language/fold.ts'
import { inflectionKey } from '../language/stem.ts'

/** Exact cells of one column that are written with the same words. */
export interface ValueEntry {
  readonly column: number
  readonly key: string
  readonly length: number
  readonly cells: Cell[]
}

/** Cells longer than this are prose: they are found by `contains`, not by their words. */
const MAX_WORDS = 24
/** A word in this share of a column's values says nothing about which of them is meant. */
const COMMON_SHARE = 0.6

/** Values by their words, for one table: whole cells and cells that contain a phrase. */
export class ValueIndex {
  readonly #byKey = new Map<string, ValueEntry[]>()
  readonly #byWord = new Map<string, ValueEntry[]>()
  readonly #byNoun = new Map<string, ValueEntry[]>()
  readonly #sizes = new Map<number, number>()

  /** Adds one distinct value, under the words it is written with or under another spelling. */
  add(column: number, cell: Cell, spelling = String(cell)): void {
    if (cell === null) return
    const parts = words(spelling)
    if (parts.length === 0 || parts.length > MAX_WORDS) return
    const key = parts.join(' ')
    const known = this.#byKey.get(key)
    const entry = known?.find((candidate) => candidate.column === column)
    if (entry) {
      if (!entry.cells.includes(cell)) entry.cells.push(cell)
      return
    }
    this.#sizes.set(column, (this.#sizes.get(column) ?? 0) + 1)
    const added: ValueEntry = { column, key, length: parts.length, cells: [cell] }
    if (known) known.push(added)
    else this.#byKey.set(key, [added])
    if (parts.length < 2) {
      const noun = inflectionKey(key)
      const list = this.#byNoun.get(noun)
      if (list) list.push(added)
      else this.#byNoun.set(noun, [added])
      return
    }
    for (const part of new Set(parts)) {
      const list = this.#byWord.get(part)
      if (list) list.push(added)
      else this.#byWord.set(part, [added])
    }
  }

  /** Columns in which most values carry the word among others, so that it tells none of them apart. */
  commonIn(word: string): readonly number[] {
    const counts = new Map<number, number>()
    for (const { column } of this.#byWord.get(word) ?? []) counts.set(column, (counts.get(column) ?? 0) + 1)
    return [...counts]
      .filter(([column, count]) => count >= 3 && count >= COMMON_SHARE * (this.#sizes.get(column) ?? 0))
      .map(([column]) => column)
  }

  /** Cells that consist of exactly these words. */
  whole(key: string): readonly ValueEntry[] {
    return this.#byKey.get(key) ?? []
  }

  /** One-word cells that differ from the word only in their ending: `canceladas` for `cancelado`. */
  inflected(word: string): readonly ValueEntry[] {
    return (this.#byNoun.get(inflectionKey(word)) ?? []).filter(({ key }) => key !== word)
  }

  /** Cells that contain these words one after another and more. */
  containing(parts: readonly string[]): readonly ValueEntry[] {
    let smallest: readonly ValueEntry[] | undefined
    for (const part of parts) {
      const list = this.#byWord.get(part) ?? []
      if (!smallest || list.length < smallest.length) smallest = list
    }
    const phrase = ` ${parts.join(' ')} `
    return (smallest ?? []).filter(({ key, length }) => length > parts.length && ` ${key} `.includes(phrase))
  }
}
