import type { Association, Associations, CorrelationMatrix } from '@datapilot/contracts'
import { cramersV, correlationRatio } from './contingency.ts'
import type { RowSample, SampledColumn } from './row-sample.ts'
import { rankedOf, spearman } from './spearman.ts'

/** Pairs grow with the square: 40 columns are 780. */
const COLUMNS = 40
/** A category has few values; more of them make any two columns look related. */
const CATEGORY_VALUES = 100
const ROWS_PER_VALUE = 5
/** Whole numbers up to so many different ones may be codes. */
const CODED_VALUES = 12
const STRONG = 0.3
const STRONGEST = 30

/** Spearman's rho, Cramér's V and the correlation ratio between the columns of a sample. */
export function associationsOf(
  sample: RowSample,
  pearson: CorrelationMatrix | undefined,
): { associations: Associations; spearman: CorrelationMatrix | null } {
  const numbers = sample.columns.filter(isMeasure).slice(0, COLUMNS)
  const categories = sample.columns.filter((one) => isCategory(one, sample.rows)).slice(0, COLUMNS)
  const ranked = numbers.map(({ values }) => rankedOf(values))
  const rho = numbers.length < 2 ? null : symmetric(ranked, spearman)
  const v = categories.length < 2 ? null : symmetric(categories, cramersV)
  const eta = categories.map((category) => numbers.map((number) => correlationRatio(category, number)))
  const hasRatio = categories.length > 0 && numbers.length > 0
  const [categoryNames, numberNames] = [namesOf(categories), namesOf(numbers)]
  return {
    spearman: rho && { method: 'spearman', columns: numberNames, values: rho, exact: sample.exact },
    associations: {
      rows: sample.rows,
      exact: sample.exact,
      cramers_v: v && { columns: categoryNames, values: v },
      correlation_ratio: hasRatio ? { categories: categoryNames, numbers: numberNames, values: eta } : null,
      strongest: strongestOf([
        ...pairsOf('pearson', pearson?.columns ?? [], pearson?.values ?? []),
        ...pairsOf('cramers_v', categoryNames, v ?? []),
        ...eta.flatMap((row, i) => row.map((value, j) => associationOf('correlation_ratio', categoryNames[i], numberNames[j], value))), // prettier-ignore
      ]),
    },
  }
}

function isMeasure({ column }: SampledColumn): boolean {
  return column.number !== null && column.kind !== 'identifier' && column.distinct > 1
}

function isCategory({ column }: SampledColumn, rows: number): boolean {
  const { kind, personal, number, distinct } = column
  const isNamed =
    kind === 'category' || kind === 'boolean' || kind === 'geographic' || (kind === 'identifier' && !number)
  const isCoded = kind === 'number' && column.type === 'integer' && distinct <= CODED_VALUES
  return (
    (isNamed || isCoded) && !personal && distinct > 1 && distinct <= Math.min(CATEGORY_VALUES, rows / ROWS_PER_VALUE)
  )
}

function namesOf(columns: readonly SampledColumn[]): string[] {
  return columns.map(({ column }) => column.name)
}

function symmetric<T>(columns: readonly T[], measure: (a: T, b: T) => number | null): (number | null)[][] {
  const values: (number | null)[][] = columns.map(() => columns.map(() => 1))
  columns.forEach((a, i) => {
    columns.slice(i + 1).forEach((b, k) => {
      const value = measure(a, b)
      const [row, mirrored] = [values[i], values[i + 1 + k]]
      if (row && mirrored) row[i + 1 + k] = mirrored[i] = value
    })
  })
  return values
}

function pairsOf(
  method: Association['method'],
  names: readonly string[],
  values: readonly (readonly (number | null)[])[],
) {
  return values.flatMap((row, i) =>
    row.slice(i + 1).map((value, k) => associationOf(method, names[i], names[i + 1 + k], value)),
  )
}

function associationOf(method: Association['method'], a = '', b = '', value: number | null = null) {
  return { columns: [a, b] as [string, string], method, value: value ?? 0 }
}

/** Of a pair that two measures describe (a coded number), the stronger one. */
function strongestOf(all: readonly Association[]): Association[] {
  const best = new Map<string, Association>()
  for (const one of all) {
    const key = JSON.stringify([...one.columns].sort())
    const known = best.get(key)
    if (one.columns[0] !== one.columns[1] && (!known || Math.abs(one.value) > Math.abs(known.value))) best.set(key, one)
  }
  return [...best.values()]
    .filter(({ value }) => Math.abs(value) >= STRONG)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.columns.join() < b.columns.join() ? -1 : 1))
    .slice(0, STRONGEST)
}
