import { guessEncoding, createDecoder } from '../source/encoding.ts'
import { parseJson, isJsonObject } from './json-parser.ts'

/** How a JSON text is arranged: one list, one object with the data somewhere in it, or an object on each line. */
export type JsonShape = 'array' | 'object' | 'lines'

const KEY = /^\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*$)/
const LIST = /^\[\s*(?:\{|\[|\]\s*$)/
/** Lines of the beginning that are tried. */
const TRIED = 20

function parses(line: string): boolean {
  try {
    return isJsonObject(parseJson(line).value)
  } catch {
    return false
  }
}

/** An object on every line: the first lines end where they begin, and most of them are whole objects. */
function isLines(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/)
  const filled = lines.filter((line) => line.trim() !== '')
  // The last line may be cut.
  const tried = (filled.length > 2 ? filled.slice(0, -1) : filled).slice(0, TRIED).map((line) => line.trim())
  if (tried.length < 2) return false
  const good = tried.filter(parses).length
  return tried[0]?.startsWith('{') === true && good > 0 && good >= tried.length / 2
}

/** What the first bytes of a file say; null for what is no JSON. */
export function jsonShape(head: Buffer): JsonShape | null {
  const { encoding } = guessEncoding(head)
  const bytes = encoding.startsWith('utf-16') ? head.subarray(0, head.length - (head.length % 2)) : head
  const text = (encoding.startsWith('utf-16') ? createDecoder(encoding).write(bytes) : bytes.toString('utf8'))
    .replace(/^\ufeff/, '')
    .trimStart()
  if (LIST.test(text)) return 'array'
  const lines = text.startsWith('{') && isLines(text)
  if (!KEY.test(text) && !lines) return null
  return lines ? 'lines' : 'object'
}
