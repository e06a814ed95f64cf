import type { ColumnProfile, Histogram } from '@datapilot/contracts'
import { figurePairs } from './column-figures.ts'
import { html, type Html } from './html.ts'
import { barPlot } from './plots.ts'
import type { ReportLanguage } from './report-language.ts'

/** Longer values are cut in a cell. */
const LONGEST = 60

/** One column: its figures, its distribution, its most frequent values. */
export function columnSection(column: ColumnProfile, said: ReportLanguage): Html {
  const { words, format } = said
  const { terms } = words
  const kind =
    column.kind === 'constant' || column.kind === 'empty'
      ? words.kinds[column.kind]
      : `${words.kinds[column.kind]} · ${words.types[column.type]}`
  const facts = [kind, ...(column.unit === null ? [] : [column.unit])].join(' · ')
  const hidden = column.personal
    ? html`<p class="small">${words.personal[column.personal.kind]}: ${terms.personal_hidden}</p>`
    : html``
  return html`<section class="column">
    <header>
      <h3>${column.name}</h3>
      <span class="quiet">${facts}</span>
      <span class="small"
        >${terms.missing} ${format.share(column.missing_share)} · ${terms.distinct}
        ${format.count(column.distinct)}</span
      >
    </header>
    ${hidden}
    <div class="parts">${parts(column, said)}</div>
  </section>`
}

function parts(column: ColumnProfile, said: ReportLanguage): Html[] {
  const { words, more } = said
  const found: Html[] = []
  const figures = figurePairs(column, said)
  if (figures.length > 0) found.push(figureTable(figures))
  if (column.histogram) found.push(plot(column.histogram, column, said))
  if (column.date) {
    found.push(bars(column.date.weekdays, words.weekdays, words.terms.weekdays, said))
    found.push(bars(column.date.months, words.months, words.terms.months, said))
    const hours = column.date.hours?.map((_, hour) => `${String(hour)} h`) ?? []
    if (column.date.hours) found.push(bars(column.date.hours, hours, more.terms.hours, said))
  }
  const top = column.number || column.date ? column.top.slice(0, 5) : column.top.slice(0, 10)
  if (!column.unique) found.push(countTable(words.terms.top_values, top, column.count, said))
  if (column.number) {
    found.push(countTable(more.terms.smallest, column.number.smallest, column.count, said))
    found.push(countTable(more.terms.largest, column.number.largest, column.count, said))
  }
  if (column.text && column.kind !== 'category')
    found.push(countTable(words.terms.patterns, column.text.patterns.slice(0, 5), column.count, said))
  if (column.text?.words && column.kind === 'text')
    found.push(countTable(more.terms.frequent_words, column.text.words.top.slice(0, 8), column.text.words.total, said))
  return found
}

function figureTable(figures: readonly (readonly [string, string])[]): Html {
  const rows = figures.map(
    ([label, value]) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td class="n">${value}</td>
      </tr>`,
  )
  return html`<table class="figures">
    ${rows}
  </table>`
}

function plot({ edges, counts }: Histogram, { date }: ColumnProfile, { words, format }: ReportLanguage): Html {
  const first = edges[0] ?? null
  const last = edges.at(-1) ?? null
  const from = date ? (date.min ?? '') : format.figure(first)
  const to = date ? (date.max ?? '') : format.figure(last)
  return html`<div>
    <div class="small">${words.terms.distribution}</div>
    ${barPlot(counts, words.terms.distribution)}
    <div class="small ends"><span>${from}</span><span>${to}</span></div>
  </div>`
}

function bars(counts: readonly number[], labels: readonly string[], title: string, { format }: ReportLanguage): Html {
  const described = labels.map((label, i) => `${label} ${format.count(counts[i] ?? 0)}`).join(', ')
  return html`<div>
    <div class="small">${title}</div>
    ${barPlot(counts, `${title}: ${described}`)}
    <div class="small ends"><span>${labels[0] ?? ''}</span><span>${labels.at(-1) ?? ''}</span></div>
  </div>`
}

function countTable(title: string, values: ColumnProfile['top'], of: number, { format }: ReportLanguage): Html {
  if (values.length === 0) return html``
  const rows = values.map(({ value, count }) => {
    const text = format.cell(value)
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    return html`<tr>
      <td>${shown === '' ? '“”' : shown}</td>
      <td class="n">${format.count(count)}</td>
      <td class="n">${format.share(of === 0 ? null : count / of)}</td>
    </tr>`
  })
  return html`<div>
    <div class="small">${title}</div>
    <table>
      ${rows}
    </table>
  </div>`
}
