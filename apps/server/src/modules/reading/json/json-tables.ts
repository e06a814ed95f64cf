import { FileRefused } from '../reading.errors.ts'
import { JsonFault, parseJson } from './json-parser.ts'
import type { JsonCursor } from './json-cursor.ts'

/** Lists lie at the top or in an envelope (`{"response": {"data": […]}}`), not deeper. */
const DEEPEST_LIST = 4
const MOST_LISTS = 200
/** Other values are looked at only as far as they may be columns. */
const MOST_FIELDS = 10_000

/** A list in a JSON document that can be a table. */
export interface JsonList {
  /** Keys that lead to it; none for a document that is a list. */
  readonly path: readonly string[]
  /** What its first element is. */
  readonly of: 'objects' | 'lists' | 'values'
  readonly rows: number
}

export interface JsonDocument {
  readonly lists: readonly JsonList[]
  /** Fields of the outermost object. */
  readonly fields: number
}

export function listName({ path }: Pick<JsonList, 'path'>): string {
  return path.length === 0 ? '$' : path.join('.')
}

/** Walks through a document once and notes the lists in it. @throws FileRefused as the cursor. */
export async function findLists(cursor: JsonCursor): Promise<JsonDocument> {
  const walk = new Walk(cursor)
  await walk.value([])
  if ((await cursor.peek()) !== undefined) cursor.invalid('there is more behind the end')
  return { lists: walk.lists, fields: walk.fields }
}

class Walk {
  readonly #cursor: JsonCursor
  readonly lists: JsonList[] = []
  fields = 0

  constructor(cursor: JsonCursor) {
    this.#cursor = cursor
  }

  async value(path: readonly string[]): Promise<void> {
    const first = await this.#cursor.peek()
    if (first === '[') await this.#list(path)
    else if (first === '{' && path.length < DEEPEST_LIST) await this.#object(path)
    else await this.#cursor.value()
  }

  async #object(path: readonly string[]): Promise<void> {
    const cursor = this.#cursor
    await cursor.step('{')
    if ((await cursor.peek()) === '}') {
      await cursor.step('}')
      return
    }
    for (;;) {
      if ((await cursor.peek()) !== '"') cursor.invalid('a name in quotes is missing')
      const key = keyOf(await cursor.value(), cursor)
      await cursor.step(':')
      if (path.length === 0) this.fields += 1
      if (this.fields > MOST_FIELDS) tooManyFields()
      await this.value([...path, key])
      if ((await cursor.step(',}')) === '}') return
    }
  }

  async #list(path: readonly string[]): Promise<void> {
    let of: JsonList['of'] = 'values'
    let rows = 0
    for await (const first of elements(this.#cursor)) {
      if (rows === 0) of = first.startsWith('{') ? 'objects' : first.startsWith('[') ? 'lists' : 'values'
      rows += 1
    }
    if (this.lists.length < MOST_LISTS) this.lists.push({ path, of, rows })
  }
}

function keyOf(raw: string, cursor: JsonCursor): string {
  try {
    const key = parseJson(raw).value
    return typeof key === 'string' ? key : cursor.invalid('a name in quotes is missing')
  } catch (error) {
    if (error instanceof JsonFault) cursor.invalid(error.message)
    throw error
  }
}

function tooManyFields(): never {
  throw new FileRefused('json_no_table', `The object has more than ${MOST_FIELDS} fields.`, {
    expected: 'a list of objects, or an object on each line (NDJSON)',
  })
}

/** The texts of a list's elements, one after the other; the cursor stands before its bracket. */
export async function* elements(cursor: JsonCursor): AsyncGenerator<string> {
  await cursor.step('[')
  if ((await cursor.peek()) === ']') {
    await cursor.step(']')
    return
  }
  for (;;) {
    yield await cursor.value()
    if ((await cursor.step(',]')) === ']') return
  }
}

/** Brings the cursor to the list at a path. */
export async function goTo(cursor: JsonCursor, path: readonly string[]): Promise<void> {
  for (const key of path) {
    await cursor.step('{')
    while (keyOf(await cursor.value(), cursor) !== key) {
      await cursor.step(':')
      await cursor.peek()
      await cursor.value()
      await cursor.step(',')
    }
    await cursor.step(':')
  }
}
