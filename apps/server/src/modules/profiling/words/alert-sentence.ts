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

function detailOf({ code, data }: Alert, language: Language): string {
  const format = formatterOf(language)
  const { coefficient, skewness, kind, examples, formats } = data
  if (code === 'high_correlation' && typeof coefficient === 'number')
    return ` r = ${format.figure(Number(coefficient.toFixed(3)))}`
  if (code === 'skewed' && typeof skewness === 'number') return ` ${format.figure(Number(skewness.toFixed(2)))}`
  const personal = profileWords(language).personal
  if (code === 'personal_data' && typeof kind === 'string' && kind in personal)
    return `: ${personal[kind as keyof typeof personal]}`
  if (code === 'similar_spellings' && Array.isArray(examples)) return `: ${String(examples[0])}`
  return code === 'mixed_formats' && Array.isArray(formats) ? `: ${formats.join(', ')}` : ''
}
