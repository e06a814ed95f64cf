import { FileRefused } from '../reading.errors.ts'
import { cellOfNumber } from './cell-of-number.ts'
import type { NumberKind } from './number-format.ts'
import { columnLetters, type SheetCell, type SheetFacts, type SheetRow } from './sheet.ts'
import type { TextTable } from './text-table.ts'
import { isTrue } from './xlsx-parts.ts'
import { unescaped } from './xlsx-strings.ts'
import { xmlPieces, type XmlHandler } from './xml-events.ts'

const MOST_MERGES = 200_000
/** Excel's own limits. */
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384

export interface SheetContext {
  readonly name: string
  readonly strings: TextTable
  readonly styles: readonly NumberKind[]
  readonly from1904: boolean
}

/** The rows of a sheet's XML, in pieces as they are parsed. */
export async function* xlsxRows(
  bytes: AsyncIterable<Buffer>,
  context: SheetContext,
  facts: SheetFacts,
): AsyncGenerator<SheetRow> {
  const parser = new SheetParser(context, facts)
  for await (const _ of xmlPieces(bytes, `sheet ${context.name}`, parser)) yield* parser.take()
}

function refuse(sheet: string, detail: string, cell: string): never {
  throw new FileRefused('workbook_invalid', `The workbook is damaged: ${detail}`, {
    expected: 'a workbook as spreadsheet programs write it',
    where: `${sheet}!${cell}`,
  })
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  formula: boolean
}

class SheetParser implements XmlHandler {
  readonly #context: SheetContext
  readonly #facts: SheetFacts
  #rows: SheetRow[] = []
  #row = 0
  #hidden = false
  #cells: (SheetCell | undefined)[] = []
  #cell: OpenCell | null = null
  /** Text is wanted inside `v` and inside the `t` of an inline string, but not of its phonetic guide. */
  #wanted = false
  #phonetic = 0

  constructor(context: SheetContext, facts: SheetFacts) {
    this.#context = context
    this.#facts = facts
  }

  /** The rows that are complete. */
  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#wanted = true
    else if (name === 't') this.#wanted = this.#cell?.type === 'inlineStr' && this.#phonetic === 0
    else if (name === 'f' && this.#cell !== null) this.#cell.formula = true
    else if (name === 'rPh') this.#phonetic += 1
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'col' && isTrue(attributes['hidden'])) this.#hideColumns(attributes)
    else if (name === 'mergeCell') this.#merge(attributes['ref'] ?? '')
  }

  text(value: string): void {
    if (this.#wanted && this.#cell !== null) this.#cell.value += value
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#wanted = false
    else if (name === 'rPh') this.#phonetic -= 1
    else if (name === 'c') this.#closeCell()
    else if (name === 'row' && this.#cells.length > 0)
      this.#rows.push({ number: this.#row, hidden: this.#hidden, cells: this.#cells })
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const number = r === undefined ? this.#row + 1 : Number(r)
    if (!Number.isInteger(number) || number <= this.#row || number > LAST_ROW)
      refuse(this.#context.name, `row ${(r ?? '').slice(0, 20)} follows row ${this.#row}.`, `A${this.#row}`)
    this.#row = number
    this.#hidden = isTrue(hidden)
    this.#cells = []
    this.#column = 0
  }

  #column = 0

  #openCell({ r, t = 'n', s }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#column : columnOf(r)
    if (column < 0 || column >= LAST_COLUMN)
      refuse(this.#context.name, `a cell stands at ${(r ?? '').slice(0, 20)}.`, `A${this.#row}`)
    this.#column = column + 1
    this.#cell = { column, type: t, style: Number(s ?? '0'), value: '', formula: false }
  }

  #closeCell(): void {
    const open = this.#cell
    this.#cell = null
    this.#wanted = false
    if (open === null) return
    const cell = this.#valueOf(open)
    if (cell !== undefined) this.#cells[open.column] = cell
  }

  #valueOf({ column, type, style, value, formula }: OpenCell): SheetCell | undefined {
    if (value === '' && type !== 'str') return formula ? { kind: 'uncalculated' } : undefined
    switch (type) {
      case 's': {
        const text = this.#context.strings.get(Number(value))
        if (text === undefined)
          refuse(this.#context.name, `it has no text number ${value.slice(0, 20)}.`, this.#at(column))
        return text === '' ? undefined : { kind: 'text', text }
      }
      case 'inlineStr':
      case 'str':
        return value === '' ? undefined : { kind: 'text', text: unescaped(value) }
      case 'b':
        return { kind: 'boolean', text: isTrue(value.trim()) ? 'true' : 'false' }
      case 'e':
        return { kind: 'error', text: value.trim().slice(0, 30) }
      case 'd':
        return {
          kind: 'moment',
          text: value
            .trim()
            .replace('T', ' ')
            .replace(/(?:\.0+)?Z?$/, ''),
        }
      default: {
        const cell = cellOfNumber(value, this.#context.styles[style], this.#context.from1904)
        if (cell === null) refuse(this.#context.name, `${value.slice(0, 30)} is no number.`, this.#at(column))
        return cell
      }
    }
  }

  #at(column: number): string {
    return `${columnLetters(column)}${this.#row}`
  }

  #hideColumns({ min, max }: Readonly<Record<string, string>>): void {
    const to = Math.min(Number(max ?? min), LAST_COLUMN)
    for (let column = Math.max(1, Number(min)); column <= to; column += 1) this.#facts.hiddenColumns.add(column - 1)
  }

  #merge(reference: string): void {
    const [from = '', to = from] = reference.split(':')
    const merged = { top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to) }
    if (this.#facts.merges.length < MOST_MERGES && merged.left >= 0 && merged.right >= 0)
      this.#facts.merges.push(merged)
  }
}

/** 2 of `C7`; -1 for what is no cell. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function rowOf(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? '0')
}
