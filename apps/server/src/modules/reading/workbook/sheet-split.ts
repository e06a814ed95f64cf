import { detectHeader, type HeaderReading } from '../dialect/header.ts'
import { fittingRows, refuseShape, type SampledTable } from '../dialect/detect.ts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob, ReadProgress } from '../reading-job.ts'
import { RecordFiles, type SplitResult } from '../rows/record-files.ts'
import type { FileRecord } from '../rows/records.ts'
import { RowRepair } from '../rows/row-repair.ts'
import { ColumnTally } from './column-tally.ts'
import { withMergedHeader } from './merged-header.ts'
import { blankRecord, MergedColumns, recordOf, usedWidth, type SheetKnowledge } from './sheet-records.ts'
import type { Sheet, SheetFacts, SheetRow } from './sheet.ts'

const SAMPLE_ROWS = 5_000
const SAMPLE_CELLS = 200_000
const PROGRESS_ROWS = 2_000
/** More rows than a footer is looked for in. */
const HELD_BACK = 64

export interface SheetSplit {
  readonly table: SampledTable
  readonly split: SplitResult
  readonly tallies: readonly ColumnTally[]
  readonly facts: SheetFacts
  readonly hiddenRows: number
  readonly mergedFilled: number
  /** Columns that any row has. */
  readonly width: number
  /** False when `limit` ended the reading. */
  readonly complete: boolean
}

export interface SheetInput {
  readonly job: ReadJob
  readonly sheet: Sheet
  readonly size: number
  /** Rows to read at most; null reads all. */
  readonly limit: number | null
  readonly progress: (progress: ReadProgress) => void
}

/**
 * One pass over a sheet: the first rows say where the table begins, then every row becomes a row of the table, a reject,
 * or something around it, and every cell is counted for its column.
 *
 * @throws FileRefused `sheet_empty`, `file_header_only`, `too_many_columns`.
 */
export async function splitSheet(input: SheetInput, knowledge: SheetKnowledge): Promise<SheetSplit> {
  const { job, sheet } = input
  const facts: SheetFacts = { merges: [], hiddenColumns: new Set() }
  const rows = sheet.rows(facts)[Symbol.asyncIterator]()
  const sample = await take(rows)
  const width = sample.rows.reduce((most, row) => Math.max(most, usedWidth(row)), knowledge.width)
  if (width === 0)
    throw new FileRefused('sheet_empty', 'The sheet has no values.', { expected: 'a table', where: sheet.name })
  const table = tableOf(sample, width, knowledge, input)
  refuseShape(table, job)
  const pass = new SheetPass(table, knowledge, input)
  try {
    for (const row of sample.rows) pass.add(row)
    let last = sample.end
    while (!last && !pass.atLimit) {
      const next = await rows.next()
      if (next.done === true) last = true
      else pass.add(next.value)
    }
    return pass.finish(facts, last)
  } finally {
    pass.close()
    await rows.return?.()
  }
}

interface Sample {
  readonly rows: readonly SheetRow[]
  readonly end: boolean
}

async function take(rows: AsyncIterator<SheetRow>): Promise<Sample> {
  const taken: SheetRow[] = []
  let cells = 0
  while (taken.length < SAMPLE_ROWS && cells < SAMPLE_CELLS) {
    const next = await rows.next()
    if (next.done === true) return { rows: taken, end: true }
    taken.push(next.value)
    cells += next.value.cells.length
  }
  return { rows: taken, end: false }
}

function tableOf(sample: Sample, width: number, knowledge: SheetKnowledge, { job }: SheetInput): SampledTable {
  const merged = new MergedColumns(knowledge.merges)
  const records: FileRecord[] = []
  let line = 1
  for (const row of sample.rows) {
    if (row.number > line) records.push(blankRecord(line, row.number - line))
    records.push(recordOf(merged.apply(row), width, knowledge.renderings))
    line = row.number + 1
  }
  const found = detectHeader(titled(records, width), job.override)
  const header = job.override.header_line === undefined ? withMergedHeader(found, records, knowledge.merges) : found
  return { header, sample: records, sampleIsAll: sample.end }
}

/** In two columns a title above the table stands beside an empty cell; as one cell it is what it is. */
function titled(records: readonly FileRecord[], width: number): FileRecord[] {
  if (width !== 2) return [...records]
  const first = records.findIndex(({ fields }) => fields.filter((field) => field.trim() !== '').length > 1)
  return records.map((record, index) =>
    index < first && record.fields.length > 1 ? { ...record, fields: record.fields.slice(0, 1) } : record,
  )
}

/** Rows on their way from a sheet into the table, with what is counted beside. */
class SheetPass {
  readonly #input: SheetInput
  readonly #knowledge: SheetKnowledge
  readonly #table: SampledTable
  readonly #header: HeaderReading
  readonly #files: RecordFiles
  readonly #merged: MergedColumns
  readonly #tallies: ColumnTally[] = []
  /** The last rows, whose cells do not count for their columns before it is clear that they are no totals. */
  #waiting: SheetRow[] = []
  readonly #heldBack: number
  #line = 1
  #width = 0
  #hiddenRows = 0
  #seen = 0

  constructor(table: SampledTable, knowledge: SheetKnowledge, input: SheetInput) {
    const { job, limit } = input
    const { header } = table
    this.#input = input
    this.#knowledge = knowledge
    this.#table = table
    this.#header = header
    this.#merged = new MergedColumns(knowledge.merges)
    this.#heldBack = HELD_BACK + (job.override.footer_lines ?? 0)
    const ending = { footerLines: job.override.footer_lines ?? null, complete: limit === null || table.sampleIsAll }
    const repair = new RowRepair(header.width, fittingRows(table))
    this.#files = new RecordFiles({ header, repair, ending, scratch: job.scratch, show: job.kind === 'preview' })
  }

  get atLimit(): boolean {
    return this.#input.limit !== null && this.#seen >= this.#input.limit
  }

  add(given: SheetRow): void {
    const row = this.#merged.apply(given)
    if (row.number > this.#line) this.#files.add(blankRecord(this.#line, row.number - this.#line))
    this.#line = row.number + 1
    this.#seen += 1
    this.#width = Math.max(this.#width, usedWidth(row))
    if (row.number >= this.#header.firstDataLine) this.#waiting.push(row)
    if (this.#waiting.length > this.#heldBack * 2)
      for (const settled of this.#waiting.splice(0, this.#heldBack)) this.#count(settled)
    this.#files.add(recordOf(row, this.#header.width, this.#knowledge.renderings))
    if (this.#seen % PROGRESS_ROWS !== 0) return
    const { size, progress } = this.#input
    progress({ stage: 'split', bytes: 0, total_bytes: size, rows: this.#files.rows })
  }

  #count(row: SheetRow): void {
    if (row.hidden) this.#hiddenRows += 1
    for (const [column, cell] of row.cells.entries()) {
      if (cell === undefined) continue
      const tally = (this.#tallies[column] ??= new ColumnTally())
      tally.add(cell, column, row.number)
    }
  }

  finish(facts: SheetFacts, complete: boolean): SheetSplit {
    const split = this.#files.finish()
    const end = split.footer[0]?.line ?? Infinity
    for (const row of this.#waiting.splice(0)) if (row.number < end) this.#count(row)
    const tallies = Array.from(
      { length: this.#header.width },
      (_, column) => this.#tallies[column] ?? new ColumnTally(),
    )
    return {
      table: this.#table,
      split,
      tallies,
      facts,
      hiddenRows: this.#hiddenRows,
      mergedFilled: this.#merged.filled,
      width: this.#width,
      complete,
    }
  }

  close(): void {
    this.#files.close()
  }
}
