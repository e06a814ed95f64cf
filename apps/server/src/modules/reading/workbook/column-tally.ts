import type { DateOrder } from '@datapilot/contracts'
import { ColumnEvidence } from '../types/column-evidence.ts'
import { provenMark } from '../types/number-plan.ts'
import type { DecimalMark } from '../types/plans.ts'
import { columnLetters, type SheetCell } from './sheet.ts'

/** Text cells that are looked at beside typed ones; what the others say shows when they are converted. */
const MOST_TEXTS = 10_000
const SHOWN_CELLS = 5

/** How the typed cells of a column are written down, so that they mean the same as the text cells beside them. */
export interface Rendering {
  readonly mark: DecimalMark
  readonly order: DateOrder
  /** Shares are written in hundredths; off where the column mixes them with plain numbers. */
  readonly percent: boolean
  /** What the text cells have before or behind their numbers. */
  readonly before: string
  readonly behind: string
}

export const PLAIN_RENDERING: Rendering = { mark: '.', order: 'ymd', percent: true, before: '', behind: '' }

/** Cells that hold no value of the column and say so: errors and formulas that nobody calculated. */
export class OddCells {
  count = 0
  readonly kinds = new Map<string, number>()
  readonly #first: string[] = []

  add(kind: string, column: number, row: number): void {
    this.count += 1
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
    if (this.#first.length < SHOWN_CELLS) this.#first.push(`${columnLetters(column)}${row}`)
  }

  /** `#N/A (2), #REF! (1), first at C7, C9, D2` */
  get described(): string {
    const kinds = [...this.kinds].map(([kind, count]) => (kind === '' ? '' : `${kind} (${count}), `)).join('')
    return `${kinds}first at ${this.#first.join(', ')}`
  }
}

/** What the cells of one column are. */
export class ColumnTally {
  numbers = 0
  percents = 0
  moments = 0
  booleans = 0
  texts = 0
  readonly units = new Map<string, number>()
  readonly errors = new OddCells()
  readonly uncalculated = new OddCells()
  /** Of the text cells. */
  readonly evidence = new ColumnEvidence()

  add(cell: SheetCell, column: number, row: number): void {
    switch (cell.kind) {
      case 'number':
        this.numbers += 1
        if (cell.percent) this.percents += 1
        this.units.set(cell.unit ?? '', (this.units.get(cell.unit ?? '') ?? 0) + 1)
        return
      case 'moment':
        this.moments += 1
        return
      case 'boolean':
        this.booleans += 1
        return
      case 'error':
        this.errors.add(cell.text, column, row)
        return
      case 'uncalculated':
        this.uncalculated.add('', column, row)
        return
      case 'text':
        this.texts += 1
        if (this.texts <= MOST_TEXTS) this.evidence.add(cell.text)
    }
  }

  /** The decimal mark is beyond doubt: no text cell has a say. */
  get certain(): boolean {
    return this.numbers > 0 && this.evidence.values === 0
  }

  /** The unit that every number has by its format; null where they differ or have none. */
  get unit(): string | null {
    if (this.numbers === 0) return null
    if (this.percents === this.numbers) return '%'
    const [unit] = this.units.keys()
    return this.units.size === 1 && this.percents === 0 && unit !== undefined && unit !== '' ? unit : null
  }

  /** Numbers that the formats give different units, or a unit only in part; empty where they agree. */
  get mixedUnits(): { unit: string; count: number }[] {
    const counted = [...this.units].map(([unit, count]) => ({ unit, count }))
    const plain = counted.map((one) => (one.unit === '' ? { unit: '', count: one.count - this.percents } : one))
    const all = [...plain, { unit: '%', count: this.percents }].filter(({ count }) => count > 0)
    return all.length > 1 ? all : []
  }

  /** How its typed cells are to be written. */
  rendering(): Rendering {
    const { values, numbers, moments } = this.evidence
    const percent = this.percents === this.numbers || this.percents === 0
    if (this.numbers > 0 && values > 0 && numbers === values) {
      const [unit = ''] = this.evidence.units.size === 1 ? this.evidence.units.keys() : ['']
      const shared = unit !== '' && unit === this.unit?.toLowerCase() ? this.unit : ''
      const mark = provenMark(this.evidence) ?? '.'
      return { mark, order: 'ymd', percent, before: shared === '%' ? '' : shared, behind: shared === '%' ? '%' : '' }
    }
    if (this.moments > 0 && values > 0 && moments.yearLast === values) {
      const monthFirst = moments.onlyMonthFirst > 0 && moments.onlyDayFirst === 0
      return { ...PLAIN_RENDERING, percent, order: monthFirst ? 'mdy' : 'dmy' }
    }
    return { ...PLAIN_RENDERING, percent }
  }
}

/** A typed cell as text; empty for what holds no value. */
export function renderCell(cell: SheetCell | undefined, rendering: Rendering): string {
  if (cell === undefined || cell.kind === 'error' || cell.kind === 'uncalculated') return ''
  if (cell.kind === 'moment') return inOrder(cell.text, rendering.order)
  if (cell.kind !== 'number') return cell.text
  const digits = cell.percent && rendering.percent ? inHundredths(cell.text) : cell.text
  const marked = rendering.mark === ',' ? digits.replace('.', ',') : digits
  return rendering.before + marked + rendering.behind
}

/** 0.07 as 7: fifteen digits, as spreadsheets calculate, so that no binary rest shows. */
function inHundredths(text: string): string {
  return String(Number((Number(text) * 100).toPrecision(15)))
}

function inOrder(iso: string, order: DateOrder): string {
  const [, year, month, day, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(iso) ?? []
  if (year === undefined || order === 'ymd') return iso
  return (order === 'dmy' ? `${day ?? ''}/${month ?? ''}/${year}` : `${month ?? ''}/${day ?? ''}/${year}`) + rest
}
