import type { FileFormat } from '@datapilot/contracts'

/** A cell as the file says it: numbers with a point and every digit, moments in ISO 8601. */
export type SheetCell =
  | { readonly kind: 'text' | 'boolean' | 'error'; readonly text: string }
  /** @property moment text in ISO 8601. */
  | { readonly kind: 'moment'; readonly text: string }
  /** @property percent the value is a fraction that is shown in hundredths. */
  | { readonly kind: 'number'; readonly text: string; readonly unit: string | null; readonly percent: boolean }
  /** A formula whose value the file does not hold, as programs without a calculator write it. */
  | { readonly kind: 'uncalculated' }

/** A row with values. Rows without any are left out; `number` says where it stands (1-based). */
export interface SheetRow {
  readonly number: number
  readonly hidden: boolean
  /** By column, 0-based; holes are empty cells. */
  readonly cells: readonly (SheetCell | undefined)[]
}

/** A rectangle of merged cells; rows 1-based, columns 0-based, both ends included. */
export interface MergedCells {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What is known of a sheet beside its rows; complete when all of them were read. */
export interface SheetFacts {
  readonly merges: MergedCells[]
  /** 0-based columns. */
  readonly hiddenColumns: Set<number>
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** The rows from the first one on; each call reads anew. */
  rows(facts: SheetFacts): AsyncIterable<SheetRow>
}

export interface Workbook {
  readonly format: Extract<FileFormat, 'xlsx' | 'xls' | 'ods'>
  readonly sheets: readonly Sheet[]
  close(): void
}

/** `C` of column 2. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** A number as it stands in the file, without what binary fractions add (`1.1000000000000001` is 1.1). */
export function canonicalNumber(raw: string): string | null {
  const text = raw.trim()
  if (/^-?(?:0|[1-9]\d*)$/.test(text)) return text
  const value = text === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) return null
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
}
