import type { Alert, ColumnProfile, Profile } from '@datapilot/contracts'
import { fitLines, type ModelSummary } from './fit-lines.ts'

export interface SummaryOptions {
  /** Budget, at four characters per token. */
  readonly maxTokens: number
  /** Whether values may leave: extremes, top values, time span. Statistics only by default. */
  readonly values?: boolean
}

const ALERTS = 12

/**
 * A compact description of a table for language models, most useful first: size, every column with its type, then
 * alerts and figures per column. Lines that do not fit are left out and counted. Names are quoted: they are data.
 */
export function summarizeForModel(profile: Profile, { maxTokens, values = false }: SummaryOptions): ModelSummary {
  const lines = [...tableLines(profile, values), ...profile.columns.map(schemaLine)]
  const details = [...alertLines(profile.alerts), ...correlationLines(profile)]
  lines.push(...details, ...byUsefulness(profile.columns).map((column) => figuresLine(column, values)))
  return fitLines(
    lines.filter((line) => line !== ''),
    maxTokens,
  )
}

const quoted = (name: string) => JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name)
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`
const rounded = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(6))))

function tableLines(profile: Profile, values: boolean): string[] {
  const { rows, column_count: columns, missing_share: missing, duplicate_rows: duplicates } = profile
  const exact = profile.exact ? 'exact' : 'from a sample'
  const size = `Table ${quoted(profile.name)}: ${rows} rows, ${columns} columns, ${percent(missing)} of cells missing, ${duplicates} duplicate rows (${exact}).`
  const keys = profile.candidate_keys.map((key) => key.map(quoted).join(' + '))
  const span = profile.time_span
  return [
    size,
    keys.length > 0 ? `Unique and complete: ${keys.slice(0, 10).join(', ')}.` : '',
    span && values ? `Time span: ${quoted(span.column)} from ${span.from} to ${span.to}.` : '',
    'Columns:',
  ]
}

function schemaLine({ name, type, kind, unit, missing_share: missing, distinct, personal }: ColumnProfile): string {
  const parts = [type, kind, `${distinct} distinct`]
  if (unit !== null) parts.push(`unit ${quoted(unit)}`)
  if (missing > 0) parts.push(`${percent(missing)} missing`)
  if (personal) parts.push(`personal data: ${personal.kind}`)
  return `- ${quoted(name)}: ${parts.join(', ')}`
}

function alertLines(alerts: readonly Alert[]): string[] {
  const lines = alerts.slice(0, ALERTS).map(({ code, columns, count, share }) => {
    const figures = [count === null ? '' : String(count), share === null ? '' : percent(share)]
      .filter(Boolean)
      .join(', ')
    return `- ${code}${columns.length > 0 ? ` ${columns.map(quoted).join(', ')}` : ''}${figures ? ` (${figures})` : ''}`
  })
  return lines.length > 0 ? ['Alerts:', ...lines] : []
}

function correlationLines({ correlations }: Profile): string[] {
  const [pearson] = correlations
  const pairs =
    pearson?.values.flatMap((row, i) => row.slice(i + 1).map((r, k) => ({ i, j: i + 1 + k, r: r ?? 0 }))) ?? []
  const strong = pairs.filter(({ r }) => Math.abs(r) >= 0.5).sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
  const names = pearson?.columns ?? []
  const words = strong
    .slice(0, 8)
    .map(({ i, j, r }) => `${quoted(names[i] ?? '')} ~ ${quoted(names[j] ?? '')} ${r.toFixed(2)}`)
  return words.length > 0 ? [`Pearson correlations: ${words.join('; ')}`] : []
}

const USEFUL: readonly ColumnProfile['kind'][] = [
  'number',
  'category',
  'date',
  'boolean',
  'geographic',
  'text',
  'identifier',
]

function byUsefulness(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return USEFUL.flatMap((kind) => columns.filter((column) => column.kind === kind))
}

function figuresLine(column: ColumnProfile, values: boolean): string {
  const { name, number, text, date, top } = column
  const parts: string[] = []
  if (number) {
    const { mean, standard_deviation: deviation, skewness, quantiles } = number
    parts.push(`mean ${rounded(mean)}`, `sd ${rounded(deviation)}`, `skewness ${rounded(skewness)}`)
    if (values) parts.push(`min ${String(number.min)}`, `median ${rounded(quantiles.p50)}`, `max ${String(number.max)}`)
  }
  if (text) parts.push(`length ${rounded(text.length_mean)} on average`)
  if (date && values) parts.push(`from ${date.min ?? '–'} to ${date.max ?? '–'}`)
  const listed = values && (text || column.kind === 'category' || column.kind === 'boolean') ? top.slice(0, 8) : []
  if (listed.length > 0)
    parts.push(`top ${listed.map(({ value, count }) => `${quoted(String(value))} ${count}`).join(', ')}`)
  return parts.length > 0 ? `${quoted(name)}: ${parts.join(', ')}` : ''
}
