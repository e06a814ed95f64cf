import type { Language } from '@datapilot/contracts'
import { formatCell, localeOf } from '../../platform/i18n/format.ts'
import type { ResultChart } from './result-chart.ts'

const MONTH = /^(\d{4})-(\d{2})(?:-01)?$/

/** Labels short enough for an axis: months of one year as `jan`, of several as `jan/24`; anything else as its cell. */
export function pointLabels({ points, category }: ResultChart, language: Language): string[] {
  const texts = points.map((point) => (point.label === null ? '' : String(point.label)))
  const months = texts.map((text) => MONTH.exec(text))
  if (!months.every((match) => match !== null))
    return points.map((point) => formatCell(point.label, category.type, language))
  const years = new Set(months.map((match) => match[1]))
  const format = new Intl.DateTimeFormat(localeOf(language), { month: 'short', timeZone: 'UTC' })
  return months.map(([, year, month]) => {
    const name = format.format(new Date(Date.UTC(Number(year), Number(month) - 1, 15))).replace('.', '')
    return years.size > 1 ? `${name}/${year?.slice(2)}` : name
  })
}
