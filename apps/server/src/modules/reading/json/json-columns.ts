import { ColumnTally, PLAIN_RENDERING, renderCell, type Rendering } from '../workbook/column-tally.ts'
import { canonicalNumber, type SheetCell } from '../workbook/sheet.ts'
import { isJsonObject, JsonNumber, writeJson, type JsonObject, type JsonValue } from './json-parser.ts'
import { NestedShape } from './nested-shape.ts'

/** How the values of one key are written down. */
export interface JsonRendering extends Rendering {
  /** Objects and lists beside other values: everything stays JSON. */
  readonly json: boolean
}

export const PLAIN_JSON: JsonRendering = { ...PLAIN_RENDERING, json: false }

/** What the values of one key are. */
export class JsonColumn {
  readonly tally = new ColumnTally()
  readonly shape = new NestedShape()
  nested = 0
  objects = 0
  emptyTexts = 0

  add(value: JsonValue, row: number): void {
    if (value === null) return
    if (value === '') this.emptyTexts += 1
    const cell = cellOf(value)
    if (cell !== null) {
      this.tally.add(cell, 0, row)
      return
    }
    this.nested += 1
    if (isJsonObject(value)) this.objects += 1
    this.shape.add(value)
  }

  get scalars(): number {
    const { numbers, booleans, texts } = this.tally
    return numbers + booleans + texts
  }

  /** Values that are not null. */
  get filled(): number {
    return this.scalars + this.nested
  }

  rendering(): JsonRendering {
    return { ...this.tally.rendering(), json: this.nested > 0 && this.scalars > 0 }
  }
}

/** A scalar as a cell; null for objects and lists. */
export function cellOf(value: JsonValue): SheetCell | null {
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) }
  if (value instanceof JsonNumber) {
    const plain = /^-?\d+(?:\.\d+)?$/.test(value.raw)
    return {
      kind: 'number',
      text: plain ? value.raw : (canonicalNumber(value.raw) ?? value.raw),
      unit: null,
      percent: false,
    }
  }
  return null
}

/** A value as text; empty for null. */
export function renderJson(value: JsonValue | undefined, rendering: JsonRendering): string {
  if (value === undefined || value === null) return ''
  if (rendering.json) return writeJson(value)
  const cell = cellOf(value)
  return cell === null ? writeJson(value) : renderCell(cell, rendering)
}

/** The fields of nested objects as fields of the record: `{"a": {"b": 1}}` has `a.b`. Lists stay what they are. */
export function flattened(record: JsonObject, prefix = ''): JsonObject {
  const flat: JsonObject = new Map()
  for (const [key, value] of record) {
    if (isJsonObject(value) && value.size > 0)
      for (const [name, item] of flattened(value, `${prefix}${key}.`)) flat.set(name, item)
    else flat.set(prefix + key, value)
  }
  return flat
}
