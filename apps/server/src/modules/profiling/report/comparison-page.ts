import type { ColumnDrift, Comparison, Language } from '@datapilot/contracts'
import {
  binLabel,
  changedColumns,
  columnWords,
  comparisonTiles,
  figure,
  matchedLine,
  missingWords,
  nameOf,
  rangeWords,
  testWords,
  unmatchedRows,
} from './comparison-lines.ts'
import { html, type Html } from './html.ts'
import { dataTable, page, tileList } from './page.ts'
import { pairPlot } from './plots.ts'
import { type ReportLanguage, speak } from './report-language.ts'

/** Columns with a plot of their own; the table above them has all. */
const PLOTS = 200

/** A comparison as a self-contained page. */
export function comparisonPage(comparison: Comparison, language: Language): string {
  const said = speak(language)
  const { terms } = said.more
  const { base, current, engine } = comparison
  return page(`${base.name} → ${current.name} · ${terms.comparison}`, language, [
    html`<h1>${terms.comparison}: ${current.name}</h1>
      <p class="quiet">${terms.base}: ${base.name} · ${matchedLine(comparison, said)}</p>`,
    tileList(comparisonTiles(comparison, said)),
    schemaSection(comparison, said),
    rowsSection(comparison, said),
    driftSection(comparison, said),
    html`<footer>
      DataPilot · ${engine.name} ${engine.version} · ${said.words.terms.made_in}
      ${said.format.count(comparison.elapsed_ms)} ms
    </footer>`,
  ])
}

function schemaSection(comparison: Comparison, said: ReportLanguage): Html {
  const { terms } = said.more
  const changed = changedColumns(comparison)
  const body =
    changed.length === 0
      ? html`<p class="quiet">${terms.no_changes}</p>`
      : dataTable(
          [said.words.terms.column, terms.status, terms.base, terms.current, terms.overlap],
          changed.map((change) => [
            nameOf(change, said),
            terms[change.status],
            columnWords(change.base, said),
            columnWords(change.current, said),
            said.format.share(change.overlap),
          ]),
          [4],
        )
  return html`<h2>${terms.schema}</h2>
    ${body}`
}

function rowsSection(comparison: Comparison, said: ReportLanguage): Html {
  const { rows } = comparison
  const { terms } = said.more
  if (rows === null) return html``
  const unmatched = unmatchedRows(comparison, said)
  const repeated =
    unmatched.length === 0
      ? html``
      : dataTable(['', terms.repeated_keys, terms.rows_of_repeated, terms.rows_without_key], unmatched, [1, 2, 3])
  const cells =
    rows.changed_cells.length === 0
      ? html``
      : html`<h3>${terms.changed_cells}</h3>
          ${dataTable(
            [said.words.terms.column, terms.cells, terms.share],
            rows.changed_cells.map(({ column, cells: count }) => [
              column,
              said.format.count(count),
              said.format.share(rows.changed === 0 ? null : count / rows.changed),
            ]),
            [1, 2],
          )}`
  return html`<h2>${terms.rows}</h2>
    <p class="quiet">${matchedLine(comparison, said)}</p>
    ${repeated} ${cells}`
}

function driftSection({ drift }: Comparison, said: ReportLanguage): Html {
  if (drift.length === 0) return html``
  const { terms } = said.more
  const table = dataTable(
    [said.words.terms.column, terms.level, 'PSI', 'KS / χ²', 'TV', terms.missing_change],
    drift.map((column) => [
      column.column,
      html`<span class="level ${column.level}">${terms[column.level]}</span>`,
      figure(column.psi, said),
      testWords(column, said),
      figure(column.total_variation, said),
      missingWords(column, said),
    ]),
    [2, 3, 4, 5],
  )
  const plotted = drift.filter(({ bins }) => bins.length > 0).slice(0, PLOTS)
  return html`<h2>${terms.drift}</h2>
    ${table}
    <p class="small">${terms.psi_note}</p>
    ${plotted.map((column) => plotSection(column, said))}`
}

function plotSection(drift: ColumnDrift, said: ReportLanguage): Html {
  const { terms } = said.more
  const { format } = said
  const pairs = drift.bins.map(({ base_share: base, current_share: current }) => ({ base, current }))
  const oneSided = ([terms.new_values, terms.vanished_values] as const).flatMap((label, i) => {
    const found = i === 0 ? drift.new_values : drift.vanished_values
    if (!found || found.distinct === 0) return []
    const examples = found.examples.map(({ value }) => format.cell(value)).join(', ')
    return [
      `${label}: ${format.count(found.distinct)} (${format.count(found.rows)} ${said.words.terms.rows})${examples === '' ? '' : `: ${examples}`}`,
    ]
  })
  const range = rangeWords(drift, said)
  return html`<section class="column">
    <header>
      <h3>${drift.column}</h3>
      <span class="level ${drift.level}">${terms[drift.level]}</span>
      <span class="small">${range}</span>
    </header>
    <div class="plots">
      <div>
        ${pairPlot(pairs, `${terms.distribution}: ${drift.column}`)}
        <div class="small"><span class="key base"></span> ${terms.base} <span class="key"></span> ${terms.current}</div>
      </div>
      <table>
        ${drift.bins.map(
          (bin) =>
            html`<tr>
              <td>${binLabel(bin, drift, said)}</td>
              <td class="n">${format.share(bin.base_share)}</td>
              <td class="n">${format.share(bin.current_share)}</td>
            </tr>`,
        )}
      </table>
    </div>
    ${oneSided.map((line) => html`<p class="small">${line}</p>`)}
  </section>`
}
