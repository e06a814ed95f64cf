import type { Alert, Language } from '@datapilot/contracts'
import { formatCell, formatDate, formatInteger, formatNumber, formatShare } from '../../platform/i18n/format.ts'

type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string

const RANK = { bad: 0, warn: 1, neutral: 2 } as const

/** Most serious first; within one severity, the most rows first. */
export function sortAlerts(alerts: readonly Alert[]): Alert[] {
  return [...alerts].sort((a, b) => RANK[alertTone(a)] - RANK[alertTone(b)] || (b.count ?? 0) - (a.count ?? 0))
}

/** What the sentences of `alert.*` and `alert_tag.*` may name, formatted for the language. */
function facts(alert: Alert, t: Translate, language: Language): Record<string, unknown> {
  const { data } = alert
  const value = Array.isArray(data['value']) ? null : (data['value'] ?? null)
  const listed = (key: string): string => {
    const list = data[key]
    return Array.isArray(list) ? list.map((entry) => formatCell(entry, 'text', language)).join(', ') : ''
  }
  const strength = data['strength']
  const coefficient = data['coefficient']
  const skewness = data['skewness']
  const formats = data['formats']
  const examples = data['examples']
  return {
    n: alert.count === null ? '' : formatInteger(alert.count, language),
    share: alert.share === null ? '' : formatShare(alert.share, language),
    other: alert.columns[1] ?? '',
    value: listed('values') || formatCell(value, 'text', language) || t('chat.empty_value'),
    r: typeof coefficient === 'number' ? formatNumber(coefficient, language) : '',
    skewness: typeof skewness === 'number' ? formatNumber(skewness, language, 1) : '',
    digits: data['digits'] ?? '',
    latest: typeof data['latest'] === 'string' ? formatDate(data['latest'], language) : '',
    formats: Array.isArray(formats) ? formats.join(', ') : '',
    example: Array.isArray(examples) ? String(examples[0] ?? '') : listed('dates'),
    length: data['length'] ?? '',
    season: data['season'] ?? '',
    strength: typeof strength === 'number' ? formatNumber(strength, language) : '',
    rule: `${listed('from')} ${t('relations.decides')} ${String(data['to'] ?? '')}`,
    what: typeof data['kind'] === 'string' ? t(`personal.${data['kind']}`) : '',
  }
}

/**
 * The sentence of an alert without its column: the column stands before it in mono. Chosen by code; an alert without a
 * count uses the sentence `<code>_uncounted`, one about a relation `<code>_<relation>`, where the code has it.
 */
export function alertSentence(alert: Alert, t: Translate, te: (key: string) => boolean, language: Language): string {
  const special = [alert.count === null ? 'uncounted' : '', String(alert.data['relation'] ?? '')]
    .filter(Boolean)
    .map((variant) => `alert.${alert.code}_${variant}`)
  const key = special.find(te) ?? `alert.${alert.code}`
  return t(key, facts(alert, t, language), alert.count ?? 2)
}

/** The column that stands before the sentence; a rule names its columns itself. */
export const leadingColumn = ({ code, columns }: Alert): string | null =>
  code === 'dependency_violations' ? null : (columns[0] ?? null)

/** The alert in two or three words, for a strip's tag. */
export function alertTag(alert: Alert, t: Translate, language: Language): string {
  return t(`alert_tag.${alert.code}`, facts(alert, t, language), alert.count ?? 2)
}

/** A notice is grey, a warning amber, an error red. */
export function alertTone(alert: Alert): 'neutral' | 'warn' | 'bad' {
  if (alert.severity === 'error' || alert.code === 'leading_zeros_lost') return 'bad'
  return alert.severity === 'warning' && alert.code !== 'personal_data' ? 'warn' : 'neutral'
}

/** The one alert that a strip shows for a column. */
export function mainAlert(alerts: readonly Alert[], column: string): Alert | null {
  return sortAlerts(alerts.filter((alert) => alert.columns.includes(column) && alert.code !== 'missing'))[0] ?? null
}
