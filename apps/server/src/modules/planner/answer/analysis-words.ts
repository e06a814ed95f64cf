import type { AnalysisPlan, Figure, Language, Operand, OutlierRule, RowStep } from '@datapilot/contracts'
import { formatNumber } from './format.ts'
import type { PlanWords } from './reading.ts'

const TESTS = {
  pt: {
    pearson: 'correlação de Pearson',
    shapiro_wilk: 'teste de Shapiro-Wilk',
    dagostino: 'teste de D’Agostino-Pearson',
    anderson_darling: 'teste de Anderson-Darling',
    t_test: 'teste t de Welch',
  },
  en: {
    pearson: 'Pearson correlation',
    shapiro_wilk: 'Shapiro-Wilk test',
    dagostino: 'D’Agostino-Pearson test',
    anderson_darling: 'Anderson-Darling test',
    t_test: 'Welch’s t-test',
  },
} as const
const OUTCOMES = {
  pt: { slope: 'inclinação', intercept: 'intercepto', r_squared: 'R²', prediction: 'valor previsto' },
  en: { slope: 'slope', intercept: 'intercept', r_squared: 'R²', prediction: 'predicted value' },
} as const

function named(words: PlanWords, { column }: Operand): string {
  return words.label(column)
}

function ruleWords(rule: OutlierRule, words: PlanWords, language: Language): string {
  const threshold = formatNumber(rule.threshold, language)
  const method =
    rule.method === 'iqr' ? `${threshold} × IQR` : language === 'pt' ? `|z| > ${threshold}` : `|z| > ${threshold}`
  return `${named(words, rule.operand)} (${method})`
}

function stepWords(step: RowStep, words: PlanWords, language: Language): string {
  const pt = language === 'pt'
  switch (step.op) {
    case 'keep':
      return `${pt ? 'só as linhas onde' : 'only rows where'} ${words.condition(step.condition)}`
    case 'complete':
      return `${pt ? 'sem as linhas vazias em' : 'without rows empty in'} ${step.operands.map((operand) => named(words, operand)).join(', ')}`
    case 'distinct':
      return pt ? 'sem linhas repetidas' : 'without repeated rows'
    case 'without_outliers':
      return `${pt ? 'sem os valores atípicos de' : 'without the outliers of'} ${ruleWords(step.rule, words, language)}`
    case 'formula': {
      const terms = step.terms.map(
        ({ sign, value }) =>
          `${sign} ${typeof value === 'number' ? formatNumber(value, language) : named(words, value)}`,
      )
      return `${step.name} = ${named(words, step.first)} ${terms.join(' ')}`
    }
    case 'logarithm':
      return `${step.name} = ln(${named(words, step.operand)})`
    case 'fill': {
      const filling =
        step.with === 'mean'
          ? pt
            ? 'a média'
            : 'the mean'
          : step.with === 'median'
            ? pt
              ? 'a mediana'
              : 'the median'
            : formatNumber(step.with, language)
      return pt
        ? `vazios de ${named(words, step.operand)} preenchidos com ${filling}`
        : `empty cells of ${named(words, step.operand)} filled with ${filling}`
    }
    case 'bins':
      return `${named(words, step.operand)} ${pt ? 'em faixas' : 'in bins'}: ${step.labels.join(', ')}`
    case 'scale':
      return `${named(words, step.operand)} ${pt ? 'em escala' : 'scaled'} ${step.method === 'min_max' ? '0–1' : 'z'}`
  }
}

/** What a figure is, without its name: `mean of fare where class = 1`. */
export function figureWords({ value, where }: Figure, words: PlanWords, language: Language): string {
  const pt = language === 'pt'
  const over = where ? ` ${pt ? 'onde' : 'where'} ${words.condition(where)}` : ''
  switch (value.kind) {
    case 'measure':
      return `${words.measure(value.measure)}${over}`
    case 'outliers':
      return `${pt ? 'valores atípicos de' : 'outliers of'} ${ruleWords(value.rule, words, language)}${over}`
    case 'test': {
      const what = [value.operand, ...(value.second ? [value.second] : [])].map((operand) => named(words, operand))
      const outcome = value.outcome === 'p_value' ? (pt ? 'valor p' : 'p value') : pt ? 'estatística' : 'statistic'
      const other = value.other ? ` × ${words.condition(value.other)}` : ''
      return `${outcome}, ${TESTS[language][value.test]}: ${what.join(pt ? ' e ' : ' and ')}${over}${other}`
    }
    case 'regression':
      return `${OUTCOMES[language][value.outcome]}: ${named(words, value.y)} ~ ${named(words, value.x)}${value.at === null ? '' : ` (${formatNumber(value.at, language)})`}${over}`
    case 'cell':
      return `${words.label(value.column)} ${words.order(value.order, 1)}${over}`
    case 'label':
      return [...value.rules.map(({ label }) => label), value.otherwise].join(' / ')
  }
}

/** The whole analysis: what is done to the rows, then what is taken from them. */
export function analysisWords(plan: AnalysisPlan, words: PlanWords, language: Language): string {
  const steps = plan.steps.map((step) => stepWords(step, words, language))
  const figures = plan.figures.map((figure) => figureWords(figure, words, language))
  const groups =
    plan.groups.length > 0
      ? `, ${language === 'pt' ? 'por' : 'by'} ${plan.groups.map((group) => words.grouping(group)).join(', ')}`
      : ''
  return `${steps.length > 0 ? `${steps.join('; ')} → ` : ''}${[...new Set(figures)].join('; ')}${groups}`
}
