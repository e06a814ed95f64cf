import { z } from 'zod'
import { AnalysisPlan } from './plan-analysis.ts'
import { Comparator, Condition, Direction, Grouping, Join, Measure, RowOrder } from './plan-parts.ts'

/** Cells of rows: which rows (filter, order, first `limit` with ties), which columns. */
export const LookupPlan = z.object({
  kind: z.literal('lookup'),
  table: z.string(),
  filter: Condition.nullable(),
  select: z.array(z.string()).min(1),
  distinct: z.boolean(),
  order: RowOrder.nullable(),
  limit: z.int().positive().nullable(),
  /** Only the rows with the n-th of the different values in that order (`second largest`); then `limit` is null. */
  nth: z.int().positive().optional(),
  joins: z.array(Join).optional(),
})
export type LookupPlan = z.infer<typeof LookupPlan>

/** Figures over all matching rows or per group; the first `limit` groups in the order of a measure, ties included. */
export const AggregatePlan = z.object({
  kind: z.literal('aggregate'),
  table: z.string(),
  filter: Condition.nullable(),
  measures: z.array(Measure).min(1),
  groups: z.array(Grouping),
  having: z.object({ comparison: Comparator, value: z.number() }).nullable(),
  /** By the first measure, or by the groups themselves when null. */
  direction: Direction.nullable(),
  limit: z.int().positive().nullable(),
  /** True when each group's share of the total of the first measure is wanted. */
  share: z.boolean(),
  /** Only the groups with the n-th of the different figures in the order of `direction`; then `limit` is null. */
  nth: z.int().positive().optional(),
  /** One more column over the groups in their own order: the first measure added up so far, or its change from the group before. */
  series: z.enum(['running_total', 'difference', 'growth']).optional(),
  joins: z.array(Join).optional(),
})
export type AggregatePlan = z.infer<typeof AggregatePlan>

/** A part of a whole: the measure over rows that also meet `part`, divided by the measure over all rows of `filter`. */
export const SharePlan = z.object({
  kind: z.literal('share'),
  table: z.string(),
  filter: Condition.nullable(),
  part: Condition,
  measure: Measure,
  joins: z.array(Join).optional(),
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
  joins: z.array(Join).optional(),
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

/**
 * A yes or no: a figure over the rows of `left` compared with a number, or with the same figure over the rows of
 * `right`. `is there a sale above 1,000` is a count of rows above zero.
 */
export const VerdictPlan = z.object({
  kind: z.literal('verdict'),
  table: z.string(),
  left: Condition.nullable(),
  right: z.union([Condition, z.number()]),
  measure: Measure,
  comparison: Comparator,
  joins: z.array(Join).optional(),
})
export type VerdictPlan = z.infer<typeof VerdictPlan>

/** What the built-in planner understood: compiled to SQL and to pandas, and put into words. */
export const Plan = z.discriminatedUnion('kind', [
  LookupPlan,
  AggregatePlan,
  SharePlan,
  ComparePlan,
  NeighbourPlan,
  VerdictPlan,
  AnalysisPlan,
])
export type Plan = z.infer<typeof Plan>
