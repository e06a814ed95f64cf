import type { Profile, SeriesMeasure, TimeSeries } from '@datapilot/contracts'
import { html, type Html } from './html.ts'
import { linePlot } from './plots.ts'
import type { ReportLanguage } from './report-language.ts'

/** Values over time, one line per measure. */
export function seriesSection({ series }: Profile, said: ReportLanguage): Html {
  const drawn = (series ?? []).filter(({ starts }) => starts.length > 1)
  if (drawn.length === 0) return html``
  return html`<h2>${said.more.terms.series}</h2>
    ${drawn.map((one) => oneSeries(one, said))}`
}

function oneSeries(series: TimeSeries, said: ReportLanguage): Html {
  return html`<section class="column">
    <header>
      <h3>${series.column}</h3>
      <span class="small">${series.starts[0] ?? ''} … ${series.starts.at(-1) ?? ''}</span>
    </header>
    <div class="plots">${series.measures.map((measure) => oneMeasure(measure, series, said))}</div>
  </section>`
}

function oneMeasure(measure: SeriesMeasure, { period }: TimeSeries, said: ReportLanguage): Html {
  const { terms, periods } = said.more
  const aggregate = { count: terms.rows_per, sum: terms.sum_per, mean: terms.mean_per }[measure.aggregate]
  const title = `${measure.column === null ? '' : `${measure.column}: `}${aggregate} ${periods[period]}`
  const known = measure.values.filter((value) => value !== null)
  const extremes =
    known.length === 0 ? '' : `${said.format.figure(Math.min(...known))} … ${said.format.figure(Math.max(...known))}`
  return html`<div>
    <div class="small">${title}</div>
    ${linePlot(measure.values, `${title}: ${extremes}`)}
    <div class="small">${[extremes, ...figures(measure, said)].filter((part) => part !== '').join(' · ')}</div>
  </div>`
}

function figures({ figures: found }: SeriesMeasure, { more, format }: ReportLanguage): string[] {
  const parts: string[] = []
  const share = (value: number) => format.figure(Number(value.toFixed(2)))
  if (found.trend_strength !== null) parts.push(`${more.terms.trend} ${share(found.trend_strength)}`)
  if (found.seasonal_strength !== null) {
    const season = found.season === null ? '' : ` (${format.count(found.season)})`
    parts.push(`${more.terms.season}${season} ${share(found.seasonal_strength)}`)
  }
  return parts
}
