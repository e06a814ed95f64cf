import type { Sheet, SheetCell, SheetRow } from '../workbook/sheet.ts'
import { cellOf } from './json-columns.ts'
import { JsonFault, parseJson, writeJson, type JsonValue } from './json-parser.ts'
import type { JsonSource } from './json-records.ts'

function cellsOf(value: JsonValue): (SheetCell | undefined)[] {
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) => (item === null ? undefined : (cellOf(item) ?? { kind: 'text', text: writeJson(item) })))
}

/** A list of lists as a sheet: each of them a row, its number the place in the list. */
export function listSheet(name: string, source: JsonSource): Sheet {
  async function* rows(): AsyncGenerator<SheetRow> {
    let number = 0
    for await (const { raw } of source()) {
      number += 1
      const cells = cellsOf(parsed(raw))
      if (cells.some((cell) => cell !== undefined)) yield { number, hidden: false, cells }
    }
  }
  return { name, hidden: false, rows }
}

/** What the source gives was parsed once already. */
function parsed(raw: string): JsonValue {
  try {
    return parseJson(raw).value
  } catch (error) {
    if (error instanceof JsonFault) return null
    throw error
  }
}
