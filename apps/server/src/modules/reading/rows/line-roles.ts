import type { ReadingLine } from '@datapilot/contracts'
import type { FileRecord } from './records.ts'

const FIRST = 200
const LAST = 20
const LONGEST = 500

/** Remembers the first and the last physical lines of a text with what each was taken for. */
export class LineRoles {
  readonly #first: ReadingLine[] = []
  readonly #last: ReadingLine[] = []

  note(record: FileRecord, role: ReadingLine['role']): void {
    const lines = record.lines === 1 ? [record.raw] : record.raw.split(/\r\n|\n|\r/)
    for (const [offset, text] of lines.entries()) {
      const line = { number: record.line + offset, text: text.slice(0, LONGEST), role }
      if (line.number <= FIRST) this.#first.push(line)
      else if (this.#last.push(line) > LAST * 2) this.#last.splice(0, LAST)
    }
  }

  /** @param complete whether the last lines are the last ones of the file. */
  lines(complete: boolean): ReadingLine[] {
    const byNumber = (left: ReadingLine, right: ReadingLine): number => left.number - right.number
    const last = complete ? this.#last.toSorted(byNumber).slice(-LAST) : []
    return [...this.#first.toSorted(byNumber), ...last]
  }
}
