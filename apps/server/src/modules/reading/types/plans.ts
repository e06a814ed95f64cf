import type { ColumnType, CorrectedType, DateOrder, Dialect } from '@datapilot/contracts'

export type DecimalMark = NonNullable<Dialect['decimal']>
export type ThousandsMark = NonNullable<Dialect['thousands']>

/** What divides groups of three, beside `.` and `,`; or only that U+2212 stands for the minus. */
export type LooseNumbers = ' ' | "'" | 'minus'

interface NumberForm {
  readonly mark: DecimalMark
  readonly decorated: boolean
  readonly loose: LooseNumbers | null
  readonly unit: string | null
  /** Leading zeros are no contradiction: a person said that these are numbers. */
  readonly zeros: boolean
}

/** How the text of a column becomes values. */
export type ColumnPlan =
  /**
   * @property unwrap Excel's `="00123"` becomes what stands between the quotes.
   * @property trim every value was padded, as in tables that are drawn.
   */
  | { readonly type: 'text'; readonly unwrap: boolean; readonly trim: boolean }
  /** No name and no value anywhere, as behind a trailing delimiter: no column of the table. */
  | { readonly type: 'absent' }
  | { readonly type: 'integer' }
  | (NumberForm & { readonly type: 'decimal'; readonly scale: number; readonly whole: boolean })
  | (NumberForm & { readonly type: 'number' })
  | { readonly type: 'boolean' }
  | {
      readonly type: 'date' | 'timestamp'
      readonly order: DateOrder
      readonly shortYear: boolean
      readonly iso: boolean
      readonly zoned: boolean
      /** The month is a word. */
      readonly named: boolean
      /** Some day ends at 24:00, which is the next day's 00:00 (ISO 8601:2004). */
      readonly midnight: boolean
    }
  | { readonly type: 'time'; readonly utc: boolean; readonly halfDay: boolean }
  /** JSON text; with a structure (the engine's notation, as JSON) it becomes nested columns, else it stays JSON. */
  | { readonly type: 'json'; readonly structure: string | null }

export type NumberPlan = Extract<ColumnPlan, { mark: unknown }>
export type MomentPlan = Extract<ColumnPlan, { order: unknown }>

/** A column with what is still open about it. */
export interface PlannedColumn {
  readonly plan: ColumnPlan
  /** Spellings of "no value" become null; only in columns whose other values agree on a type. */
  readonly nullSpellings: ReadonlyMap<string, number>
  /** White space around values is taken off; looked for only where it was seen, because it costs as much as parsing. */
  readonly padded: boolean
  /** Set when the values of this column alone do not decide. */
  readonly ambiguous: 'decimal' | 'date_order' | null
  /** Values that speak against the type the column would almost have. */
  readonly mixed: number
}

/** What the file as a whole suggests where a column does not decide. */
export interface Conventions {
  readonly decimal: DecimalMark | null
  /** Said by hand; undefined where it was not, null where numbers have no groups. */
  readonly thousands: ThousandsMark | null | undefined
  readonly dateOrder: DateOrder | null
  /** Decimal comma and day first are what files with `;` mostly have. */
  readonly european: boolean
}

/** What a person said about one column, or what the file's own format says beyond doubt. */
export interface GivenColumn {
  readonly type: CorrectedType | null
  readonly dateOrder: DateOrder | null
  /** The decimal mark that its numbers have for certain; such a column says nothing about the others. */
  readonly mark?: DecimalMark
  /** The column holds JSON. */
  readonly nested?: Extract<ColumnPlan, { type: 'json' }>
}

/** Null for what is no column of the table. */
export function columnType(plan: ColumnPlan): ColumnType | null {
  if (plan.type === 'absent') return null
  return plan.type === 'decimal' && plan.whole ? 'integer' : plan.type
}

export function textColumn(mixed = 0, unwrap = false, trim = false): PlannedColumn {
  return { plan: { type: 'text', unwrap, trim }, nullSpellings: new Map(), padded: false, ambiguous: null, mixed }
}
