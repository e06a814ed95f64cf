import type { Dependency, Meaning, Profile, SeriesMeasure, TimeSeries } from '@datapilot/contracts'
import type { AlertInput } from './alerts.ts'
import { draft, type AlertDraft } from './draft.ts'

/** From these one column nearly tells the other. */
const HIGH = 0.9
/** Everything on a map goes with where it is. */
const COORDINATES: ReadonlySet<Meaning> = new Set(['latitude', 'longitude'])
/** Seasonal strength from which a series counts as seasonal (Wang, Smith & Hyndman 2006; R's `nsdiffs`). */
const SEASONAL = 0.64
/** 5 % critical value of KPSS for a constant level (Kwiatkowski et al. 1992, table 1). */
const LEVEL_MOVES = 0.463
/** A level that moves, and visibly so: half of what varies is trend. */
const TREND = 0.5
/** A rule that few of many rows break was broken by mistake; more of them may be exceptions that exist. */
const FEW_SLIPS = 10
const SLIP_SHARE = 0.001

/** Alerts about what is between columns; none where relations were not looked for. */
export function relationAlerts({ profile, repeatedColumns }: AlertInput): AlertDraft[] {
  const { near_duplicate_columns: pairs, dependencies, rows, series } = profile
  const nearly = (pairs ?? []).map(({ columns, relation, factor, offset, differing }) =>
    draft('near_duplicate_columns', 'info', columns, {
      count: differing,
      of: rows,
      data: { relation, factor, offset },
    }),
  )
  const broken = (dependencies ?? []).filter(({ violations }) => violations > 0).map(dependencyAlert)
  const told = [...repeatedColumns, ...(pairs ?? []).map(({ columns }) => columns)]
  const moving = (series ?? []).slice(0, 1).flatMap(seriesAlerts)
  return [...nearly, ...broken, ...correlationAlerts(profile, told), ...moving]
}

function dependencyAlert({ from, to, violations, share }: Dependency): AlertDraft {
  const of = share > 0 ? Math.round(violations / share) : null
  const isSlip = violations <= FEW_SLIPS && share <= SLIP_SHARE
  const severity = isSlip ? 'warning' : 'info'
  return draft('dependency_violations', severity, [...from, to], { count: violations, of, data: { from, to } })
}

/** Pairs that are equal, or of which one decides the other, are told by better alerts. */
function correlationAlerts(
  { correlations, associations, dependencies, columns: profiles }: Profile,
  told: readonly (readonly string[])[],
): AlertDraft[] {
  const covers = (pair: readonly string[]) =>
    told.some((columns) => pair.every((name) => columns.includes(name))) ||
    (dependencies ?? []).some(({ from, to }) => from.length === 1 && pair.includes(from[0] ?? '') && pair.includes(to))
  const places = new Set(
    profiles.filter(({ meaning }) => meaning && COORDINATES.has(meaning.kind)).map(({ name }) => name),
  )
  const pearson = correlations.find(({ method }) => method === 'pearson')
  const linear = (pearson?.values ?? []).flatMap((row, i) =>
    row.slice(i + 1).map((value, k) => ({
      method: 'pearson',
      value: value ?? 0,
      columns: [pearson?.columns[i] ?? '', pearson?.columns[i + 1 + k] ?? ''],
    })),
  )
  const others = (associations?.strongest ?? []).filter(({ method }) => method !== 'pearson')
  return [...linear, ...others]
    .filter(
      ({ value, columns }) => Math.abs(value) >= HIGH && !covers(columns) && !columns.some((name) => places.has(name)),
    )
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .filter(
      ({ columns }, i, all) => all.findIndex((other) => columns.every((name) => other.columns.includes(name))) === i,
    )
    .map(({ method, value, columns }) =>
      draft('high_correlation', 'info', columns, { data: { method, coefficient: value } }),
    )
}

function seriesAlerts({ column: date, measures, period }: TimeSeries): AlertDraft[] {
  return measures.flatMap((measure) => seriesAlert(measure, date, period))
}

function seriesAlert({ column, figures }: SeriesMeasure, date: string, period: string): AlertDraft[] {
  const { seasonal_strength: strength, season, kpss, trend_strength: trend, slope } = figures
  const columns = column === null ? [date] : [column, date]
  const alerts: AlertDraft[] = []
  if (strength !== null && season !== null && strength >= SEASONAL)
    alerts.push(draft('seasonal', 'info', columns, { data: { season, strength, period } }))
  if (kpss !== null && kpss > LEVEL_MOVES && (trend ?? 0) >= TREND)
    alerts.push(draft('non_stationary', 'info', columns, { data: { kpss, slope, period } }))
  return alerts
}
