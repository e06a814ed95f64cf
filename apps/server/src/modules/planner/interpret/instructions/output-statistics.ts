import type { MeasureFunction } from '@datapilot/contracts'

/** What an output asks for, by the words of its name. */
export type Wanted =
  | { readonly kind: 'measure'; readonly fn: MeasureFunction; readonly q: number | null }
  | { readonly kind: 'outliers' | 'p_value' | 'correlation' | 'rows' | 'statistic' }
  | { readonly kind: 'regression'; readonly outcome: 'slope' | 'intercept' | 'r_squared' }

interface Pattern {
  readonly words: readonly string[]
  readonly wanted: Wanted
}

const measure = (fn: MeasureFunction, q: number | null = null): Wanted => ({ kind: 'measure', fn, q })
const one = (wanted: Wanted, ...names: string[]): Pattern[] => names.map((name) => ({ words: name.split(' '), wanted }))

/** Longer and more special names come first. */
const PATTERNS: readonly Pattern[] = [
  ...one({ kind: 'p_value' }, 'p value', 'pvalue', 'p val', 'pval', 'valor p'),
  ...one({ kind: 'outliers' }, 'outlier', 'outliers', 'atipicos', 'anomalies'),
  ...one({ kind: 'regression', outcome: 'r_squared' }, 'r squared', 'r 2', 'r2', 'rsquared', 'determination'),
  ...one({ kind: 'regression', outcome: 'slope' }, 'slope', 'inclinacao'),
  ...one({ kind: 'regression', outcome: 'intercept' }, 'intercept', 'intercepto'),
  ...one({ kind: 'correlation' }, 'correlation', 'corr', 'correlacao', 'pearson', 'r value', 'correlation coefficient'),
  ...one(measure('missing'), 'missing', 'null', 'nulls', 'nan', 'ausentes', 'nulos'),
  ...one(measure('count_distinct'), 'unique', 'distinct', 'distintos', 'unicos'),
  ...one(
    measure('quantile', 0.25),
    'q 1',
    'q1',
    'first quartile',
    '25 th',
    'percentile 25',
    '25 percentile',
    'lower quartile',
  ),
  ...one(
    measure('quantile', 0.75),
    'q 3',
    'q3',
    'third quartile',
    '75 th',
    'percentile 75',
    '75 percentile',
    'upper quartile',
  ),
  ...one(measure('mean'), 'mean', 'average', 'avg', 'media', 'medio'),
  ...one(measure('median'), 'median', 'mediana'),
  ...one(measure('mode'), 'mode', 'moda'),
  ...one(measure('variance'), 'variance', 'var', 'variancia'),
  ...one(
    measure('standard_deviation'),
    'std',
    'stddev',
    'stdev',
    'sd',
    'deviation',
    'desvio',
    'std dev',
    'standard deviation',
  ),
  ...one(measure('skewness'), 'skewness', 'skew', 'assimetria'),
  ...one(measure('kurtosis'), 'kurtosis', 'kurt', 'curtose'),
  ...one(measure('range'), 'range', 'amplitude'),
  ...one(measure('min'), 'min', 'minimum', 'lowest', 'smallest', 'minimo', 'menor'),
  ...one(measure('max'), 'max', 'maximum', 'highest', 'largest', 'maximo', 'maior'),
  ...one({ kind: 'statistic' }, 'statistic', 'test statistic', 't statistic', 'w statistic'),
  ...one(measure('sum'), 'sum', 'soma', 'total'),
  ...one({ kind: 'rows' }, 'count', 'number', 'num', 'n', 'quantidade', 'contagem'),
]

/** Words that name a statistic and never part of what it is taken of. */
export const STATISTIC_WORDS: ReadonlySet<string> = new Set([
  ...PATTERNS.flatMap(({ words }) => words),
  'coefficient',
  'dev',
  'standard',
  'value',
  'values',
  'total',
])

/** Of `total number of missing values` the special word decides, of `total_count` the count. */
export function wantedBy(words: readonly string[]): Wanted | null {
  const text = ` ${words.join(' ')} `
  const found = PATTERNS.find(({ words: pattern }) => text.includes(` ${pattern.join(' ')} `))
  if (!found) return null
  const counted = /\b(?:count|number|num|n)\b/u.test(text)
  return found.wanted.kind === 'measure' && found.wanted.fn === 'sum' && counted ? { kind: 'rows' } : found.wanted
}
