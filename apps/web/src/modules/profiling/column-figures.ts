import type { ColumnProfile, Language } from '@datapilot/contracts'
import { formatCell, formatDate, formatInteger, formatNumber } from '../../platform/i18n/format.ts'

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

  const { number, text, date } = column
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
    add('sum', formatCell(number.sum, column.type, language))
    add('skewness', real(number.skewness))
    add('kurtosis', real(number.kurtosis))
    add('zeros', integer(number.zeros))
    add('negatives', integer(number.negatives))
    add('outliers', integer(number.outliers_iqr))
  }
  if (date) {
    add('first', date.min && formatDate(date.min, language))
    add('last', date.max && formatDate(date.max, language))
    add('gaps', integer(date.gap_days))
    add('future', integer(date.future))
  }
  if (text) {
    add('length_min', integer(text.length_min))
    add('length_max', integer(text.length_max))
    add('blank', integer(text.blank))
    add('padded', integer(text.padded))
  }
  add('missing', integer(column.missing))
  add('distinct', integer(column.distinct))
  return figures
}
