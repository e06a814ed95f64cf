import type { ColumnProfile, Language } from '@datapilot/contracts'
import { formatCell, formatDate, formatInteger, formatNumber, formatShare } from '../../platform/i18n/format.ts'

type Translate = (key: string) => string

export interface Figure {
  label: string
  value: string
}

/** The inspector's table of figures, by what the column is; what could not be computed is left out. */
export function columnFigures(column: ColumnProfile, t: Translate, language: Language): Figure[] {
  const figures: Figure[] = []
  const add = (key: string, value: string | null): void => {
    if (value !== null && value !== '') figures.push({ label: t(`figure.${key}`), value })
  }
  const integer = (value: number | null): string | null => (value === null ? null : formatInteger(value, language))
  const real = (value: number | null): string | null => (value === null ? null : formatNumber(value, language))

  const { number, text, date, category, boolean } = column
  const share = (value: number | null): string | null => (value === null ? null : formatShare(value, language))
  if (number && !column.personal) {
    const { quantiles } = number
    add('min', formatCell(number.min, column.type, language))
    add('max', formatCell(number.max, column.type, language))
    add('q1', real(quantiles.p25))
    add('q3', real(quantiles.p75))
    add('median', real(quantiles.p50))
    add('mean', real(number.mean))
    add('p5', real(quantiles.p05))
    add('p95', real(quantiles.p95))
    add('deviation', real(number.standard_deviation))
    add('variation', share(number.coefficient_of_variation))
    add('mad', real(number.median_absolute_deviation))
    add('sum', formatCell(number.sum, column.type, language))
    add('skewness', real(number.skewness))
    add('kurtosis', real(number.kurtosis))
    add('zeros', integer(number.zeros))
    add('negatives', integer(number.negatives))
    add('outliers', integer(number.outliers_iqr))
    add('infinite', number.infinities + number.nans > 0 ? integer(number.infinities + number.nans) : null)
  }
  if (date) {
    add('first', date.min && formatDate(date.min, language))
    add('last', date.max && formatDate(date.max, language))
    add('gaps', integer(date.gap_days))
    add('future', integer(date.future))
    add('granularity', date.granularity && t(`granularity.${date.granularity}`))
    add('implausible', date.implausible > 0 ? integer(date.implausible) : null)
  }
  if (text) {
    add('length_min', integer(text.length_min))
    add('length_max', integer(text.length_max))
    add('length_mean', real(text.length_mean))
    add('words', text.words && real(text.words.mean))
    add('blank', integer(text.blank))
    add('padded', integer(text.padded))
  }
  if (category) {
    add('entropy', real(category.entropy))
    add('imbalance', share(category.imbalance))
  }
  if (boolean) {
    add('true_count', integer(boolean.true_count))
    add('false_count', integer(boolean.false_count))
  }
  add('missing', integer(column.missing))
  add('distinct', integer(column.distinct))
  return figures
}
