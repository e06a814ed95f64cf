import type { ColumnProfile, Language, Profile } from '@datapilot/contracts'
import { plain } from '../columns/column-kind.ts'
import { isAveraged, isMeasure } from '../columns/measures.ts'

const MEASURE_NAME =
  /valor|total|preco|receita|fatur|venda|custo|saldo|salario|renda|amount|price|revenue|sales|cost|salary|income|value/
const QUESTIONS = 6

/** Four to six questions that the table can answer, from its columns; in words that the built-in planner reads. */
export function starterQuestions(profile: Profile, language: Language): string[] {
  const measure = bestMeasure(profile.columns)
  const [group, other] = groups(profile.columns)
  const date = profile.columns.find(({ name }) => name === profile.time_span?.column)
  const counted = profile.columns.find(({ kind, unique, distinct }) => kind === 'identifier' && !unique && distinct > 1)
  const say = language === 'pt' ? PT : EN
  const averaged = measure !== undefined && isAveraged(measure)
  const questions = [
    say.rows(),
    measure && group
      ? averaged
        ? say.meanBy(label(measure), label(group))
        : say.sumBy(label(measure), label(group))
      : null,
    measure ? say.mean(label(measure)) : null,
    date ? (measure && !averaged ? say.sumByMonth(label(measure), label(date)) : say.rowsByMonth(label(date))) : null,
    measure && other && !averaged ? say.top(label(other), label(measure)) : null,
    group ? say.rowsBy(label(group)) : null,
    measure ? say.largest(label(measure)) : null,
    counted ? say.distinct(label(counted)) : null,
    ...profile.columns
      .filter(({ kind }) => kind === 'number' || kind === 'category')
      .map((column) => say.distinct(label(column))),
    ...profile.columns.map((column) => say.distinct(label(column))),
  ]
  return [...new Set(questions.filter((question) => question !== null))].slice(0, QUESTIONS)
}

interface Phrases {
  rows(): string
  rowsBy(group: string): string
  rowsByMonth(date: string): string
  sumBy(measure: string, group: string): string
  meanBy(measure: string, group: string): string
  sumByMonth(measure: string, date: string): string
  mean(measure: string): string
  largest(measure: string): string
  top(group: string, measure: string): string
  distinct(column: string): string
}

const PT: Phrases = {
  rows: () => 'Quantas linhas há?',
  rowsBy: (group) => `Quantas linhas por ${group}?`,
  rowsByMonth: (date) => `Quantas linhas por mês de ${date}?`,
  sumBy: (measure, group) => `Qual a soma de ${measure} por ${group}?`,
  meanBy: (measure, group) => `Qual a média de ${measure} por ${group}?`,
  sumByMonth: (measure, date) => `Qual a soma de ${measure} por mês de ${date}?`,
  mean: (measure) => `Qual a média de ${measure}?`,
  largest: (measure) => `Qual o maior valor de ${measure}?`,
  top: (group, measure) => `Quais os 5 valores de ${group} com a maior soma de ${measure}?`,
  distinct: (column) => `Quantos valores distintos de ${column}?`,
}

const EN: Phrases = {
  rows: () => 'How many rows are there?',
  rowsBy: (group) => `How many rows per ${group}?`,
  rowsByMonth: (date) => `How many rows per month of ${date}?`,
  sumBy: (measure, group) => `What is the sum of ${measure} by ${group}?`,
  meanBy: (measure, group) => `What is the average ${measure} by ${group}?`,
  sumByMonth: (measure, date) => `What is the sum of ${measure} per month of ${date}?`,
  mean: (measure) => `What is the average ${measure}?`,
  largest: (measure) => `What is the maximum ${measure}?`,
  top: (group, measure) => `What are the top 5 ${group} by total ${measure}?`,
  distinct: (column) => `How many distinct values of ${column}?`,
}

/** The column's name as it stands, on one line, so that it can be found again. */
function label({ name }: ColumnProfile): string {
  return name.replaceAll(/\s+/g, ' ').trim()
}

function bestMeasure(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const numbers = columns.filter((column) => isMeasure(column) && column.distinct > 1)
  const named = numbers.filter(({ name }) => MEASURE_NAME.test(plain(name)))
  return named.at(-1) ?? numbers.find(({ type }) => type !== 'integer') ?? numbers[0]
}

/** Columns to group by, from the one with the fewest values up. */
function groups(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns
    .filter(
      ({ kind, text, distinct, personal }) =>
        text && !personal && distinct <= 1_000 && (kind === 'category' || kind === 'geographic'),
    )
    .filter(({ distinct }) => distinct > 1)
    .sort((a, b) => a.distinct - b.distinct || a.index - b.index)
}
