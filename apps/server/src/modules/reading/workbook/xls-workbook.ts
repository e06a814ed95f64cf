import { readFile, stat } from 'node:fs/promises'
import { CFB, read, type CellObject, type ColInfo, type WorkSheet } from '@e965/xlsx'
import { FileRefused } from '../reading.errors.ts'
import { cellOfNumber } from './cell-of-number.ts'
import { numberKind, type NumberKind } from './number-format.ts'
import type { SheetCell, SheetFacts, SheetRow, Workbook } from './sheet.ts'

/** The part of SheetJS that reads containers has no types of its own. */
const containers = CFB as { read(bytes: Buffer, options: { type: 'buffer' }): { FullPaths: readonly string[] } }

/** The format ends at 65,536 rows and 256 columns a sheet; it has to be in memory as a whole. */
const LARGEST = 128 * 1024 * 1024

/** Error values by their number ([MS-XLS] 2.5.10), as they are shown in English. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

/**
 * A workbook of the old binary format (BIFF), read by SheetJS: nothing else that is kept reads it.
 *
 * @throws FileRefused `file_encrypted`, `file_binary` for other documents of the same container, `workbook_too_large`,
 *   `workbook_invalid`.
 */
export async function openXls(path: string): Promise<Workbook> {
  const { size } = await stat(path)
  if (size > LARGEST) {
    throw new FileRefused('workbook_too_large', `The workbook has ${size} bytes.`, {
      expected: `an .xls of at most ${LARGEST} bytes, or the same workbook as .xlsx`,
    })
  }
  const bytes = await readFile(path)
  refuseContainer(bytes)
  const book = parse(bytes)
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  const hidden = book.Workbook?.Sheets?.map(({ Hidden }) => Hidden !== undefined && Hidden > 0) ?? []
  return {
    format: 'xls',
    sheets: book.SheetNames.map((name, index) => ({
      name,
      hidden: hidden[index] ?? false,
      rows: (facts) => sheetRows(book.Sheets[name], from1904, facts),
    })),
    close: () => undefined,
  }
}

function parse(bytes: Buffer) {
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellFormula: true,
      cellHTML: false,
      cellText: false,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unreadable'
    if (/password|encrypt/i.test(message)) refuseEncrypted()
    throw new FileRefused('workbook_invalid', `The workbook cannot be read: ${message.slice(0, 200)}`, {
      expected: 'a complete .xls workbook of Excel 95 or later',
    })
  }
}

function refuseEncrypted(): never {
  throw new FileRefused('file_encrypted', 'The workbook is protected by a password.', {
    expected: 'a workbook saved without a password',
  })
}

/** The same container holds encrypted .xlsx files, letters, slides and mails. */
function refuseContainer(bytes: Buffer): void {
  let names: string[]
  try {
    names = containers.read(bytes, { type: 'buffer' }).FullPaths.map((path) => path.replace(/^.*\/(?=[^/]+$)/, ''))
  } catch {
    throw new FileRefused('workbook_invalid', 'The document is damaged or was cut.', {
      expected: 'a complete workbook',
    })
  }
  if (names.includes('EncryptedPackage')) refuseEncrypted()
  if (names.some((name) => /^(?:workbook|book)$/i.test(name))) return
  const name = names.includes('WordDocument') ? 'an old Word document' : 'an old Office document without a workbook'
  throw new FileRefused('file_binary', `This is ${name}, not a table.`, {
    expected: 'an Excel workbook',
    where: 'byte 0',
    data: { looks_like: name },
  })
}

async function* sheetRows(
  sheet: WorkSheet | undefined,
  from1904: boolean,
  facts: SheetFacts,
): AsyncGenerator<SheetRow> {
  if (sheet === undefined) return
  for (const { s, e } of sheet['!merges'] ?? [])
    facts.merges.push({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c })
  const columns: readonly (ColInfo | undefined)[] = sheet['!cols'] ?? []
  for (const [column, info] of columns.entries()) if (info?.hidden === true) facts.hiddenColumns.add(column)
  // Rows and cells without values are holes.
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? []
  const kinds = new Map<string, NumberKind>()
  for (const [index, row] of rows.entries()) {
    if (row === undefined) continue
    const cells = row.map((cell) => (cell === undefined ? undefined : cellOf(cell, kinds, from1904)))
    if (cells.every((cell) => cell === undefined)) continue
    yield { number: index + 1, hidden: sheet['!rows']?.[index]?.hidden === true, cells }
  }
}

function cellOf(cell: CellObject, kinds: Map<string, NumberKind>, from1904: boolean): SheetCell | undefined {
  const { t, v, z, f } = cell
  if (t === 'z' || v === undefined || v === '')
    return f === undefined || t !== 'z' ? undefined : { kind: 'uncalculated' }
  if (t === 'b') return { kind: 'boolean', text: v === true ? 'true' : 'false' }
  if (t === 'e') return { kind: 'error', text: ERRORS[Number(v)] ?? '#ERROR' }
  if (t !== 'n') return { kind: 'text', text: String(v) }
  const code = String(z ?? '')
  const kind = kinds.get(code) ?? numberKind(0, code)
  kinds.set(code, kind)
  return cellOfNumber(String(shortest(Number(v))), kind, from1904) ?? { kind: 'text', text: String(v) }
}

/** Numbers that the file keeps as hundredths (RK, [MS-XLS] 2.5.217) come from the reader with a binary rest: 4.5600000000000005. */
function shortest(value: number): number {
  const hundredths = Math.round(value * 100) / 100
  return Math.abs(value - hundredths) <= 2 * Number.EPSILON * Math.abs(value) ? hundredths : value
}
