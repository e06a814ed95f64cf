import type { CorrelationMatrix, Language, Profile } from '@datapilot/contracts'
import { readingLine } from '../reading-line.ts'
import { alertSentence } from '../words/alert-sentence.ts'
import { formatterOf } from '../words/format.ts'
import { profileWords } from '../words/profile-words.ts'
import { columnSection, type ReportLanguage } from './column-section.ts'
import { html, type Html } from './html.ts'
import { REPORT_STYLE } from './report-style.ts'

/** Columns with a section of their own; a page with 5,000 plots opens in no browser. */
const SECTIONS = 500

/** A self-contained page: no script, no request, everything from the data escaped. Prints well; follows light and dark. */
export function renderReport(profile: Profile, { language }: { readonly language: Language }): string {
  const words = profileWords(language)
  const said: ReportLanguage = { words, format: formatterOf(language) }
  const { terms } = words
  const left = profile.columns.length - SECTIONS
  const page = html`<!doctype html>
    <html lang="${language === 'pt' ? 'pt-BR' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${profile.name} · ${terms.profile}</title>
        <style>
          ${{ markup: REPORT_STYLE }}
        </style>
      </head>
      <body>
        <h1>${profile.name}</h1>
        <p class="quiet">${readingLine(profile.reading, language)}${profile.exact ? '' : ` · ${terms.sample}`}</p>
        <dl class="tiles">${tiles(profile, said)}</dl>
        <h2>${terms.alerts}</h2>
        ${alerts(profile, language, terms.no_alerts)}
        <h2>${terms.columns}</h2>
        ${profile.columns.slice(0, SECTIONS).map((column) => columnSection(column, said))}
        ${left > 0 ? html`<p class="quiet">+ ${said.format.count(left)} ${terms.more_columns}</p>` : html``}
        ${profile.correlations.map((matrix) => correlationTable(matrix, said))}
        <footer>
          DataPilot · ${profile.engine.name} ${profile.engine.version} · ${terms.made_in}
          ${said.format.count(profile.elapsed_ms)} ms
        </footer>
      </body>
    </html>`
  return page.markup
}

function tiles(profile: Profile, { words: { terms }, format }: ReportLanguage): Html[] {
  const span = profile.time_span
  const pairs = [
    [terms.rows, format.count(profile.rows)],
    [terms.columns, format.count(profile.column_count)],
    [terms.missing_cells, `${format.count(profile.missing_cells)} (${format.share(profile.missing_share)})`],
    [terms.duplicate_rows, format.count(profile.duplicate_rows)],
    [terms.size, format.bytes(profile.reading.bytes)],
    ...(profile.candidate_keys.length > 0 ? [[terms.keys, profile.candidate_keys.slice(0, 5).flat().join(', ')]] : []),
    ...(span ? [[`${terms.time_span} (${span.column})`, `${span.from.slice(0, 10)} … ${span.to.slice(0, 10)}`]] : []),
  ]
  return pairs.map(
    ([label = '', value = '']) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`,
  )
}

function alerts(profile: Profile, language: Language, none: string): Html {
  if (profile.alerts.length === 0) return html`<p class="quiet">${none}</p>`
  const items = profile.alerts.map(
    (alert) => html`<li class="${alert.severity}">${alertSentence(alert, language)}</li>`,
  )
  return html`<ul class="alerts">
    ${items}
  </ul>`
}

function correlationTable({ method, columns, values }: CorrelationMatrix, { words, format }: ReportLanguage): Html {
  const head = columns.map((name) => html`<th scope="col">${name}</th>`)
  const rows = columns.map((name, i) => {
    const cells = (values[i] ?? []).map((r) => html`<td>${r === null ? '–' : format.figure(Number(r.toFixed(2)))}</td>`)
    return html`<tr>
      <th scope="row">${name}</th>
      ${cells}
    </tr>`
  })
  return html`<h2>${words.terms.correlations} (${method === 'pearson' ? 'Pearson' : 'Spearman'})</h2>
    <div class="wide">
      <table class="matrix">
        <thead>
          <tr>
            <td></td>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`
}
