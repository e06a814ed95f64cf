import { join } from 'node:path'
import type { LineCounts, ReadingLine } from '@datapilot/contracts'
import type { HeaderReading } from '../dialect/header.ts'
import { CsvWriter } from './csv-writer.ts'
import { LineRoles } from './line-roles.ts'
import type { FileRecord } from './records.ts'
import type { RowRepair } from './row-repair.ts'
import { RowSorter, type RejectReason, type TableEnding } from './row-sorter.ts'

const RAW_LIMIT = 4_000

export interface SplitResult {
  readonly rowsPath: string
  /** Bytes of the longest line in `rowsPath`. */
  readonly longestLine: number
  readonly rows: number
  readonly rejected: number
  readonly reasons: ReadonlyMap<RejectReason, number>
  readonly repaired: number
  readonly repairedAt: readonly number[]
  readonly unquoted: number
  /** Records with values that look like rows. */
  readonly swallowing: number
  readonly footer: readonly FileRecord[]
  readonly lines: LineCounts
  /** Physical line where another table begins; null when none was seen. */
  readonly otherTable: number | null
  /** The first and last lines with their roles; only where not everything is read. */
  readonly shown: readonly ReadingLine[]
}

export interface RecordFilesInput {
  readonly header: HeaderReading
  readonly repair: RowRepair
  readonly ending: TableEnding
  /** Folder for `rows.csv` and `rejects.csv`. */
  readonly scratch: string
  /** Whether the lines are remembered with their roles. */
  readonly show: boolean
}

/** Records on their way into two files that the engine reads without guessing: rows and rejects. */
export class RecordFiles {
  readonly #rows: CsvWriter
  readonly #rejects: CsvWriter
  readonly #roles = new LineRoles()
  readonly #sorter: RowSorter
  readonly #complete: boolean
  #physical = 0
  #otherTable: number | null = null

  constructor({ header, repair, ending, scratch, show }: RecordFilesInput) {
    this.#complete = ending.complete
    this.#rows = new CsvWriter(join(scratch, 'rows.csv'), header.width)
    this.#rejects = new CsvWriter(join(scratch, 'rejects.csv'), 3)
    const sink = {
      row: (fields: readonly string[]) => this.#rows.write(fields),
      reject: (record: FileRecord, reason: RejectReason) => {
        if (reason === 'other_table') this.#otherTable ??= record.line
        this.#rejects.write([String(record.line), reason, record.raw.slice(0, RAW_LIMIT)])
      },
      ...(show ? { line: this.#roles.note.bind(this.#roles) } : {}),
    }
    this.#sorter = new RowSorter(header, repair, sink, ending)
  }

  get rows(): number {
    return this.#sorter.rows
  }

  add(record: FileRecord): void {
    this.#physical += record.lines
    this.#sorter.add(record)
  }

  /** Sorts what was held back and closes the files. */
  finish(): SplitResult {
    this.#sorter.end()
    this.close()
    const { rows, rejected, reasons, repaired, repairedAt, unquoted, swallowing, footer, lines } = this.#sorter
    return {
      rowsPath: this.#rows.path,
      longestLine: this.#rows.longestLine,
      rows,
      rejected,
      reasons,
      repaired,
      repairedAt,
      unquoted,
      swallowing,
      footer,
      lines: { physical: this.#physical, ...lines },
      otherTable: this.#otherTable,
      shown: this.#roles.lines(this.#complete),
    }
  }

  close(): void {
    this.#rows.close()
    this.#rejects.close()
  }
}
