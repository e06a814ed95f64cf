import { FileRefused } from '../reading.errors.ts'
import { isJsonObject, JsonFault, parseJson, type JsonObject, type JsonValue } from './json-parser.ts'
import type { JsonRecord, JsonSource } from './json-records.ts'

/** An object of columns has its first row at the beginning and at the end of every list: it has to be in memory. */
const LARGEST = 64 * 1024 * 1024

/** @throws FileRefused `json_value_too_long`, `json_invalid`, `json_too_deep`. */
export async function readWhole(bytes: AsyncIterable<Buffer>, size: number): Promise<JsonValue> {
  if (size > LARGEST) {
    throw new FileRefused('json_value_too_long', `An object of ${size} bytes without a list of objects in it.`, {
      expected: `a list of objects, or an object on each line (NDJSON); other forms up to ${LARGEST} bytes`,
    })
  }
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  try {
    return parseJson(Buffer.concat(chunks).toString('utf8')).value
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error
    throw new FileRefused(error.code, `This is no valid JSON: ${error.message}.`, {
      expected: 'JSON as of RFC 8259',
      where: `character ${error.at}`,
    })
  }
}

/** Records of a document without a list of objects: columns, objects by key, or one object. */
export function wholeRecords(value: JsonValue): JsonSource {
  const objects = isJsonObject(value) ? (byColumn(value) ?? byKey(value) ?? [value]) : []
  async function* records(): AsyncGenerator<JsonRecord> {
    for (const [index, object] of objects.entries())
      yield { line: index + 1, lines: 1, object, reason: null, raw: '', duplicates: 0, notNumbers: 0 }
  }
  return records
}

const isScalar = (value: JsonValue): boolean => !Array.isArray(value) && !isJsonObject(value)

/** `{"a": [1, 2], "b": [3, 4]}`, or with numbered objects in place of lists, as pandas writes. */
function byColumn(object: JsonObject): JsonObject[] | null {
  const columns = [...object].map(([name, value]) => ({ name, values: valuesOf(value) }))
  const length = columns[0]?.values?.length ?? 0
  if (length === 0 || columns.some(({ values }) => values?.length !== length)) return null
  return Array.from({ length }, (_, row) => new Map(columns.map(({ name, values }) => [name, values?.[row] ?? null])))
}

function valuesOf(value: JsonValue): JsonValue[] | null {
  if (Array.isArray(value)) return value.every(isScalar) ? value : null
  if (!isJsonObject(value)) return null
  const numbered = [...value.keys()].every((key, index) => key === String(index))
  const values = [...value.values()]
  return numbered && values.every(isScalar) ? values : null
}

/** `{"A1": {…}, "B2": {…}}`: the keys are values of a column of their own. */
function byKey(object: JsonObject): JsonObject[] | null {
  const items = [...object]
  if (items.length < 2 || !items.every(([, value]) => isJsonObject(value) && value.size > 0)) return null
  return items.map(([key, value]) => new Map<string, JsonValue>([['_key', key], ...(isJsonObject(value) ? value : [])]))
}
