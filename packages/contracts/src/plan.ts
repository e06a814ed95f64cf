import { z } from 'zod'
import { Cell } from './common.ts'

/**
 * A column as a plan reads it. `number` takes the first number out of a text cell (`18,690 (est.)` → 18690);
 * `year` the first four-digit year (`March 3, 1980` → 1980).
 */
export const Operand = z.object({ column: z.string(), as: z.enum(['value', 'number', 'year']) })
export type Operand = z.infer<typeof Operand>

export const Comparison = z.enum(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
export type Comparison = z.infer<typeof Comparison>

/** A test of one row. Text equality always names the exact cells, as they stand in the data. */
export type Condition =
  | { op: 'in'; column: string; values: Cell[] }
  | { op: 'compare'; operand: Operand; comparison: Comparison; value: number | string }
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
    z.object({ op: z.literal('compare'), operand: Operand, comparison: Comparison, value: Bound }),
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
  'quantile',
  'skewness',
  'kurtosis',
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

/** Cells of rows: which rows (filter, order, first `limit` with ties), which columns. */
export const LookupPlan = z.object({
  kind: z.literal('lookup'),
  table: z.string(),
  filter: Condition.nullable(),
  select: z.array(z.string()).min(1),
  distinct: z.boolean(),
  order: RowOrder.nullable(),
  limit: z.int().positive().nullable(),
})
export type LookupPlan = z.infer<typeof LookupPlan>

/** Figures over all matching rows or per group; the first `limit` groups in the order of a measure, ties included. */
export const AggregatePlan = z.object({
  kind: z.literal('aggregate'),
  table: z.string(),
  filter: Condition.nullable(),
  measures: z.array(Measure).min(1),
  groups: z.array(Grouping),
  having: z.object({ comparison: Comparison, value: z.number() }).nullable(),
  /** By the first measure, or by the groups themselves when null. */
  direction: Direction.nullable(),
  limit: z.int().positive().nullable(),
  /** True when each group's share of the total of the first measure is wanted. */
  share: z.boolean(),
})
export type AggregatePlan = z.infer<typeof AggregatePlan>

/** A part of a whole: the measure over rows that also meet `part`, divided by the measure over all rows of `filter`. */
export const SharePlan = z.object({
  kind: z.literal('share'),
  table: z.string(),
  filter: Condition.nullable(),
  part: Condition,
  measure: Measure,
})
export type SharePlan = z.infer<typeof SharePlan>

/** The measure over two sets of rows and what lies between them: |left − right|, left ÷ right, or (right − left) ÷ left. */
export const ComparePlan = z.object({
  kind: z.literal('compare'),
  table: z.string(),
  left: Condition,
  right: Condition,
  measure: Measure,
  outcome: z.enum(['difference', 'ratio', 'growth']),
})
export type ComparePlan = z.infer<typeof ComparePlan>

/** The rows that stand `offset` places after (before, when negative) the rows of `anchor`, in the order of the file or of an operand. */
export const NeighbourPlan = z.object({
  kind: z.literal('neighbour'),
  table: z.string(),
  filter: Condition.nullable(),
  anchor: Condition,
  offset: z.int(),
  select: z.array(z.string()).min(1),
  order: RowOrder,
})
export type NeighbourPlan = z.infer<typeof NeighbourPlan>

/** What the built-in planner understood: compiled to SQL and to pandas, and put into words. */
export const Plan = z.discriminatedUnion('kind', [LookupPlan, AggregatePlan, SharePlan, ComparePlan, NeighbourPlan])
export type Plan = z.infer<typeof Plan>
