import type { ZipArchive } from '../archive/zip-archive.ts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import type { Workbook } from './sheet.ts'
import { TextTable } from './text-table.ts'
import { readCellStyles, readWorkbookParts } from './xlsx-parts.ts'
import { xlsxRows } from './xlsx-sheet.ts'
import { readSharedStrings } from './xlsx-strings.ts'

/** A workbook of Office Open XML (ECMA-376), read part by part; only its shared texts stay in memory. */
export async function openXlsx(archive: ZipArchive, job: ReadJob): Promise<Workbook> {
  const parts = await readWorkbookParts(archive)
  if (parts.sheets.length === 0) {
    throw new FileRefused('workbook_invalid', 'The workbook has no sheet with cells.', {
      expected: 'at least one worksheet',
    })
  }
  const styles = parts.styles === null ? [] : await readCellStyles(archive, parts.styles)
  const strings =
    parts.sharedStrings === null
      ? new TextTable()
      : await readSharedStrings(archive.read(parts.sharedStrings), job.memoryBytes / 2)
  return {
    format: 'xlsx',
    sheets: parts.sheets.map(({ name, hidden, path }) => ({
      name,
      hidden,
      rows: (facts) => xlsxRows(archive.read(path), { name, strings, styles, from1904: parts.from1904 }, facts),
    })),
    close: () => archive.close(),
  }
}
