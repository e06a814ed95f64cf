import type { Compression, Evidence, FileTable, Reading } from '@datapilot/contracts'
import { shapeOf } from '../dialect/shape.ts'
import { FileRefused } from '../reading.errors.ts'
import type { FileReading, ReadJob, ReadProgress } from '../reading-job.ts'
import { readSheet, type SheetTable } from './sheet-table.ts'
import type { Sheet, Workbook } from './sheet.ts'

const PREVIEW_ROWS = 10_000
const MOST_TABLES = 200
/** Rows looked at to see whether a sheet has values and how wide they are. */
const GLANCE_ROWS = 20

/** What a sheet without a table says; another sheet may have one. */
const NO_TABLE: ReadonlySet<string> = new Set(['sheet_empty', 'file_header_only', 'no_rows'])

export interface WorkbookFile {
  readonly job: ReadJob
  readonly size: number
  readonly compression: Compression
  readonly progress: (progress: ReadProgress) => void
}

interface Glance {
  readonly sheet: Sheet
  /** Columns with values in the first rows; 0 for an empty sheet. */
  readonly width: number
}

/**
 * Reads one sheet of a workbook: the one that is asked for, else the first visible one that holds a table. The others
 * are named.
 *
 * @throws FileRefused `table_not_found`, `workbook_empty`, and those of `readSheet`.
 */
export async function readWorkbook(file: WorkbookFile, workbook: Workbook): Promise<FileReading> {
  try {
    const wanted = file.job.override.sheet
    const glances: Glance[] = []
    for (const sheet of workbook.sheets) glances.push(await glanceAt(sheet))
    const chosen =
      wanted === undefined ? await firstTable(file, glances) : await readNamed(file, workbook.sheets, wanted)
    return present(file, workbook, glances, chosen)
  } finally {
    workbook.close()
  }
}

interface Chosen {
  readonly sheet: Sheet
  readonly table: SheetTable
  readonly reason: string
  /** Sheets before it that hold no table. */
  readonly without: ReadonlySet<string>
}

async function glanceAt(sheet: Sheet): Promise<Glance> {
  let width = 0
  let seen = 0
  for await (const { cells } of sheet.rows({ merges: [], hiddenColumns: new Set() })) {
    width = Math.max(width, cells.filter((cell) => cell !== undefined).length)
    seen += 1
    if (seen >= GLANCE_ROWS) break
  }
  return { sheet, width }
}

function read({ job, size, progress }: WorkbookFile, sheet: Sheet): Promise<SheetTable> {
  return readSheet({ job, sheet, size, limit: job.kind === 'preview' ? PREVIEW_ROWS : null, progress })
}

async function readNamed(file: WorkbookFile, sheets: readonly Sheet[], wanted: string): Promise<Chosen> {
  const sheet = sheets.find(({ name }) => name === wanted)
  if (sheet === undefined) {
    throw new FileRefused('table_not_found', `The workbook has no sheet ${wanted.slice(0, 100)}.`, {
      expected: sheets
        .slice(0, 20)
        .map(({ name }) => name)
        .join(', '),
      where: 'override.sheet',
      data: { tables: sheets.slice(0, MOST_TABLES).map(({ name }) => name) },
    })
  }
  return { sheet, table: await read(file, sheet), reason: 'set by hand', without: new Set() }
}

/** Notes on a cover are one column of text: sheets of several columns come first, visible ones before hidden ones. */
async function firstTable(file: WorkbookFile, glances: readonly Glance[]): Promise<Chosen> {
  const filled = glances.filter(({ width }) => width > 0)
  const rank = ({ sheet, width }: Glance): number => (sheet.hidden ? 2 : 0) + (width > 1 ? 0 : 1)
  const without = new Set<string>()
  let refusal: FileRefused | null = null
  for (const { sheet } of filled.toSorted((left, right) => rank(left) - rank(right))) {
    try {
      const table = await read(file, sheet)
      return { sheet, table, reason: 'the first visible sheet that holds a table', without }
    } catch (error) {
      if (!(error instanceof FileRefused) || !NO_TABLE.has(error.failure.code)) throw error
      refusal ??= error
      without.add(sheet.name)
    }
  }
  if (refusal !== null) throw refusal
  throw new FileRefused('workbook_empty', 'No sheet of the workbook has a value.', { expected: 'a table in a sheet' })
}

function present(file: WorkbookFile, workbook: Workbook, glances: readonly Glance[], chosen: Chosen): FileReading {
  const { table, sheet } = chosen
  const tables = glances.map(({ sheet: { name, hidden }, width }): FileTable => {
    if (name === sheet.name) return { name, hidden, rows: table.rows, columns: table.columns.length }
    const empty = width === 0 || chosen.without.has(name)
    return { name, hidden, rows: empty ? 0 : null, columns: null }
  })
  const reading: Reading = {
    format: workbook.format,
    compression: file.compression,
    bytes: file.size,
    dialect: null,
    evidence: [...tableEvidence(chosen, tables), ...table.evidence],
    lines: table.lines,
    columns: [...table.columns],
    rows: table.rows,
    rejected_rows: table.rejected,
    warnings: [...hiddenSheets(tables, sheet.name), ...table.warnings],
    shape: shapeOf({ format: workbook.format, delimiter: null, columns: table.columns.length, names: table.header }),
    part: sheet.name,
    tables: tables.slice(0, MOST_TABLES),
  }
  const { parquetPath, rejectsPath, complete, shown } = table
  return { reading, parquetPath, rejectsPath, complete, lines: shown }
}

function tableEvidence({ sheet, reason }: Chosen, tables: readonly FileTable[]): Evidence[] {
  if (tables.length < 2) return []
  const others = tables.filter(({ name, rows }) => name !== sheet.name && rows !== 0)
  const alternatives = others.slice(0, 20).map(({ name, hidden }) => ({
    value: name,
    reason: hidden ? 'a hidden sheet of the same file' : 'another sheet of the same file',
    rows_lost: null,
    override: { sheet: name },
  }))
  return [{ what: 'table', chosen: sheet.name, reason, alternatives, ambiguous: false }]
}

/** Hidden sheets are not read by themselves, and nobody who opens the file sees them: they are named. */
function hiddenSheets(tables: readonly FileTable[], own: string): Reading['warnings'] {
  const hidden = tables.filter((table) => table.hidden && table.rows !== 0 && table.name !== own)
  if (hidden.length === 0) return []
  const names = hidden
    .slice(0, 20)
    .map(({ name }) => name)
    .join(', ')
  return [{ code: 'hidden_sheets', detail: `Hidden sheets with values: ${names}.`, count: hidden.length }]
}
