import type { Comparator, Figure, Operand } from '@datapilot/contracts'
import { fold } from '../../language/fold.ts'

type Label = Extract<Figure['value'], { kind: 'label' }>

/** What labels may be about; each names the hidden figures that decide. */
export interface LabelSource {
  readonly correlation: string | null
  readonly pValue: string | null
  /** A normality test: the hidden figure and from where on it speaks against a normal distribution. */
  readonly normality: { readonly figure: string; readonly comparison: Comparator; readonly value: number } | null
  readonly outliers: string | null
}

const NEGATIVE = /^(?:not?|non|nao|false|abnormal|isn.?t|reject)(?:$|[\s_-]|normal)/u
const YES = new Set(['yes', 'true', 'sim', 'verdadeiro'])
const NO = new Set(['no', 'false', 'nao', 'falso'])

function levels(text: string): { alpha: number; strong: number; moderate: number } {
  const alpha = /(?:alpha|significance level|p[- ]?value|nivel)[^.]{0,40}?\b(0\.\d+)/u.exec(text)?.[1]
  const linear =
    /(?:\br\b|coefficient|correlation)[^.]{0,60}?(?:>=?|equal to|at least|above|greater than)\s*(0\.\d+)/u.exec(
      text,
    )?.[1]
  const thresholds = [...text.matchAll(/(?<![\d.])[-+]?(0\.\d+)/gu)]
    .map(([, number]) => Number(number))
    .filter((number) => number > 0.05 && number < 1)
  const sorted = [...new Set(thresholds)].sort((a, b) => a - b)
  return {
    alpha: alpha === undefined ? 0.05 : Number(alpha),
    strong: sorted.at(-1) ?? (linear === undefined ? 0.5 : Number(linear)),
    moderate: sorted[0] ?? 0.3,
  }
}

const test = (figure: string, comparison: Comparator, value: number, absolute = false) => ({
  figure,
  absolute,
  comparison,
  value,
})

function pick(labels: readonly string[], pattern: RegExp): string | undefined {
  return labels.find((label) => pattern.test(fold(label)))
}

/**
 * The rule by which one of the labels is given: linear, nonlinear or none; strong, moderate or weak; normal or not;
 * significant or not; positive or negative. Null where the labels belong to none of these.
 */
export function labelRule(labels: readonly string[], rules: string, source: LabelSource): Label | null {
  const { alpha, strong, moderate } = levels(rules)
  const { correlation, pValue, normality, outliers } = source
  const nonlinear = pick(labels, /non-?linear/u)
  const linear = labels.find((label) => fold(label) === 'linear')
  const none = pick(labels, /^(?:none|no\b.*|nenhuma?)$/u)
  if (linear !== undefined && nonlinear !== undefined && none !== undefined && correlation && pValue)
    return {
      kind: 'label',
      rules: [
        { tests: [test(pValue, 'lt', alpha), test(correlation, 'ge', strong, true)], label: linear },
        { tests: [test(pValue, 'lt', alpha)], label: nonlinear },
      ],
      otherwise: none,
    }
  const [much, some, little] = [
    pick(labels, /strong|forte/u),
    pick(labels, /moderat|moderad/u),
    pick(labels, /weak|frac/u),
  ]
  if (much !== undefined && some !== undefined && little !== undefined && labels.length === 3 && correlation)
    return {
      kind: 'label',
      rules: [
        { tests: [test(correlation, 'ge', strong, true)], label: much },
        { tests: [test(correlation, 'ge', moderate, true)], label: some },
      ],
      otherwise: little,
    }
  const [up, down] = [pick(labels, /^posit/u), pick(labels, /^negat/u)]
  if (up !== undefined && down !== undefined && none !== undefined && labels.length === 3 && correlation && pValue)
    return {
      kind: 'label',
      rules: [
        { tests: [test(pValue, 'ge', alpha)], label: none },
        { tests: [test(correlation, 'gt', 0)], label: up },
      ],
      otherwise: down,
    }
  if (labels.length !== 2) return null
  const negative = labels.find((label) => NEGATIVE.test(fold(label)))
  const positive = labels.find((label) => label !== negative)
  if (negative === undefined || positive === undefined) return signRule(labels, correlation)
  if (normality && (/normal/u.test(fold(labels.join(' '))) || (YES.has(fold(positive)) && NO.has(fold(negative)))))
    return {
      kind: 'label',
      rules: [{ tests: [test(normality.figure, normality.comparison, normality.value)], label: negative }],
      otherwise: positive,
    }
  if (outliers && YES.has(fold(positive)))
    return { kind: 'label', rules: [{ tests: [test(outliers, 'gt', 0)], label: positive }], otherwise: negative }
  if (pValue && (/signific|reject/u.test(fold(labels.join(' '))) || YES.has(fold(positive))))
    return {
      kind: 'label',
      rules: [{ tests: [test(pValue, 'lt', alpha)], label: positive }],
      otherwise: negative,
    }
  return null
}

function signRule(labels: readonly string[], correlation: string | null): Label | null {
  const [positive, negative] = [pick(labels, /^posit/u), pick(labels, /^negat/u)]
  if (positive === undefined || negative === undefined || !correlation) return null
  return { kind: 'label', rules: [{ tests: [test(correlation, 'gt', 0)], label: positive }], otherwise: negative }
}

/** The test that the text names for a normal distribution, with where it speaks against one. */
export function normalityTest(
  text: string,
  operand: Operand,
): { value: Extract<Figure['value'], { kind: 'test' }>; comparison: Comparator; level: number } | null {
  const { alpha } = levels(text)
  const make = (name: 'shapiro_wilk' | 'dagostino' | 'anderson_darling', outcome: 'p_value' | 'statistic') => ({
    kind: 'test' as const,
    test: name,
    operand,
    second: null,
    other: null,
    outcome,
  })
  if (/anderson/u.test(text)) return { value: make('anderson_darling', 'statistic'), comparison: 'gt', level: 0.752 }
  if (/agostino|normaltest/u.test(text)) return { value: make('dagostino', 'p_value'), comparison: 'lt', level: alpha }
  if (/kolmogorov|lilliefors|jarque|chi[- ]squared?/u.test(text)) return null
  return { value: make('shapiro_wilk', 'p_value'), comparison: 'lt', level: alpha }
}
