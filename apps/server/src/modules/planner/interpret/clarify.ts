import type { Cell, Choice, Language } from '@datapilot/contracts'
import { formatCell } from '../answer/format.ts'
import { PlanWords } from '../answer/reading.ts'
import type { CatalogColumn } from '../catalog/catalog.ts'
import { usedColumns } from '../compile/used-columns.ts'
import { fold } from '../language/fold.ts'
import type { Candidate } from './candidates.ts'
import { confidence, sameAnswer, type Evidence } from './confidence.ts'
import { matchingRows } from './run-condition.ts'

const MAX_CHOICES = 4
const HINT = /\s*\[([^[\]]{1,300})\]\s*$/u

/** A question asked back carries the chosen columns and operation at its end: `… [valor; cidade; sum]`. */
export function takeHint(question: string): { text: string; labels: readonly string[] } {
  const match = HINT.exec(question)
  if (!match) return { text: question, labels: [] }
  return {
    text: question.slice(0, match.index),
    labels: (match[1] ?? '')
      .split(';')
      .map((label) => fold(label.trim()))
      .filter((label) => label !== ''),
  }
}

function labelsOf({ plan, table }: Candidate): string[] {
  const columns = usedColumns(plan, table).map(
    (name) => table.columns.find((column) => column.name === name)?.label ?? name,
  )
  const form = plan.kind === 'aggregate' ? plan.measures.map(({ fn }) => fn) : [plan.kind]
  return [...columns, ...form]
}

/** True when the reading uses every column of the hint. */
export function meetsHint(candidate: Candidate, labels: readonly string[]): boolean {
  const used = labels.length === 0 ? [] : labelsOf(candidate).map(fold)
  return labels.every((label) => used.includes(label))
}

function distinguishing(
  columns: readonly CatalogColumn[],
  rows: readonly (readonly Cell[])[],
  excluded: number,
): CatalogColumn | null {
  const telling = columns.filter(
    ({ index, type, kind }) =>
      index !== excluded &&
      type === 'text' &&
      kind !== 'constant' &&
      new Set(rows.map((row) => row[index])).size === rows.length &&
      rows.every((row) => row[index] !== null),
  )
  return telling.sort((a, b) => Math.abs(a.index - excluded) - Math.abs(b.index - excluded))[0] ?? null
}

/**
 * Choices when one name stands for several things (a town's name in two states): the asked cell differs and another
 * column tells them apart. Null when there is nothing to ask.
 */
export function namesakeChoices(question: string, chosen: Candidate, language: Language): Choice[] | null {
  const { plan, table, set, rows } = chosen
  const { naming, data } = table
  if (plan.kind !== 'lookup' || plan.order || !data || !rows || rows.length < 2 || chosen.shape === 'list') return null
  const named = set.chosen.find(({ option }) => option.column === naming?.index && option.match === 'whole')
  if (!naming || !named || plan.filter === null || set.chosen.some(({ option }) => option.match === 'comparison'))
    return null
  const alternatives = set.chosen.filter(({ option }) => option.column === naming.index)
  const found = matchingRows(plan.filter, table, data).map((position) => data[position] ?? [])
  const column =
    alternatives.length === 1 && found.length <= MAX_CHOICES ? distinguishing(table.columns, found, naming.index) : null
  if (!column) return null
  return found.map((row) => {
    const name = formatCell(row[naming.index] ?? null, { type: 'text', unit: null, ordinal: false }, language)
    const value = String(row[column.index])
    return {
      label: `${name} (${column.label}: ${value})`,
      question: `${question.replace(/[\s?.]+$/u, '')} (${column.label} ${value})?`,
    }
  })
}

/** Choices when several readings are about as good, would be sure without each other, and use different columns. */
export function readingChoices(
  question: string,
  all: readonly Candidate[],
  evidence: Evidence,
  threshold: number,
  language: Language,
): Choice[] | null {
  const [best] = all
  if (!best || evidence.margin > 0.5 || confidence({ ...evidence, margin: 1.5 }) < threshold) return null
  const close = all.filter((candidate) => best.score - candidate.score <= 0.5)
  const different = close
    .filter((candidate, index) => !close.slice(0, index).some((other) => sameAnswer(other, candidate)))
    .slice(0, MAX_CHOICES)
  const hints = different.map((candidate) => labelsOf(candidate).join('; '))
  if (different.length < 2 || new Set(hints).size < hints.length) return null
  return different.map((candidate, index) => ({
    label: new PlanWords(candidate.table, language).plan(candidate.plan),
    question: `${takeHint(question).text} [${hints[index] ?? ''}]`,
  }))
}
