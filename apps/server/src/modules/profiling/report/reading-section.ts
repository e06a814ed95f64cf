import type { LineCounts, Reading } from '@datapilot/contracts'
import { html, type Html } from './html.ts'
import { dataTable, tileList, type Tile } from './page.ts'
import type { ReportLanguage } from './report-language.ts'

/** How the file was read: decisions with their reasons, the account of its lines, warnings. */
export function readingSection(reading: Reading, said: ReportLanguage): Html {
  const { terms } = said.more
  const parts: Html[] = []
  if (reading.lines) parts.push(tileList(lineTiles(reading.lines, said)))
  if (reading.evidence.length > 0) {
    const rows = reading.evidence.map(({ what, chosen, reason }) => [said.more.decisions[what] ?? what, chosen, reason])
    parts.push(dataTable([terms.decision, terms.value, terms.reason], rows))
  }
  if (reading.warnings.length > 0) {
    const items = reading.warnings.map(({ detail }) => html`<li class="warning">${detail}</li>`)
    parts.push(
      html`<h3>${terms.warnings}</h3>
        <ul class="alerts">
          ${items}
        </ul>`,
    )
  }
  if (parts.length === 0) return html``
  return html`<section class="block">
    <h2>${terms.reading}</h2>
    ${parts}
  </section>`
}

function lineTiles(lines: LineCounts, { more: { terms }, format }: ReportLanguage): Tile[] {
  const tiles: [string, number][] = [
    [terms.lines, lines.physical],
    [terms.preamble, lines.preamble],
    [terms.header, lines.header],
    [terms.in_rows, lines.in_rows],
    [terms.in_rejected, lines.in_rejected],
    [terms.blank_lines, lines.blank],
    [terms.footer, lines.footer],
  ]
  return tiles.filter(([, count], i) => i === 0 || count > 0).map(([label, count]) => [label, format.count(count)])
}
