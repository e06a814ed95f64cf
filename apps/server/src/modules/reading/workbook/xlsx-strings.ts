import { FileRefused } from '../reading.errors.ts'
import { TextTable } from './text-table.ts'
import { xmlPieces } from './xml-events.ts'

/** Control characters that XML cannot carry are written `_x000D_` (ECMA-376 part 1, 22.4.2.4). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/**
 * The texts that the cells of a workbook refer to by number. Runs of rich text are joined; phonetic guides are no part
 * of the text.
 *
 * @throws FileRefused `workbook_invalid`, `workbook_too_large` when the texts take more than `maxBytes`.
 */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>, maxBytes: number): Promise<TextTable> {
  const table = new TextTable()
  let text = ''
  let inText = false
  let phonetic = 0
  const pieces = xmlPieces(bytes, 'sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') inText = phonetic === 0
    },
    close(name) {
      if (name === 'si') table.add(unescaped(text))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') inText = false
    },
    text(value) {
      if (inText) text += value
    },
  })
  while ((await pieces.next()).done !== true) {
    if (table.size <= maxBytes) continue
    throw new FileRefused('workbook_too_large', `The texts of the workbook take more than ${maxBytes} bytes.`, {
      expected: 'a smaller workbook, or the same data as CSV or Parquet',
      where: 'sharedStrings.xml',
    })
  }
  return table
}
