import { z } from 'zod'
import { ResultTable } from './common.ts'

const Field = z.string().min(1).max(500)
const Title = z.string().max(500)

/** How one visual channel is fed. Nothing here can hold an expression, an address or markup. */
const Channel = z.object({
  field: Field.optional(),
  type: z.enum(['quantitative', 'temporal', 'ordinal', 'nominal']).optional(),
  aggregate: z.enum(['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct']).optional(),
  bin: z.union([z.boolean(), z.object({ maxbins: z.int().min(2).max(200) })]).optional(),
  timeUnit: z.enum(['year', 'quarter', 'month', 'yearmonth', 'yearquarter', 'yearmonthdate', 'date', 'day', 'hours']).optional(), // prettier-ignore
  sort: z.union([z.enum(['ascending', 'descending', 'x', 'y', '-x', '-y']), z.null()]).optional(),
  stack: z.union([z.boolean(), z.enum(['zero', 'normalize', 'center']), z.null()]).optional(),
  title: Title.nullable().optional(),
})

/**
 * The part of Vega-Lite (v5 and v6) that charts may use. Everything else is dropped: no `url`, `href`, `image`,
 * expressions or transforms, because descriptions come from models and from people's code.
 */
export const ChartSpec = z.object({
  mark: z
    .union([
      z.enum(['bar', 'line', 'point', 'area', 'arc', 'rect', 'tick', 'boxplot', 'circle', 'square']),
      z.object({
        type: z.enum(['bar', 'line', 'point', 'area', 'arc', 'rect', 'tick', 'boxplot', 'circle', 'square']),
        point: z.boolean().optional(),
        tooltip: z.boolean().optional(),
        innerRadius: z.number().min(0).max(500).optional(),
        opacity: z.number().min(0).max(1).optional(),
      }),
    ])
    .describe('a Vega-Lite mark'),
  encoding: z.object({
    x: Channel.optional(),
    y: Channel.optional(),
    x2: Channel.optional(),
    y2: Channel.optional(),
    xOffset: Channel.optional(),
    color: Channel.optional(),
    size: Channel.optional(),
    shape: Channel.optional(),
    opacity: Channel.optional(),
    theta: Channel.optional(),
    row: Channel.optional(),
    column: Channel.optional(),
    detail: Channel.optional(),
  }),
  title: Title.optional(),
})
export type ChartSpec = z.infer<typeof ChartSpec>

/** A chart with the rows it draws. */
export const Chart = z.object({ spec: ChartSpec, data: ResultTable })
export type Chart = z.infer<typeof Chart>
