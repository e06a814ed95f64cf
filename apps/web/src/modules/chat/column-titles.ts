import type { AggregatePlan, Answer, ResultColumn } from '@datapilot/contracts'

type Translate = (key: string, named?: Record<string, unknown>) => string

function isAggregate(plan: unknown): plan is AggregatePlan {
  return typeof plan === 'object' && plan !== null && 'kind' in plan && plan.kind === 'aggregate'
}

/**
 * What stands above the columns of a result. Figures and periods that the planner named itself (`sum_valor`,
 * `month_data`) are put into words; a column of the data keeps the name that its file gives it.
 */
export function columnTitles(columns: readonly ResultColumn[], plan: unknown, t: Translate): string[] {
  const names = columns.map(({ name }) => name)
  if (!isAggregate(plan)) return names
  const titles = [
    ...plan.groups.map(({ column, bucket }) => (bucket ? t(`measure.by_${bucket}`, { column }) : column)),
    ...plan.measures.map(({ fn, operand, second }) => {
      if (!operand) return t('measure.count')
      return t(`measure.${fn}_of`, { column: second ? `${operand.column}, ${second.column}` : operand.column })
    }),
    ...(plan.share ? [t('measure.share')] : []),
  ]
  return titles.length === names.length ? titles : names
}

/** The same answer with its columns called as {@link columnTitles} says. */
export function withTitles(answer: Answer, plan: unknown, t: Translate): Answer {
  const titles = columnTitles(answer.columns, plan, t)
  return {
    ...answer,
    columns: answer.columns.map((column, index) => ({ ...column, name: titles[index] ?? column.name })),
  }
}
