/** A number as it stands in the text: every digit counts, also beyond what a double holds. */
export class JsonNumber {
  readonly raw: string

  constructor(raw: string) {
    this.raw = raw
  }
}

export type JsonObject = Map<string, JsonValue>
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject

export interface ParsedJson {
  readonly value: JsonValue
  /** Keys that an object has twice; the last value counts, as everywhere. */
  readonly duplicates: number
  /** `NaN` and `Infinity`, which JSON does not have and programs write; taken for null. */
  readonly notNumbers: number
}

/** Nothing that people make is nested deeper; a bomb is. */
export const DEEPEST = 64

/** Where and why a text is no JSON. */
export class JsonFault extends Error {
  readonly at: number
  readonly code: 'json_invalid' | 'json_too_deep'

  constructor(message: string, at: number, code: JsonFault['code'] = 'json_invalid') {
    super(message)
    this.name = 'JsonFault'
    this.at = at
    this.code = code
  }
}

export function isJsonObject(value: JsonValue): value is JsonObject {
  return value instanceof Map
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const WORD = /true|false|null|NaN|-?Infinity/y
// Everything but the quote, the backslash and control characters (RFC 8259, section 7).
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** One JSON text (RFC 8259), numbers kept as they are written. @throws JsonFault */
export function parseJson(text: string): ParsedJson {
  return new Parser(text).parse()
}

class Parser {
  readonly #text: string
  #at = 0
  #duplicates = 0
  #notNumbers = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): ParsedJson {
    const value = this.#value(0)
    this.#space()
    if (this.#at < this.#text.length) this.#fail('there is more behind the value')
    return { value, duplicates: this.#duplicates, notNumbers: this.#notNumbers }
  }

  #fail(what: string): never {
    throw new JsonFault(what, this.#at)
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.#at += 1
    }
  }

  #value(depth: number): JsonValue {
    if (depth > DEEPEST) throw new JsonFault(`values are nested more than ${DEEPEST} deep`, this.#at, 'json_too_deep')
    this.#space()
    const first = this.#text[this.#at]
    if (first === '"') return this.#string()
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#list(depth)
    NUMBER.lastIndex = this.#at
    const number = NUMBER.exec(this.#text)?.[0]
    if (number !== undefined && this.#text[this.#at + number.length] !== 'I') {
      this.#at += number.length
      return new JsonNumber(number)
    }
    return this.#word()
  }

  #word(): null | boolean {
    WORD.lastIndex = this.#at
    const word = WORD.exec(this.#text)?.[0]
    if (word === undefined)
      this.#fail(this.#at >= this.#text.length ? 'the text ends within a value' : 'no value begins here')
    this.#at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word !== 'null') this.#notNumbers += 1
    return null
  }

  #string(): string {
    let text = ''
    this.#at += 1
    for (;;) {
      PLAIN.lastIndex = this.#at
      const plain = PLAIN.exec(this.#text)?.[0] ?? ''
      text += plain
      this.#at += plain.length
      const next = this.#text[this.#at]
      if (next === '"') {
        this.#at += 1
        return text
      }
      if (next !== '\\') this.#fail(next === undefined ? 'a text has no end' : 'a text holds a control character')
      text += this.#escape()
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? ''
    if (letter === 'u') {
      const hex = this.#text.slice(this.#at + 2, this.#at + 6)
      if (!/^[0-9A-Fa-f]{4}$/.test(hex)) this.#fail('an escape is incomplete')
      this.#at += 6
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const character = ESCAPES[letter]
    if (character === undefined) this.#fail('an escape is unknown')
    this.#at += 2
    return character
  }

  #list(depth: number): JsonValue[] {
    const list: JsonValue[] = []
    this.#at += 1
    this.#space()
    if (this.#text[this.#at] === ']') {
      this.#at += 1
      return list
    }
    for (;;) {
      list.push(this.#value(depth + 1))
      if (this.#endOf(']')) return list
    }
  }

  #object(depth: number): JsonObject {
    const object: JsonObject = new Map()
    this.#at += 1
    this.#space()
    if (this.#text[this.#at] === '}') {
      this.#at += 1
      return object
    }
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') this.#fail('a name in quotes is missing')
      const key = this.#string()
      this.#space()
      if (this.#text[this.#at] !== ':') this.#fail('a colon is missing')
      this.#at += 1
      if (object.has(key)) this.#duplicates += 1
      object.set(key, this.#value(depth + 1))
      if (this.#endOf('}')) return object
    }
  }

  /** True behind the closing bracket, false behind a comma. */
  #endOf(closing: string): boolean {
    this.#space()
    const next = this.#text[this.#at]
    if (next !== closing && next !== ',')
      this.#fail(next === undefined ? 'the text ends too early' : 'a comma is missing')
    this.#at += 1
    return next === closing
  }
}

/** The value as JSON again. Whole numbers beyond 64 bits become texts, because readers round them. */
export function writeJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof JsonNumber) return isWide(value.raw) ? `"${value.raw}"` : value.raw
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`).join(',')}}`
}

/** More digits than a 64-bit integer holds for certain. */
export function isWide(raw: string): boolean {
  return /^-?\d{19,}$/.test(raw)
}
