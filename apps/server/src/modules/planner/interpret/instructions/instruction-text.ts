import { fold } from '../../language/fold.ts'

/** A value that the instructions want back, under the name they give it. */
export interface Output {
  readonly name: string
  /** Words of the name and of what stands in its brackets: `mean`, `fare`, `class`, `1`. */
  readonly words: readonly string[]
  /** Decimals asked for; null where nothing is said. */
  readonly decimals: number | null
  /** Texts of which the value is one: `normal`, `not_normal`. */
  readonly labels: readonly string[]
}

/** Instructions for an analysis: what to do, and the values wanted back. */
export interface InstructionText {
  /** The text before the output format. */
  readonly body: string
  readonly outputs: readonly Output[]
}

/** Instructions may be longer than a question; this bounds the work they make. */
export const MAX_CHARACTERS = 6000
const MAX_OUTPUTS = 24

const OUTPUT = /@([\p{L}\p{N}_.\- ]{1,80}?)\s*\[([^\]]{0,300})\]?/gu
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    uma: 1,
    duas: 2,
    tres: 3,
    quatro: 4,
    cinco: 5,
    seis: 6,
  }),
)
const DECIMALS =
  /\b(\d{1,2}|one|two|three|four|five|six|uma|duas|tres|quatro|cinco|seis)\s*(?:-\s*)?(?:decimal|decimals|casas?|digits after)/u
const WHOLE = /\b(?:nearest (?:integer|whole)|inteiro mais proximo)/u

/** Words of a name as programs write them: `mean_fareClass1` is mean, fare, class, 1. */
export function nameWords(name: string): string[] {
  const spaced = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\d)/gu, '$1 $2')
    .replaceAll(/(\d)(\p{L})/gu, '$1 $2')
  return fold(spaced).match(/[\p{L}\p{N}]+/gu) ?? []
}

function decimalsIn(text: string): number | null {
  const folded = fold(text)
  if (WHOLE.test(folded)) return 0
  const [, written] = DECIMALS.exec(folded) ?? []
  return written === undefined ? null : (NUMBER_WORDS.get(written) ?? Number(written))
}

/** Quoted texts after the place where the format explains the value. */
function labelsFor(name: string, inside: string, explanation: string): string[] {
  const sentences = explanation.split(/(?<=[.\n])\s+|\bwhere\b/u)
  const own = sentences.filter((sentence) => {
    const folded = fold(sentence)
    return [name, inside].some((word) => word.length > 2 && folded.includes(fold(word)))
  })
  return own.flatMap((sentence) =>
    [...sentence.matchAll(/["“”']([^"“”']{1,40})["“”']/gu)]
      .map(([, label = '']) => label.trim())
      .filter((label) => label !== '' && fold(label) !== fold(inside) && fold(label) !== fold(name)),
  )
}

/** Takes instructions apart; null when the text names no output. */
export function readInstructionText(text: string): InstructionText | null {
  if (text.length > MAX_CHARACTERS) return null
  const found = [...text.matchAll(OUTPUT)].filter(([, name = '']) => !/[.@]\p{L}{2,}$/u.test(name))
  const [first] = found
  if (!first) return null
  const body = text.slice(0, first.index)
  const format = text.slice(first.index)
  const explanation = format.replaceAll(OUTPUT, ' ')
  const general = decimalsIn(explanation) ?? decimalsIn(body)
  const outputs = new Map<string, Output>()
  for (const [, name = '', inside = ''] of found.slice(0, MAX_OUTPUTS)) {
    if (outputs.has(name)) continue
    const about = explanation.split(/(?<=[.\n])\s+|\bwhere\b|;/u).filter((part) => {
      const folded = fold(part)
      return inside.trim() !== '' && folded.includes(fold(inside.trim()))
    })
    outputs.set(name, {
      name,
      words: [...new Set([...nameWords(name), ...nameWords(inside)])],
      decimals: decimalsIn(about.join(' ')) ?? decimalsIn(inside) ?? general,
      labels: [...new Set(labelsFor(name, inside.trim(), explanation))],
    })
  }
  return { body, outputs: [...outputs.values()] }
}
