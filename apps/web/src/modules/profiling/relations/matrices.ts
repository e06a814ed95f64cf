import type { Profile } from '@datapilot/contracts'

/** A grid of coefficients between columns; `signed` ones run from −1 to +1, the others from 0 to 1. */
export interface RelationMatrix {
  method: 'pearson' | 'spearman' | 'cramers_v' | 'correlation_ratio'
  rows: string[]
  columns: string[]
  values: (number | null)[][]
  signed: boolean
  exact: boolean
}

/** Every grid that a profile has, those between numbers first; a grid of one column says nothing and is left out. */
export function matricesOf({ correlations, associations }: Profile): RelationMatrix[] {
  const numeric = correlations
    .filter(({ columns }) => columns.length > 1)
    .map(({ method, columns, values, exact }) => ({ method, rows: columns, columns, values, signed: true, exact }))
  const found: RelationMatrix[] = [...numeric]
  const { cramers_v: cramer, correlation_ratio: ratio, exact = false } = associations ?? {}
  if (cramer && cramer.columns.length > 1)
    found.push({
      method: 'cramers_v',
      rows: cramer.columns,
      columns: cramer.columns,
      values: cramer.values,
      signed: false,
      exact,
    })
  if (ratio && ratio.categories.length > 0 && ratio.numbers.length > 0)
    found.push({
      method: 'correlation_ratio',
      rows: ratio.categories,
      columns: ratio.numbers,
      values: ratio.values,
      signed: false,
      exact,
    })
  return found
}
