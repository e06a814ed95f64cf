import type { Comparator, Language, MeasureFunction, TimeBucket } from '@datapilot/contracts'

/** The words in which a plan is told. */
export interface Vocabulary {
  readonly measures: Readonly<Record<MeasureFunction, string>>
  readonly comparisons: Readonly<Record<Comparator, string>>
  readonly buckets: Readonly<Record<TimeBucket, string>>
  readonly months: readonly string[]
  readonly where: string
  readonly by: string
  readonly and: string
  readonly or: string
  readonly not: string
  readonly of: string
  readonly between: string
  readonly contains: string
  readonly empty: string
  readonly rows: string
  readonly first: string
  readonly last: string
  readonly highest: string
  readonly lowest: string
  readonly share: string
  readonly series: Readonly<Record<'running_total' | 'difference' | 'growth', string>>
  /** `the second largest`: before the column. */
  nth(n: number, descending: boolean): string
  readonly outcomes: Readonly<Record<'difference' | 'ratio' | 'growth', string>>
  readonly next: string
  readonly previous: string
  readonly quarter: string
  readonly year: string
}

export const VOCABULARY: Readonly<Record<Language, Vocabulary>> = {
  pt: {
    measures: {
      count: 'número de linhas',
      count_distinct: 'número de valores diferentes de',
      missing: 'linhas sem valor em',
      sum: 'soma de',
      mean: 'média de',
      median: 'mediana de',
      min: 'menor valor de',
      max: 'maior valor de',
      range: 'amplitude de',
      standard_deviation: 'desvio padrão amostral de',
      variance: 'variância amostral de',
      population_deviation: 'desvio padrão populacional de',
      population_variance: 'variância populacional de',
      mode: 'valor mais frequente de',
      quantile: 'quantil de',
      skewness: 'assimetria de',
      kurtosis: 'curtose de',
      population_skewness: 'assimetria populacional de',
      population_kurtosis: 'curtose populacional de',
      correlation: 'correlação de Pearson entre',
    },
    comparisons: { lt: '<', le: '≤', gt: '>', ge: '≥', eq: '=', ne: '≠' },
    buckets: { year: 'ano de', quarter: 'trimestre de', month: 'mês de', day: 'dia de', weekday: 'dia da semana de' },
    months: [
      'janeiro',
      'fevereiro',
      'março',
      'abril',
      'maio',
      'junho',
      'julho',
      'agosto',
      'setembro',
      'outubro',
      'novembro',
      'dezembro',
    ],
    where: 'onde',
    by: 'por',
    and: 'e',
    or: 'ou',
    not: 'não',
    of: 'de',
    between: 'entre',
    contains: 'contém',
    empty: 'vazio',
    rows: 'linhas',
    first: 'primeira linha',
    last: 'última linha',
    highest: 'com o maior',
    lowest: 'com o menor',
    share: 'participação de',
    outcomes: { difference: 'diferença', ratio: 'razão', growth: 'crescimento' },
    series: {
      running_total: 'com o total acumulado',
      difference: 'com a diferença para o grupo anterior',
      growth: 'com a variação sobre o grupo anterior',
    },
    nth: (n, descending) => `com o ${n}º ${descending ? 'maior' : 'menor'} valor de`,
    next: 'na linha seguinte a',
    previous: 'na linha anterior a',
    quarter: 'trimestre',
    year: 'ano de',
  },
  en: {
    measures: {
      count: 'number of rows',
      count_distinct: 'number of different values of',
      missing: 'rows without',
      sum: 'sum of',
      mean: 'mean of',
      median: 'median of',
      min: 'smallest',
      max: 'largest',
      range: 'range of',
      standard_deviation: 'sample standard deviation of',
      variance: 'sample variance of',
      population_deviation: 'population standard deviation of',
      population_variance: 'population variance of',
      mode: 'most frequent value of',
      quantile: 'quantile of',
      skewness: 'skewness of',
      kurtosis: 'excess kurtosis of',
      population_skewness: 'population skewness of',
      population_kurtosis: 'population excess kurtosis of',
      correlation: 'Pearson correlation of',
    },
    comparisons: { lt: '<', le: '≤', gt: '>', ge: '≥', eq: '=', ne: '≠' },
    buckets: { year: 'year of', quarter: 'quarter of', month: 'month of', day: 'day of', weekday: 'weekday of' },
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    where: 'where',
    by: 'by',
    and: 'and',
    or: 'or',
    not: 'not',
    of: 'of',
    between: 'between',
    contains: 'contains',
    empty: 'empty',
    rows: 'rows',
    first: 'first row',
    last: 'last row',
    highest: 'with the largest',
    lowest: 'with the smallest',
    share: 'share of',
    outcomes: { difference: 'difference', ratio: 'ratio', growth: 'growth' },
    series: {
      running_total: 'with the running total',
      difference: 'with the difference from the group before',
      growth: 'with the growth over the group before',
    },
    nth: (n, descending) => `with ${descending ? 'largest' : 'smallest'} value number ${n} of`,
    next: 'in the row after',
    previous: 'in the row before',
    quarter: 'quarter',
    year: 'year of',
  },
}
