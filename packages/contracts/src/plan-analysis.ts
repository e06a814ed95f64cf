import { z } from 'zod'
import { Comparator, Condition, Grouping, Measure, Operand, RowOrder } from './plan-parts.ts'

/** Tukey's fences around the quartiles, or distance from the mean in sample standard deviations. */
export const OutlierRule = z.object({
  operand: Operand,
  method: z.enum(['iqr', 'z_score']),
  threshold: z.number().positive(),
  side: z.enum(['both', 'above', 'below']),
})
export type OutlierRule = z.infer<typeof OutlierRule>

const Term = z.object({ sign: z.enum(['+', '-', '*', '/']), value: z.union([Operand, z.number()]) })

/**
 * What is done to the rows before figures are taken, one after another. `name` is a new column; later steps and
 * figures use it like any other. Quotients by zero, logarithms of what is not positive and missing cells are missing.
 */
export const RowStep = z.discriminatedUnion('op', [
  z.object({ op: z.literal('keep'), condition: Condition }),
  z.object({ op: z.literal('complete'), operands: z.array(Operand).min(1) }),
  z.object({ op: z.literal('distinct') }),
  z.object({ op: z.literal('without_outliers'), rule: OutlierRule }),
  /** From left to right: `(first ± a) ÷ b`. */
  z.object({ op: z.literal('formula'), name: z.string(), first: Operand, terms: z.array(Term).min(1) }),
  z.object({ op: z.literal('logarithm'), name: z.string(), operand: Operand }),
  z.object({
    op: z.literal('fill'),
    name: z.string(),
    operand: Operand,
    with: z.union([z.enum(['mean', 'median']), z.number()]),
  }),
  /** Each value falls into the first bin whose upper edge is not below it; above the last edge is the last label. */
  z.object({
    op: z.literal('bins'),
    name: z.string(),
    operand: Operand,
    edges: z.array(z.number()).min(1),
    labels: z.array(z.string()).min(2),
  }),
  z.object({ op: z.literal('scale'), name: z.string(), operand: Operand, method: z.enum(['min_max', 'z_score']) }),
])
export type RowStep = z.infer<typeof RowStep>

export const StatisticalTest = z.enum(['pearson', 'shapiro_wilk', 'dagostino', 'anderson_darling', 't_test'])
export type StatisticalTest = z.infer<typeof StatisticalTest>

/** A label by the first rule that holds; each rule tests other figures of the plan by their names. */
const LabelRule = z.object({
  tests: z
    .array(z.object({ figure: z.string(), absolute: z.boolean(), comparison: Comparator, value: z.number() }))
    .min(1),
  label: z.string(),
})

export const FigureValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measure'), measure: Measure }),
  z.object({ kind: z.literal('outliers'), rule: OutlierRule }),
  /**
   * `pearson` and `t_test` (Welch, two-sided) give p values; `shapiro_wilk` (Royston 1995) and `dagostino` too;
   * `anderson_darling` gives the statistic corrected for an estimated mean and deviation, to be held against 0.752 at 5 %.
   */
  z.object({
    kind: z.literal('test'),
    test: StatisticalTest,
    operand: Operand,
    second: Operand.nullable(),
    /** The rows of the second sample of a t-test. */
    other: Condition.nullable(),
    outcome: z.enum(['statistic', 'p_value']),
  }),
  /** Ordinary least squares of `y` on `x` over the rows that have both. */
  z.object({
    kind: z.literal('regression'),
    x: Operand,
    y: Operand,
    outcome: z.enum(['slope', 'intercept', 'r_squared', 'prediction']),
    at: z.number().nullable(),
  }),
  /** The cell of the first row in an order. */
  z.object({ kind: z.literal('cell'), column: z.string(), order: RowOrder }),
  z.object({ kind: z.literal('label'), rules: z.array(LabelRule).min(1), otherwise: z.string() }),
])
export type FigureValue = z.infer<typeof FigureValue>

/** One figure of an analysis, over the prepared rows that also meet `where`. */
export const Figure = z.object({
  name: z.string(),
  where: Condition.nullable(),
  value: FigureValue,
  /** Decimals that the question asks for; null shows as usual. */
  decimals: z.int().min(0).max(12).nullable(),
  /** Taken from the rows as they were before the first step that leaves outliers out. */
  before_outliers: z.boolean(),
  /** Computed for a label only. */
  hidden: z.boolean(),
})
export type Figure = z.infer<typeof Figure>

/** Instructions for an analysis: rows are prepared step by step, then named figures are taken side by side, or per group. */
export const AnalysisPlan = z.object({
  kind: z.literal('analysis'),
  table: z.string(),
  steps: z.array(RowStep),
  groups: z.array(Grouping),
  figures: z.array(Figure).min(1),
})
export type AnalysisPlan = z.infer<typeof AnalysisPlan>
