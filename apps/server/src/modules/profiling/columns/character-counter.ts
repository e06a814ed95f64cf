import type { CharacterCounts } from '@datapilot/contracts'

type Class = 'letters' | 'digits' | 'spaces' | 'punctuation' | 'other'
type Script = CharacterCounts['scripts'][number]['script']

/** Unicode scripts (UAX 24) that are told apart. */
const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['greek', /\p{Script=Greek}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['han', /\p{Script=Han}/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
]

/** Classes of characters by Unicode general category, each character looked up once. */
export class CharacterCounter {
  readonly #ascii = new Float64Array(128)
  readonly #others = new Map<number, number>()

  add(text: string, rows: number): void {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 128) {
        this.#ascii[unit] = (this.#ascii[unit] ?? 0) + rows
        continue
      }
      const point = text.codePointAt(i) ?? unit
      if (point > 0xffff) i++
      this.#others.set(point, (this.#others.get(point) ?? 0) + rows)
    }
  }

  counts(): CharacterCounts {
    const classes: Record<Class, number> = { letters: 0, digits: 0, spaces: 0, punctuation: 0, other: 0 }
    const scripts = new Map<Script, number>()
    let total = 0
    for (const [point, count] of [...this.#ascii.entries(), ...this.#others]) {
      if (count === 0) continue
      const character = String.fromCodePoint(point)
      const kind = classOf(character)
      classes[kind] += count
      total += count
      if (kind === 'letters') scripts.set(scriptOf(character), (scripts.get(scriptOf(character)) ?? 0) + count)
    }
    const named = [...scripts].map(([script, letters]) => ({ script, letters }))
    return { total, ...classes, scripts: named.sort((a, b) => b.letters - a.letters) }
  }
}

function classOf(character: string): Class {
  if (/\p{L}/u.test(character)) return 'letters'
  if (/\p{Nd}/u.test(character)) return 'digits'
  if (/[\p{Z}\t\n\r]/u.test(character)) return 'spaces'
  return /\p{P}/u.test(character) ? 'punctuation' : 'other'
}

function scriptOf(character: string): Script {
  return SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other'
}
