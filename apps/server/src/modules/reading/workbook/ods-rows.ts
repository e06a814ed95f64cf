import { FileRefused } from '../reading.errors.ts'
import { odsCell } from './ods-cell.ts'
import type { SheetCell, SheetFacts, SheetRow } from './sheet.ts'
import { xmlPieces, type XmlHandler } from './xml-events.ts'

/** What LibreOffice allows. */
const LAST_ROW = 16_777_216
const LAST_COLUMN = 16_384
/** Repetition says in twenty bytes what would be gigabytes: cells that a sheet may have in the end. */
const MOST_CELLS = 100_000_000
const LONGEST_GAP = 32_767

/** The rows of one sheet, in pieces as they are parsed. @param index of the sheet among those of the document. */
export async function* odsRows(
  bytes: AsyncIterable<Buffer>,
  index: number,
  name: string,
  facts: SheetFacts,
): AsyncGenerator<SheetRow> {
  const parser = new TableParser(index, name, facts)
  for await (const _ of xmlPieces(bytes, 'content.xml', parser)) {
    yield* parser.take()
    if (parser.finished) return
  }
}

function times(attributes: Readonly<Record<string, string>>, what: string, most: number): number {
  const count = Number(attributes[`table:number-${what}`] ?? '1')
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1
}

class TableParser implements XmlHandler {
  readonly #wanted: number
  readonly #name: string
  readonly #facts: SheetFacts
  #table = -1
  #depth = 0
  #rows: { row: SheetRow; repeated: number }[] = []
  #row = 0
  #rowAttributes: Readonly<Record<string, string>> = {}
  #cells: (SheetCell | undefined)[] = []
  #column = 0
  #columns = 0
  #cell: Readonly<Record<string, string>> | null = null
  #shown = ''
  #paragraphs = 0
  #inParagraph = 0
  /** Notes and drawings inside a cell are not its text. */
  #aside = 0
  #total = 0
  finished = false

  constructor(wanted: number, name: string, facts: SheetFacts) {
    this.#wanted = wanted
    this.#name = name
    this.#facts = facts
  }

  *take(): Generator<SheetRow> {
    const rows = this.#rows
    this.#rows = []
    for (const { row, repeated } of rows)
      for (let copy = 0; copy < repeated; copy += 1) yield { ...row, number: row.number + copy }
  }

  get #active(): boolean {
    return this.#table === this.#wanted && this.#depth === 1
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table') {
      if (this.#depth === 0) this.#table += 1
      this.#depth += 1
    } else if (!this.#active) return
    else if (name === 'table-row') this.#openRow(attributes)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#openCell(attributes)
    else if (name === 'table-column') this.#addColumn(attributes)
    else if (name === 'annotation' || name === 'frame' || name === 'shapes' || name === 'custom-shape') this.#aside += 1
    else if (this.#cell !== null && this.#aside === 0) this.#openText(name, attributes)
  }

  close(name: string): void {
    if (name === 'table') {
      this.#depth -= 1
      if (this.#depth === 0 && this.#table === this.#wanted) this.finished = true
    } else if (!this.#active) return
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell()
    else if (name === 'table-row') this.#closeRow()
    else if (name === 'annotation' || name === 'frame' || name === 'shapes' || name === 'custom-shape') this.#aside -= 1
    else if (name === 'p' && this.#aside === 0) this.#inParagraph -= 1
  }

  text(value: string): void {
    if (this.#active && this.#inParagraph > 0 && this.#aside === 0) this.#shown += value
  }

  #openRow(attributes: Readonly<Record<string, string>>): void {
    this.#rowAttributes = attributes
    this.#cells = []
    this.#column = 0
  }

  #closeRow(): void {
    const repeated = times(this.#rowAttributes, 'rows-repeated', LAST_ROW)
    const number = this.#row + 1
    this.#row += repeated
    const filled = this.#cells.filter((cell) => cell !== undefined).length
    if (filled === 0) return
    this.#total += filled * repeated
    if (this.#total > MOST_CELLS || this.#row > LAST_ROW) {
      throw new FileRefused('workbook_too_large', 'The sheet repeats its cells without end.', {
        expected: `at most ${MOST_CELLS} cells with values`,
        where: `${this.#name}!A${number}`,
      })
    }
    const visibility = this.#rowAttributes['table:visibility'] ?? 'visible'
    this.#rows.push({ row: { number, hidden: visibility !== 'visible', cells: this.#cells }, repeated })
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    this.#cell = attributes
    this.#shown = ''
    this.#paragraphs = 0
    this.#inParagraph = 0
  }

  #closeCell(): void {
    const attributes = this.#cell
    this.#cell = null
    if (attributes === null) return
    const repeated = times(attributes, 'columns-repeated', LAST_COLUMN)
    const cell = odsCell(attributes, this.#shown)
    const left = this.#column
    this.#column = Math.min(LAST_COLUMN, left + repeated)
    const down = times(attributes, 'rows-spanned', LAST_ROW)
    const across = times(attributes, 'columns-spanned', LAST_COLUMN)
    const top = this.#row + 1
    if (down > 1) this.#facts.merges.push({ top, bottom: top + down - 1, left, right: left + across - 1 })
    if (cell === undefined) return
    for (let column = left; column < this.#column; column += 1) this.#cells[column] = cell
  }

  /** Paragraphs are lines; runs of spaces, tabs and line breaks are elements of their own. */
  #openText(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'p') {
      if (this.#paragraphs > 0) this.#shown += '\n'
      this.#paragraphs += 1
      this.#inParagraph += 1
    } else if (name === 's') {
      const count = Number(attributes['text:c'] ?? '1')
      this.#shown += ' '.repeat(count > 0 ? Math.min(count, LONGEST_GAP) : 1)
    } else if (name === 'tab') this.#shown += '\t'
    else if (name === 'line-break') this.#shown += '\n'
  }

  #addColumn(attributes: Readonly<Record<string, string>>): void {
    const repeated = times(attributes, 'columns-repeated', LAST_COLUMN)
    const hidden = (attributes['table:visibility'] ?? 'visible') !== 'visible'
    for (let column = this.#columns; hidden && column < Math.min(LAST_COLUMN, this.#columns + repeated); column += 1)
      this.#facts.hiddenColumns.add(column)
    this.#columns += repeated
  }
}
