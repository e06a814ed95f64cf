import type { ColumnProfile, Histogram } from '@datapilot/contracts'
import type { Formatter } from '../words/format.ts'
import type { ProfileWords } from '../words/profile-words.ts'
import { html, type Html } from './html.ts'

export interface ReportLanguage {
  readonly words: ProfileWords
  readonly format: Formatter
}

type Pair = readonly [label: string, value: string]

/** One column: its figures, its distribution, its most frequent values. */
export function columnSection(column: ColumnProfile, { words, format }: ReportLanguage): Html {
  const { terms } = words
  const kind =
    column.kind === 'constant' || column.kind === 'empty'
      ? words.kinds[column.kind]
      : `${words.kinds[column.kind]} · ${words.types[column.type]}`
  const facts = [kind, ...(column.unit === null ? [] : [column.unit])].join(' · ')
  const hidden = column.personal ? html`<p class="small">${terms.personal_hidden}</p>` : html``
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
    <div class="parts">${parts(column, { words, format })}</div>
  </section>`
}

function parts(column: ColumnProfile, language: ReportLanguage): Html[] {
  const { words, format } = language
  const figures = [...numberPairs(column, language), ...datePairs(column, language), ...textPairs(column, language)]
  const found: Html[] = []
  if (figures.length > 0)
    found.push(
      html`<table>
        ${figures.map(
          ([label, value]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="n">${value}</td>
            </tr>`,
        )}
      </table>`,
    )
  if (column.histogram) found.push(plot(column.histogram, column, language))
  if (column.date) {
    found.push(bars(column.date.weekdays, words.weekdays, words.terms.weekdays, format))
    found.push(bars(column.date.months, words.months, words.terms.months, format))
  }
  const top = column.number || column.date ? column.top.slice(0, 5) : column.top.slice(0, 10)
  if (top.length > 0 && !(column.unique && !column.number))
    found.push(countTable(words.terms.top_values, top, column.count, format))
  if (column.text && column.text.patterns.length > 0 && column.kind !== 'category') {
    found.push(countTable(words.terms.patterns, column.text.patterns.slice(0, 5), column.count, format))
  }
  return found
}

function numberPairs({ number }: ColumnProfile, { words: { terms }, format }: ReportLanguage): Pair[] {
  if (!number) return []
  const { quantiles: q } = number
  const pairs: Pair[] = [
    [terms.mean, format.figure(number.mean)],
    [terms.deviation, format.figure(number.standard_deviation)],
    [terms.min, format.cell(number.min)],
    ['p5 · p25', `${format.figure(q.p05)} · ${format.figure(q.p25)}`],
    [terms.median, format.figure(q.p50)],
    ['p75 · p95', `${format.figure(q.p75)} · ${format.figure(q.p95)}`],
    [terms.max, format.cell(number.max)],
    [terms.sum, format.cell(number.sum)],
    [terms.skewness, format.figure(number.skewness)],
    [terms.kurtosis, format.figure(number.kurtosis)],
    [terms.outliers, `${format.count(number.outliers_iqr)} / ${format.count(number.outliers_z)}`],
  ]
  if (number.zeros > 0) pairs.push([terms.zeros, format.count(number.zeros)])
  if (number.negatives > 0) pairs.push([terms.negatives, format.count(number.negatives)])
  return pairs
}

function datePairs({ date }: ColumnProfile, { words: { terms }, format }: ReportLanguage): Pair[] {
  if (!date) return []
  const pairs: Pair[] = [[terms.from, date.min ?? '–'], [terms.to, date.max ?? '–']] // prettier-ignore
  if (date.gap_days !== null) pairs.push([terms.gap_days, format.count(date.gap_days)])
  if (date.future > 0) pairs.push([terms.future, format.count(date.future)])
  return pairs
}

function textPairs({ text }: ColumnProfile, { words: { terms }, format }: ReportLanguage): Pair[] {
  if (!text) return []
  const length = [text.length_min, text.length_mean, text.length_max].map((value) => format.figure(value)).join(' · ')
  const pairs: Pair[] = [[`${terms.length} (${terms.min} · ${terms.mean} · ${terms.max})`, length]]
  if (text.blank > 0) pairs.push([terms.blank, format.count(text.blank)])
  if (text.padded > 0) pairs.push([terms.padded, format.count(text.padded)])
  return pairs
}

function plot({ edges, counts }: Histogram, { date }: ColumnProfile, { words, format }: ReportLanguage): Html {
  const first = edges[0] ?? null
  const last = edges.at(-1) ?? null
  const from = date ? (date.min ?? '') : format.figure(first)
  const to = date ? (date.max ?? '') : format.figure(last)
  return html`<div>
    ${barPlot(counts, words.terms.distribution)}
    <div class="small">${from} … ${to}</div>
  </div>`
}

function bars(counts: readonly number[], labels: readonly string[], title: string, format: Formatter): Html {
  const described = labels.map((label, i) => `${label} ${format.count(counts[i] ?? 0)}`).join(', ')
  return html`<div>
    ${barPlot(counts, `${title}: ${described}`)}
    <div class="small">${title}: ${labels[0] ?? ''} … ${labels.at(-1) ?? ''}</div>
  </div>`
}

function barPlot(counts: readonly number[], label: string): Html {
  const highest = Math.max(1, ...counts)
  const rects = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(1, (count / highest) * 60)
    return html`<rect
      x="${i * 10 + 1}"
      y="${Number((60 - height).toFixed(2))}"
      width="8"
      height="${Number(height.toFixed(2))}"
    />`
  })
  return html`<svg
    viewBox="0 0 ${Math.max(1, counts.length) * 10} 60"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${rects}
  </svg>`
}

function countTable(title: string, values: ColumnProfile['top'], of: number, format: Formatter): Html {
  const rows = values.map(({ value, count }) => {
    const text = format.cell(value)
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
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
