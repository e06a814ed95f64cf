import { classifyCell, type CellKind } from '../dialect/cell-kind.ts'
import type { FileRecord } from './records.ts'

const SAMPLE = 500

/** What the cells of a column look like in rows that fit. */
interface ColumnShape {
  readonly alwaysEmpty: boolean
  readonly neverEmpty: boolean
  /** The one kind of all filled cells; null where they differ or are free text. */
  readonly kind: CellKind | null
}

/**
 * Puts rows of the wrong width back into shape where exactly one way is consistent with every other row: a surplus
 * empty cell is taken out, missing last cells are empty. Everything else is rejected rather than guessed.
 */
export class RowRepair {
  readonly #width: number
  readonly #shortRows: number | null
  readonly #shapes: readonly ColumnShape[]

  /** @param shortRows fields of the rows where the header has more names: the last cells are missing everywhere. */
  constructor(width: number, fitting: readonly FileRecord[], shortRows: number | null = null) {
    this.#width = width
    this.#shortRows = shortRows
    const sample = fitting.slice(0, SAMPLE)
    this.#shapes = Array.from({ length: width }, (_, column) =>
      shapeOf(sample.map((record) => record.fields[column] ?? '')),
    )
  }

  /** The row in the table's width, or null. */
  repair(fields: readonly string[]): readonly string[] | null {
    const surplus = fields.length - this.#width
    if (surplus < 0) return this.#padded(fields, -surplus)
    const trailing = fields.slice(this.#width)
    const cut = fields.slice(0, this.#width)
    if (trailing.every((field) => field.trim() === '') && this.#fits(cut)) return cut
    return surplus === 1 ? this.#withoutOneEmpty(fields) : null
  }

  /** Short rows: only columns that are always empty elsewhere may be missing. */
  #padded(fields: readonly string[], missing: number): readonly string[] | null {
    if (fields.length === this.#shortRows) return padRow(fields, this.#width)
    const tail = this.#shapes.slice(this.#width - missing)
    if (fields.length === 0 || tail.some((shape) => !shape.alwaysEmpty)) return null
    const row = padRow(fields, this.#width)
    return this.#fits(row) ? row : null
  }

  #withoutOneEmpty(fields: readonly string[]): readonly string[] | null {
    const fitting = new Map<string, readonly string[]>()
    for (const [index, field] of fields.entries()) {
      if (field.trim() !== '') continue
      const row = fields.toSpliced(index, 1)
      if (this.#fits(row)) fitting.set(JSON.stringify(row), row)
    }
    const [only] = fitting.values()
    return fitting.size === 1 && only !== undefined ? only : null
  }

  #fits(row: readonly string[]): boolean {
    return this.#shapes.every((shape, column) => {
      const kind = classifyCell(row[column] ?? '')
      if (kind === 'empty') return !shape.neverEmpty
      return !shape.alwaysEmpty && (shape.kind === null || shape.kind === kind)
    })
  }
}

/** A row with empty cells for those that it does not have. */
export function padRow(fields: readonly string[], width: number): string[] {
  return [...fields, ...Array.from({ length: Math.max(0, width - fields.length) }, () => '')]
}

function shapeOf(cells: readonly string[]): ColumnShape {
  const kinds = new Set(cells.map(classifyCell))
  const alwaysEmpty = kinds.size === 1 && kinds.has('empty')
  const neverEmpty = !kinds.has('empty')
  kinds.delete('empty')
  const [kind] = kinds
  const strict = kinds.size === 1 && kind !== undefined && kind !== 'text' && kind !== 'code'
  return { alwaysEmpty, neverEmpty, kind: strict ? kind : null }
}
