import type { AggregatePlan, Measure } from '@datapilot/contracts'

/** The name of a measure's column in a result. */
export function measureName({ fn, operand, second }: Measure): string {
  return operand ? [fn, operand.column, ...(second ? [second.column] : [])].join('_') : fn
}

/** Names of the result's columns, made unique in order. */
export function resultNames({ groups, measures, share, series }: AggregatePlan): string[] {
  const wanted = [
    ...groups.map(({ column, bucket }) => (bucket ? `${bucket}_${column}` : column)),
    ...measures.map(measureName),
    ...(share ? ['share'] : []),
    ...(series ? [series] : []),
  ]
  const seen = new Set<string>()
  return wanted.map((name) => {
    let free = name
    for (let suffix = 2; seen.has(free.toLowerCase()); suffix += 1) free = `${name}_${suffix}`
    seen.add(free.toLowerCase())
    return free
  })
}
