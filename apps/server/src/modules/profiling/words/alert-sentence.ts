import type { Alert, Language } from '@datapilot/contracts'
import { formatterOf } from './format.ts'
import { profileWords } from './profile-words.ts'

/** One line per alert: what, where, how many. */
export function alertSentence(alert: Alert, language: Language): string {
  const words = profileWords(language)
  const format = formatterOf(language)
  const where = alert.columns.length > 0 ? `${alert.columns.join(' ~ ')}: ` : ''
  const figures: string[] = []
  if (alert.count !== null) figures.push(format.count(alert.count))
  if (alert.share !== null) figures.push(format.share(alert.share))
  return `${where}${words.alerts[alert.code]}${figures.length > 0 ? ` (${figures.join(', ')})` : ''}${detailOf(alert, language)}`
}

/** What an alert says beyond its count, per code. */
function detailOf({ code, data, columns }: Alert, language: Language): string {
  const format = formatterOf(language)
  const text = (value: Alert['data'][string] | undefined) =>
    Array.isArray(value) ? value.join(', ') : String(value ?? '')
  const figure = (value: Alert['data'][string] | undefined) =>
    typeof value === 'number' ? format.figure(Number(value.toPrecision(3))) : ''
  switch (code) {
    case 'high_correlation':
      return ` ${COEFFICIENTS[String(data.method)] ?? 'r'} = ${figure(data.coefficient)}`
    case 'skewed':
      return ` ${figure(data.skewness)}`
    case 'personal_data':
    case 'invalid_check_digits': {
      const personal: Readonly<Record<string, string>> = profileWords(language).personal
      return `: ${personal[String(data.kind)] ?? ''}`
    }
    case 'similar_spellings':
      return Array.isArray(data.examples) ? `: ${String(data.examples[0] ?? '')}` : ''
    case 'mixed_formats':
    case 'mixed_units':
    case 'text_dates':
      return `: ${text(data.formats)}`
    case 'placeholder_values':
      return `: ${text(data.values)}`
    case 'implausible_dates':
      return `: ${text(data.examples)}`
    case 'imbalance':
    case 'near_constant':
    case 'skewed_key':
      return `: ${text(data.value)}`
    case 'seasonal':
      return `: ${figure(data.season)}, F = ${figure(data.strength)}`
    case 'non_stationary':
      return `: KPSS = ${figure(data.kpss)}`
    case 'dependency_violations':
      return `: ${columns.slice(0, -1).join(' + ')} → ${columns.at(-1) ?? ''}`
    case 'near_duplicate_columns':
      return data.relation === 'scaled' ? `: × ${figure(data.factor)} + ${figure(data.offset)}` : ''
    default:
      return ''
  }
}

const COEFFICIENTS: Readonly<Record<string, string>> = {
  pearson: 'r',
  spearman: 'ρ',
  cramers_v: 'V',
  correlation_ratio: 'η',
}
