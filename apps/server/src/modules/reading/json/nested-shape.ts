import { isJsonObject, isWide, JsonNumber, type JsonValue } from './json-parser.ts'

/** An object with more names than that is a dictionary, whose names are data and no columns. */
const MOST_NAMES = 200

/** So many fit into 32 bits for certain; wider integers travel as texts. */
const INT32_DIGITS = 9

/** The engine's notation of a nested type: a name, a list of one, or names with theirs. */
type Structure = string | [Structure] | { [name: string]: Structure }

/** What all values at one place of nested JSON have in common. */
export class NestedShape {
  #booleans = 0
  #integers = 0
  #wide = false
  #numbers = 0
  #texts = 0
  #objects = 0
  #lists = 0
  #tooMany = false
  readonly #names = new Map<string, NestedShape>()
  #item: NestedShape | null = null

  add(value: JsonValue): void {
    if (value === null) return
    if (typeof value === 'boolean') this.#booleans += 1
    else if (typeof value === 'string') this.#texts += 1
    else if (value instanceof JsonNumber) this.#addNumber(value.raw)
    else if (isJsonObject(value)) this.#addObject(value)
    else {
      this.#lists += 1
      this.#item ??= new NestedShape()
      for (const item of value) this.#item.add(item)
    }
  }

  #addNumber(raw: string): void {
    // Written as a text, so that no digit is lost.
    if (isWide(raw)) this.#texts += 1
    else if (/^-?\d+$/.test(raw)) {
      this.#integers += 1
      if (raw.length > INT32_DIGITS) this.#wide = true
    } else this.#numbers += 1
  }

  #addObject(value: ReadonlyMap<string, JsonValue>): void {
    this.#objects += 1
    if (this.#tooMany) return
    for (const [name, item] of value) {
      const shape = this.#names.get(name) ?? new NestedShape()
      this.#names.set(name, shape)
      shape.add(item)
    }
    if (this.#names.size <= MOST_NAMES) return
    this.#tooMany = true
    this.#names.clear()
  }

  /** The nested type that holds every value; JSON where nothing narrower does. */
  get structure(): Structure {
    const scalars = [this.#booleans, this.#integers + this.#numbers, this.#texts].filter((count) => count > 0).length
    if (this.#objects > 0) return scalars === 0 && this.#lists === 0 ? this.#struct() : 'JSON'
    if (this.#lists > 0) return scalars === 0 ? [this.#item?.structure ?? 'JSON'] : 'JSON'
    if (scalars > 1) return 'JSON'
    if (this.#booleans > 0) return 'BOOLEAN'
    if (this.#texts > 0) return 'VARCHAR'
    if (this.#numbers > 0) return 'DOUBLE'
    if (this.#integers === 0) return 'JSON'
    return this.#wide ? 'BIGINT' : 'INTEGER'
  }

  /** The engine compares names without case; names that differ only in it stay JSON. */
  #struct(): Structure {
    const names = new Set([...this.#names.keys()].map((name) => name.toLowerCase()))
    const usable = !this.#tooMany && names.size === this.#names.size && names.size > 0 && !names.has('')
    return usable ? Object.fromEntries([...this.#names].map(([name, shape]) => [name, shape.structure])) : 'JSON'
  }
}
