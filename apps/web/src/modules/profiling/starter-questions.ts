import type { ColumnProfile, Profile } from '@datapilot/contracts'

type Translate = (key: string, named?: Record<string, unknown>) => string

const MOST = 6

/** First questions that the profile itself suggests, in the words of the language; at most six. */
export function starterQuestions(profile: Profile, t: Translate): string[] {
  const usable = profile.columns.filter((column) => column.count > 0 && !column.personal)
  const measures = usable.filter((column) => column.kind === 'number' && column.number).sort(byDistinct)
  const groups = usable.filter((column) => isGroup(column)).sort((a, b) => a.distinct - b.distinct)
  const dates = usable.filter((column) => column.date && (column.date.span_days ?? 0) > 31)
  const [measure, second] = measures
  const [group, other] = groups
  const [date] = dates
  const questions = [
    measure && date && t('starter.by_month', { measure: measure.name, date: date.name }),
    measure && group && t('starter.by_group', { measure: measure.name, group: group.name }),
    group && t('starter.rows_by_group', { group: group.name }),
    measure && other && t('starter.average', { measure: measure.name, group: other.name }),
    other && t('starter.top', { group: other.name }),
    second && t('starter.median', { measure: second.name }),
    measure && t('starter.total', { measure: measure.name }),
    t('starter.rows'),
  ]
  return questions.filter((question) => typeof question === 'string').slice(0, MOST)
}

const byDistinct = (a: ColumnProfile, b: ColumnProfile): number => b.distinct - a.distinct

function isGroup({ kind, distinct }: ColumnProfile): boolean {
  return (kind === 'category' || kind === 'geographic') && distinct >= 2 && distinct <= 200
}
