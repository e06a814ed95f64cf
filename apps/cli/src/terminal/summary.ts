import type { ColumnProfile, Language, Profile } from '@datapilot/contracts'
import {
  alertSentence,
  formatterOf,
  profileWords,
  readingLine,
  type Formatter,
} from '@datapilot/server/modules/profiling/index.ts'
import { printable } from './printable.ts'
import { sparkline } from './sparkline.ts'
import { textTable } from './text-table.ts'

const COLUMNS = 200
const ALERTS = 20
const DEFAULT_WIDTH = 100

/** A profile for the terminal: the table in a few lines, one line per column, then the alerts. */
export function terminalSummary(profile: Profile, language: Language, width = DEFAULT_WIDTH): string {
  const { terms, kinds } = profileWords(language)
  const format = formatterOf(language)
  const rows = profile.columns
    .slice(0, COLUMNS)
    .map((column) => [
      column.name,
      kinds[column.kind],
      format.share(column.missing_share),
      format.count(column.distinct),
      shapeOf(column),
      describe(column, format, terms.mean),
    ])
  const head = [terms.column, terms.kind, terms.missing, terms.distinct, terms.distribution, '']
  const left = profile.columns.length - rows.length
  const lines = [
    printable(profile.name),
    headline(profile, format, language),
    printable(readingLine(profile.reading, language)),
    '',
    ...textTable(
      [head, ...rows.map((row) => row.map(printable))],
      ['left', 'left', 'right', 'right', 'left', 'left'],
      width,
    ),
    ...(left > 0 ? [`+ ${format.count(left)} ${terms.more_columns}`] : []),
    '',
    ...alertLines(profile, language),
  ]
  return `${lines.join('\n')}\n`
}

function headline(profile: Profile, format: Formatter, language: Language): string {
  const { terms } = profileWords(language)
  const parts = [
    `${format.count(profile.rows)} ${terms.rows} × ${format.count(profile.column_count)} ${terms.columns}`,
    format.bytes(profile.reading.bytes),
    `${terms.missing_cells} ${format.share(profile.missing_share)}`,
    `${terms.duplicate_rows} ${format.count(profile.duplicate_rows)}`,
  ]
  if (profile.candidate_keys.length > 0)
    parts.push(`${terms.keys}: ${printable(profile.candidate_keys.slice(0, 3).flat().join(', '))}`)
  return parts.join(' · ')
}

function shapeOf({ histogram, top, distinct }: ColumnProfile): string {
  return sparkline(histogram?.counts ?? (distinct > 1 ? top.slice(0, 10).map(({ count }) => count) : []))
}

function describe({ number, date, top, personal, unique }: ColumnProfile, format: Formatter, mean: string): string {
  if (personal) return personal.kind
  if (number) return `${format.cell(number.min)} … ${format.cell(number.max)}, ${mean} ${format.figure(number.mean)}`
  if (date) return `${date.min ?? ''} … ${date.max ?? ''}`
  if (unique) return ''
  return top.slice(0, 3).map(({ value, count }) => `${String(value)} (${format.count(count)})`).join(', ') // prettier-ignore
}

const MARKS = { error: '■', warning: '▲', info: '●' }

function alertLines({ alerts }: Profile, language: Language): string[] {
  const { terms } = profileWords(language)
  if (alerts.length === 0) return [terms.no_alerts]
  const shown = alerts
    .slice(0, ALERTS)
    .map((alert) => `  ${MARKS[alert.severity]} ${printable(alertSentence(alert, language))}`)
  return [terms.alerts, ...shown, ...(alerts.length > ALERTS ? [`  + ${alerts.length - ALERTS}`] : [])]
}
