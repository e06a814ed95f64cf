import type { ColumnProfile, Language, Profile } from '@datapilot/contracts'
import { readingLine } from '../reading-line.ts'
import { alertSentence } from '../words/alert-sentence.ts'
import { inMarkdown, markdownTable } from './markdown.ts'
import { type ReportLanguage, speak } from './report-language.ts'
import { profileTiles } from './profile-tiles.ts'

/** Pairs of columns that are listed. */
const RELATIONS = 30

/** A profile as Markdown: figures, alerts, one line per column, relations. */
export function profileMarkdown(profile: Profile, language: Language): string {
  const said = speak(language)
  const { terms } = said.words
  const alerts = profile.alerts.map((alert) => `- ${inMarkdown(alertSentence(alert, language))}`)
  const parts = [
    `# ${inMarkdown(profile.name)}`,
    inMarkdown(readingLine(profile.reading, language)),
    profileTiles(profile, said)
      .map(([label, value]) => `- ${inMarkdown(label)}: **${inMarkdown(value)}**`)
      .join('\n'),
    `## ${terms.alerts}`,
    alerts.length === 0 ? terms.no_alerts : alerts.join('\n'),
    `## ${said.more.terms.schema}`,
    columnTable(profile.columns, said),
    ...relations(profile, said),
  ]
  return `${parts.join('\n\n')}\n`
}

function columnTable(columns: readonly ColumnProfile[], { words, format }: ReportLanguage): string {
  const { terms } = words
  return markdownTable(
    [
      terms.column,
      terms.kind,
      terms.missing,
      terms.distinct,
      terms.min,
      terms.median,
      terms.mean,
      terms.max,
      terms.top_values,
    ],
    columns.map(({ name, kind, missing_share: missing, distinct, number, date, top }) => [
      inMarkdown(name),
      words.kinds[kind],
      format.share(missing),
      format.count(distinct),
      inMarkdown(format.cell(number?.min ?? date?.min ?? null)),
      format.figure(number?.quantiles.p50 ?? null),
      format.figure(number?.mean ?? null),
      inMarkdown(format.cell(number?.max ?? date?.max ?? null)),
      top
        .slice(0, 3)
        .map(({ value, count }) => `${inMarkdown(format.cell(value))} (${format.count(count)})`)
        .join(', '),
    ]),
  )
}

function relations(profile: Profile, { words, more, format }: ReportLanguage): string[] {
  const parts: string[] = []
  const pair = (columns: readonly string[]) => columns.map(inMarkdown).join(' ~ ')
  const strongest = profile.associations?.strongest ?? []
  if (strongest.length > 0) {
    const rows = strongest
      .slice(0, RELATIONS)
      .map(({ columns, method, value }) => [
        pair(columns),
        more.methods[method],
        format.figure(Number(value.toFixed(3))),
      ])
    parts.push(
      `## ${more.terms.strongest}`,
      markdownTable([words.terms.columns, more.terms.method, more.terms.value], rows),
    )
  }
  const dependencies = profile.dependencies ?? []
  if (dependencies.length > 0) {
    const lines = dependencies
      .slice(0, RELATIONS)
      .map(
        ({ from, to, violations }) =>
          `- ${from.map(inMarkdown).join(' + ')} → ${inMarkdown(to)} (${format.count(violations)} ${more.terms.violations})`,
      )
    parts.push(`## ${more.terms.dependencies}`, lines.join('\n'))
  }
  return parts
}
