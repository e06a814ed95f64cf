import { z } from 'zod'
import { Cell } from './common.ts'

/**
 * A column as a plan reads it. `number` takes the first number out of a text cell (`18,690 (est.)` → 18690);
 * `year` the first four-digit year (`March 3, 1980` → 1980).
 */
export const Operand = z.object({ column: z.string(), as: z.enum(['value', 'number', 'year']) })
export type Operand = z.infer<typeof Operand>

export const Comparator = z.enum(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
export type Comparator = z.infer<typeof Comparator>

/** A test of one row. Text equality always names the exact cells, as they stand in the data. */
export type Condition =
  | { op: 'in'; column: string; values: Cell[] }
  | { op: 'compare'; operand: Operand; comparison: Comparator; value: number | string }
  | { op: 'between'; operand: Operand; low: number | string; high: number | string }
  | { op: 'contains'; column: string; text: string }
  | { op: 'null'; column: string }
  | {
      op: 'period'
      column: string
      year: number | null
      quarter: number | null
      month: number | null
      day: number | null
    }
  | { op: 'and' | 'or'; items: Condition[] }
  | { op: 'not'; item: Condition }

const Bound = z.union([z.number(), z.string()])

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.object({ op: z.literal('in'), column: z.string(), values: z.array(Cell) }),
    z.object({ op: z.literal('compare'), operand: Operand, comparison: Comparator, value: Bound }),
    z.object({ op: z.literal('between'), operand: Operand, low: Bound, high: Bound }),
    z.object({ op: z.literal('contains'), column: z.string(), text: z.string() }),
    z.object({ op: z.literal('null'), column: z.string() }),
    z.object({
      op: z.literal('period'),
      column: z.string(),
      year: z.int().nullable(),
      quarter: z.int().min(1).max(4).nullable(),
      month: z.int().min(1).max(12).nullable(),
      day: z.int().min(1).max(31).nullable(),
    }),
    z.object({ op: z.enum(['and', 'or']), items: z.array(Condition) }),
    z.object({ op: z.literal('not'), item: Condition }),
  ]),
)

export const MeasureFunction = z.enum([
  'count',
  'count_distinct',
  'missing',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'range',
  'standard_deviation',
  'variance',
  'population_deviation',
  'population_variance',
  'mode',
  'quantile',
  'skewness',
  'kurtosis',
  'population_skewness',
  'population_kurtosis',
  'correlation',
])
export type MeasureFunction = z.infer<typeof MeasureFunction>

/** One figure over a set of rows. `count` has no operand; `correlation` has two; `quantile` has `q` in (0, 1). */
export const Measure = z.object({
  fn: MeasureFunction,
  operand: Operand.nullable(),
  second: Operand.nullable(),
  q: z.number().min(0).max(1).nullable(),
})
export type Measure = z.infer<typeof Measure>

export const TimeBucket = z.enum(['year', 'quarter', 'month', 'day', 'weekday'])
export type TimeBucket = z.infer<typeof TimeBucket>

/** Rows are grouped by a column's value or by a bucket of its date. */
export const Grouping = z.object({ column: z.string(), bucket: TimeBucket.nullable() })
export type Grouping = z.infer<typeof Grouping>

export const Direction = z.enum(['ascending', 'descending'])
export type Direction = z.infer<typeof Direction>

/** Order of rows: by an operand, or as they stand in the file when `operand` is null. */
export const RowOrder = z.object({ operand: Operand.nullable(), direction: Direction })
export type RowOrder = z.infer<typeof RowOrder>

/**
 * Columns of another table, looked up by a key that is unique there, so that no row is multiplied. `column` is the key
 * in the plan's own table; each looked-up column appears under the name `as`.
 */
export const Join = z.object({
  table: z.string(),
  column: z.string(),
  key: z.string(),
  columns: z.array(z.object({ column: z.string(), as: z.string() })),
})
export type Join = z.infer<typeof Join>
