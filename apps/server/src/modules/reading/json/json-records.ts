import { FileRefused } from '../reading.errors.ts'
import type { JsonCursor } from './json-cursor.ts'
import { isJsonObject, JsonFault, parseJson, type JsonObject, type ParsedJson } from './json-parser.ts'
import { elements, goTo } from './json-tables.ts'

/** A record as it stands in the text, or why it is none. */
export interface JsonRecord {
  /** 1-based physical line where it starts. */
  readonly line: number
  readonly lines: number
  readonly object: JsonObject | null
  /** Why the record is rejected; null for an object. */
  readonly reason: 'invalid_json' | 'not_an_object' | null
  readonly raw: string
  readonly duplicates: number
  readonly notNumbers: number
}

/** A record source that can be read from the start again. */
export type JsonSource = () => AsyncIterable<JsonRecord>

function recordOf(raw: string, line: number, lines: number, { value, duplicates, notNumbers }: ParsedJson): JsonRecord {
  const object = isJsonObject(value) ? value : null
  return { line, lines, object, reason: object === null ? 'not_an_object' : null, raw, duplicates, notNumbers }
}

function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** @param tolerant the text was cut on purpose: what is incomplete at its end is left out. */
export async function* listRecords(
  cursor: JsonCursor,
  path: readonly string[],
  tolerant: boolean,
): AsyncGenerator<JsonRecord> {
  try {
    await goTo(cursor, path)
    for await (const raw of elements(cursor)) yield parsedElement(raw, cursor)
  } catch (error) {
    const cut = error instanceof FileRefused && error.failure.code === 'json_truncated'
    if (!tolerant || !cut) throw error
  } finally {
    await cursor.close()
  }
}

function parsedElement(raw: string, cursor: JsonCursor): JsonRecord {
  const lines = newlines(raw)
  const line = cursor.place.line - lines
  try {
    return recordOf(raw, line, lines + 1, parseJson(raw))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    if (error.code === 'json_too_deep') refuseDepth(line)
    return cursor.invalid(error.message, raw.length - error.at)
  }
}

function refuseDepth(line: number): never {
  throw new FileRefused('json_too_deep', 'The JSON is nested too deep.', {
    expected: 'tables, with few levels of nesting',
    where: `line ${line}`,
  })
}

/** An object on each line (NDJSON); a line that is none is kept as a reject. Blank lines are counted by the caller. */
export async function* lineRecords(
  pieces: AsyncIterable<string>,
  complete: boolean,
  maxChars: number,
): AsyncGenerator<JsonRecord> {
  let rest = ''
  let line = 0
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield lineRecord(text, (line += 1))
    if (rest.length <= maxChars) continue
    throw new FileRefused('line_too_long', `Line ${line + 1} is longer than ${maxChars} characters.`, {
      expected: `lines of at most ${maxChars} characters`,
      where: `line ${line + 1}`,
    })
  }
  if (rest !== '' && complete) yield lineRecord(rest, line + 1)
}

function lineRecord(text: string, line: number): JsonRecord {
  const raw = text.endsWith('\r') ? text.slice(0, -1) : text
  try {
    return recordOf(raw, line, 1, parseJson(raw))
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    return { line, lines: 1, object: null, reason: 'invalid_json', raw, duplicates: 0, notNumbers: 0 }
  }
}
