import type { Language } from '@datapilot/contracts'
import { findCues, type Cue } from './cues.ts'
import { findDates, type DateSpan } from './dates.ts'
import { fold } from './fold.ts'
import { findNumbers, type NumberSpan } from './numbers.ts'
import { nounKey, rootKey } from './stem.ts'
import { STOP_WORDS } from './stop-words.ts'

/** One word of the question. */
export interface Token {
  /** Folded. */
  readonly word: string
  readonly noun: string
  readonly root: string
  /** Character positions in the question. */
  readonly start: number
  readonly end: number
  readonly stop: boolean
  readonly capital: boolean
  readonly quoted: boolean
}

/** A span of characters, as token positions (end exclusive). */
export interface Placed<T> {
  readonly from: number
  readonly to: number
  readonly span: T
}

/** A question taken apart: words, numbers, dates and cue phrases with their places. */
export interface Question {
  readonly text: string
  readonly language: Language
  readonly tokens: readonly Token[]
  readonly cues: readonly Cue[]
  readonly numbers: readonly Placed<NumberSpan>[]
  readonly dates: readonly Placed<DateSpan>[]
}

const QUOTED = /["“”«»]([^"“”«»]+)["“”«»]|(?<![\p{L}\p{N}])['‘’]([^'‘’]+)['‘’](?![\p{L}\p{N}])/gu

/** A per cent sign that belongs to no number stands for a column of that name. */
const WORD = /[\p{L}\p{M}\p{N}]+|(?<![\d\s])%|(?<=[^\d\s]\s|^)%/gu

function quotedRanges(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length] as const)
}

function place<T extends { start: number; end: number }>(tokens: readonly Token[], spans: readonly T[]): Placed<T>[] {
  return spans.flatMap((span) => {
    const from = tokens.findIndex(({ end }) => end > span.start)
    const to = tokens.findLastIndex(({ start }) => start < span.end)
    return from < 0 || to < from ? [] : [{ from, to: to + 1, span }]
  })
}

/** Questions that open with a verb want a yes or a no. */
const OPENING_VERBS = new Set('is are was were did does do has have had existe existem ha houve teve tem'.split(' '))

function yesNo(tokens: readonly Token[]): Cue[] {
  const [first, second] = tokens
  // `Tem mais de …` and `Há quantos …` ask for something else.
  if (second && ['quantos', 'quantas', 'quanto'].includes(second.word)) return []
  return OPENING_VERBS.has(first?.word ?? '') ? [{ kind: 'yes_no', start: 0, end: 1 }] : []
}

/** Takes a question apart. */
export function readQuestion(text: string, language: Language): Question {
  const normal = text.normalize('NFC')
  const quotes = quotedRanges(normal)
  const tokens: Token[] = [...normal.matchAll(WORD)].map((match, index) => {
    const word = match[0] === '%' ? 'percentage' : fold(match[0])
    const start = match.index
    return {
      word,
      noun: nounKey(word),
      root: rootKey(word),
      start,
      end: start + match[0].length,
      stop: STOP_WORDS.has(word),
      capital: index > 0 && /^\p{Lu}/u.test(match[0]),
      quoted: quotes.some(([from, to]) => start > from && start < to),
    }
  })
  return {
    text: normal,
    language,
    tokens,
    cues: [
      ...yesNo(tokens),
      ...findCues(
        tokens.map(({ word }) => word),
        language,
      ),
    ],
    numbers: place(tokens, findNumbers(normal, language)),
    dates: place(tokens, findDates(normal)),
  }
}
