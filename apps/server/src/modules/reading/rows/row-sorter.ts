import type { LineCounts, ReadingLine } from '@datapilot/contracts'
import { isComment, isRuler, repeatsHeader } from '../dialect/asides.ts'
import { isBlank } from '../dialect/sample-records.ts'
import { countFooter } from '../dialect/footer.ts'
import type { HeaderReading } from '../dialect/header.ts'
import { namesColumns } from '../dialect/table-end.ts'
import type { FileRecord } from './records.ts'
import type { RowRepair } from './row-repair.ts'

export type RejectReason =
  'too_few_fields' | 'too_many_fields' | 'other_table' | 'repeated_header' | 'comment' | 'ruler'

export interface RowSink {
  row(fields: readonly string[]): void
  reject(record: FileRecord, reason: RejectReason): void
  /** What the lines of a record were taken for. */
  line?(record: FileRecord, role: ReadingLine['role']): void
}

/** What ends the table. */
export interface TableEnding {
  /** Physical lines of the footer as said by hand; null looks for totals and notes. */
  readonly footerLines: number | null
  /** False for the beginning of a file, which has no end that could be a footer. */
  readonly complete: boolean
}

/** Records at the end that may be totals or notes; so many are held back until the file ends. */
const HELD_BACK = 12
/** This many rows in a row of one other width are another table, not damage. */
const OTHER_TABLE_RUN = 3

/** Sorts the records of a file into rows, repaired rows, rejects and everything around them, and counts their lines. */
export class RowSorter {
  readonly #header: HeaderReading
  readonly #repair: RowRepair
  readonly #sink: RowSink
  readonly #ending: TableEnding
  readonly #heldBack: number
  readonly #lines = { preamble: 0, header: 0, blank: 0, footer: 0, in_rows: 0, in_rejected: 0 }
  readonly #held: FileRecord[] = []
  #misfits: FileRecord[] = []
  /** `until_row`: a run of misfits, ended by a row that fits. `until_header`: another header, ended by ours. */
  #otherTable: 'no' | 'until_row' | 'until_header' = 'no'
  /** Another table of the same width began behind a blank line; it goes on to the end. */
  #tableEnded = false
  #afterBlank = false
  rows = 0
  rejected = 0
  readonly reasons = new Map<RejectReason, number>()
  repaired = 0
  readonly repairedAt: number[] = []
  unquoted = 0
  swallowing = 0
  footer: readonly FileRecord[] = []

  constructor(header: HeaderReading, repair: RowRepair, sink: RowSink, ending: TableEnding) {
    this.#header = header
    this.#repair = repair
    this.#sink = sink
    this.#ending = ending
    this.#heldBack = Math.max(HELD_BACK, ending.footerLines ?? 0)
  }

  add(record: FileRecord): void {
    if (record.line < this.#header.firstDataLine) {
      if (this.#header.line !== null && record.line >= this.#header.line) this.#count(record, 'header')
      else this.#count(record, isBlank(record) ? 'blank' : 'preamble')
      return
    }
    this.#held.push(record)
    if (this.#held.length > this.#heldBack) this.#sort(this.#held.shift() as FileRecord)
  }

  end(): void {
    const footer = this.#footerRecords()
    this.footer = this.#held.splice(this.#held.length - footer, footer)
    // One by one, because the next record tells whether another table begins.
    for (let record = this.#held.shift(); record !== undefined; record = this.#held.shift()) this.#sort(record)
    this.#settleMisfits(false)
    for (const record of this.footer) this.#count(record, isBlank(record) ? 'blank' : 'footer')
  }

  #footerRecords(): number {
    const { footerLines, complete } = this.#ending
    if (!complete) return 0
    if (footerLines === null) return countFooter(this.#held, this.#header.width)
    let records = 0
    let lines = 0
    while (lines < footerLines && records < this.#held.length) {
      records += 1
      lines += this.#held.at(-records)?.lines ?? 0
    }
    return records
  }

  #count(record: FileRecord, kind: 'preamble' | 'header' | 'blank' | 'footer'): void {
    this.#lines[kind] += record.lines
    this.#sink.line?.(record, kind)
  }

  /** Lines by what they are; `physical` is counted elsewhere, so that the two can be compared. */
  get lines(): Omit<LineCounts, 'physical'> {
    return { ...this.#lines }
  }

  #sort(record: FileRecord): void {
    const blank = this.#header.width > 1 && isBlank(record)
    this.#tableEnded ||= this.#afterBlank && !blank && this.#startsTable(record)
    this.#afterBlank = blank
    if (blank) {
      this.#count(record, 'blank')
    } else if (this.#tableEnded || (this.#header.tableEnd !== null && record.line >= this.#header.tableEnd)) {
      this.#settleMisfits(false)
      this.#reject(record, 'other_table')
    } else if (this.#header.comments && isComment(record)) {
      this.#reject(record, 'comment')
    } else if (isRuler(record)) {
      this.#reject(record, 'ruler')
    } else if (repeatsHeader(this.#header.cells, record.fields)) {
      this.#settleMisfits(false)
      this.#otherTable = record.fields.length === this.#header.width ? 'no' : 'until_header'
      this.#reject(record, 'repeated_header')
    } else if (this.#otherTable !== 'until_header' && record.fields.length === this.#header.width) {
      this.#settleMisfits(false)
      this.#otherTable = 'no'
      this.#accept(record, record.fields)
    } else if (this.#otherTable !== 'no') {
      this.#reject(record, 'other_table')
    } else {
      this.#misfits.push(record)
      const run = this.#misfits.filter(({ fields }) => fields.length === record.fields.length).length
      if (run >= OTHER_TABLE_RUN && run === this.#misfits.length) this.#settleMisfits(true)
    }
  }

  /** The line behind a blank one names columns, and a row of the same width follows. */
  #startsTable(record: FileRecord): boolean {
    const { width, typed } = this.#header
    return this.#held[0]?.fields.length === width && namesColumns(record, width, typed)
  }

  /** Misfits are decided when it is clear whether they stand alone. */
  #settleMisfits(run: boolean): void {
    const misfits = this.#misfits
    this.#misfits = []
    const repairs = misfits.map((record) => this.#repair.repair(record.fields))
    // A run of rows that all fit after the same repair has trailing delimiters; otherwise it is another table.
    const another = run && repairs.some((row) => row === null)
    if (another) this.#otherTable = 'until_row'
    for (const [index, record] of misfits.entries()) {
      const row = another ? null : (repairs[index] ?? null)
      if (row !== null) {
        this.repaired += 1
        if (this.repairedAt.length < 20) this.repairedAt.push(record.line)
        this.#accept(record, row)
      } else
        this.#reject(
          record,
          another ? 'other_table' : record.fields.length < this.#header.width ? 'too_few_fields' : 'too_many_fields',
        )
    }
  }

  #accept(record: FileRecord, fields: readonly string[]): void {
    this.rows += 1
    this.#lines.in_rows += record.lines
    if (record.damaged) this.unquoted += 1
    if (record.swallows === true) this.swallowing += 1
    this.#sink.row(fields)
    this.#sink.line?.(record, 'row')
  }

  #reject(record: FileRecord, reason: RejectReason): void {
    this.rejected += 1
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
    this.#lines.in_rejected += record.lines
    this.#sink.reject(record, reason)
    this.#sink.line?.(record, reason === 'comment' ? 'comment' : 'rejected')
  }
}
