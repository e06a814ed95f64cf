import type { Comparison, Language } from '@datapilot/contracts'
import {
  changedColumns,
  columnWords,
  comparisonTiles,
  figure,
  matchedLine,
  missingWords,
  nameOf,
  testWords,
  unmatchedRows,
} from './comparison-lines.ts'
import { inMarkdown, markdownTable } from './markdown.ts'
import { type ReportLanguage, speak } from './report-language.ts'

/** A comparison as Markdown. */
export function comparisonMarkdown(comparison: Comparison, language: Language): string {
  const said = speak(language)
  const { terms } = said.more
  const { base, current, rows, drift } = comparison
  const parts = [
    `# ${terms.comparison}: ${inMarkdown(base.name)} → ${inMarkdown(current.name)}`,
    comparisonTiles(comparison, said)
      .map(([label, value]) => `- ${inMarkdown(label)}: **${value}**`)
      .join('\n'),
    `## ${terms.schema}`,
    schemaTable(comparison, said),
    `## ${terms.rows}`,
    inMarkdown(matchedLine(comparison, said)),
  ]
  const unmatched = unmatchedRows(comparison, said)
  if (unmatched.length > 0)
    parts.push(markdownTable([' ', terms.repeated_keys, terms.rows_of_repeated, terms.rows_without_key], unmatched))
  if (rows !== null && rows.changed_cells.length > 0) {
    const cells = rows.changed_cells.map(({ column, cells: count }) => [inMarkdown(column), said.format.count(count)])
    parts.push(markdownTable([said.words.terms.column, terms.changed_cells], cells))
  }
  if (drift.length > 0) parts.push(`## ${terms.drift}`, driftTable(comparison, said), terms.psi_note)
  return `${parts.join('\n\n')}\n`
}

function schemaTable(comparison: Comparison, said: ReportLanguage): string {
  const { terms } = said.more
  const changed = changedColumns(comparison)
  if (changed.length === 0) return terms.no_changes
  return markdownTable(
    [said.words.terms.column, terms.status, terms.base, terms.current],
    changed.map((change) => [
      inMarkdown(nameOf(change, said)),
      terms[change.status],
      inMarkdown(columnWords(change.base, said)),
      inMarkdown(columnWords(change.current, said)),
    ]),
  )
}

function driftTable({ drift }: Comparison, said: ReportLanguage): string {
  const { terms } = said.more
  return markdownTable(
    [said.words.terms.column, terms.level, 'PSI', 'KS / χ²', 'TV', terms.missing_change],
    drift.map((column) => [
      inMarkdown(column.column),
      terms[column.level],
      figure(column.psi, said),
      testWords(column, said),
      figure(column.total_variation, said),
      missingWords(column, said),
    ]),
  )
}
