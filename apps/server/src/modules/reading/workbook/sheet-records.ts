import type { FileRecord } from '../rows/records.ts'
import { PLAIN_RENDERING, renderCell, type Rendering } from './column-tally.ts'
import type { MergedCells, SheetRow } from './sheet.ts'

/** What a pass over a sheet found out and the next one goes by. */
export interface SheetKnowledge {
  /** Columns of the sheet, as far as any cell has a value. */
  readonly width: number
  readonly renderings: readonly Rendering[]
  /** Merged over several rows, or in the header: the value stands only in the first cell and holds for all. */
  readonly merges: readonly MergedCells[]
}

export const NOTHING_KNOWN: SheetKnowledge = { width: 0, renderings: [], merges: [] }

/** The last column with a value, plus one. */
export function usedWidth({ cells }: SheetRow): number {
  let width = cells.length
  while (width > 0 && cells[width - 1] === undefined) width -= 1
  return width
}

/** Fills cells that are merged downwards, in a sheet whose rows come in order. */
export class MergedColumns {
  readonly #merges: readonly MergedCells[]
  #open: { readonly merged: MergedCells; readonly cell: SheetRow['cells'][number] }[] = []
  #next = 0
  filled = 0

  constructor(merges: readonly MergedCells[]) {
    this.#merges = merges.filter(({ top, bottom }) => bottom > top).toSorted((left, right) => left.top - right.top)
  }

  get any(): boolean {
    return this.#merges.length > 0
  }

  apply(row: SheetRow): SheetRow {
    if (!this.any) return row
    this.#open = this.#open.filter(({ merged }) => merged.bottom >= row.number)
    const cells = [...row.cells]
    for (const { merged, cell } of this.#open) {
      if (cell === undefined || cells[merged.left] !== undefined) continue
      cells[merged.left] = cell
      this.filled += 1
    }
    for (let merged = this.#merges[this.#next]; merged !== undefined; merged = this.#merges[this.#next]) {
      if (merged.top > row.number) break
      if (merged.top === row.number) this.#open.push({ merged, cell: row.cells[merged.left] })
      this.#next += 1
    }
    return { ...row, cells }
  }
}

/** A row as a record of the table machinery: one line of the sheet, every column there. */
export function recordOf(row: SheetRow, width: number, renderings: readonly Rendering[]): FileRecord {
  const fields: string[] = Array.from({ length: Math.max(width, usedWidth(row)) }, (_, column) =>
    renderCell(row.cells[column], renderings[column] ?? PLAIN_RENDERING),
  )
  const blank = fields.every((field) => field.trim() === '')
  const raw = fields.join('\t').replaceAll(/\t+$/g, '')
  return { fields: blank ? [''] : fields, line: row.number, lines: 1, raw, damaged: false }
}

/** Rows without values between two others. */
export function blankRecord(line: number, lines: number): FileRecord {
  return { fields: [''], line, lines, raw: '', damaged: false }
}
