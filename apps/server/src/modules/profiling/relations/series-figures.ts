import type { SeriesFigures } from '@datapilot/contracts'
import { stable } from '../columns/stable.ts'

const NONE: SeriesFigures = { slope: null, trend_strength: null, seasonal_strength: null, season: null, kpss: null }
const LEAST = 8
/** With fewer seasons the averages of the season fit noise: with four, noise has a strength of a third. */
const SEASONS = 4

/**
 * Trend and season of values at equal distances. Trend: least squares. Strengths: 1 − Var(R) ÷ Var(T + R) and
 * 1 − Var(R) ÷ Var(S + R) of a classical additive decomposition (Wang, Smith & Hyndman 2006; Hyndman & Athanasopoulos,
 * Forecasting 3.4 and 4.3); without enough seasons the trend is the line. Null where there is a hole or no variance.
 *
 * @param season periods of one season; null where the period has none.
 */
export function seriesFigures(values: readonly (number | null)[], season: number | null): SeriesFigures {
  const known = values.filter((value) => value !== null)
  if (known.length < LEAST || known.length < values.length || varianceOf(known) === 0) return NONE
  const line = lineOf(known)
  const slope = stable(line.slope)
  const kpss = kpssOf(known)
  if (season === null || known.length < SEASONS * season) {
    const rest = known.map((value, i) => value - line.intercept - line.slope * i)
    return { ...NONE, slope, kpss, trend_strength: strength(rest, known) }
  }
  const { trend, seasonal, rest } = decompose(known, season)
  return {
    slope,
    kpss,
    season,
    trend_strength: strength(rest, rest.map((value, i) => value + (trend[i] ?? 0))),
    seasonal_strength: strength(rest, rest.map((value, i) => value + (seasonal[i] ?? 0))),
  } // prettier-ignore
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

function strength(rest: readonly number[], whole: readonly number[]): number | null {
  const spread = varianceOf(whole)
  return spread > 0 ? stable(Math.max(0, 1 - varianceOf(rest) / spread), 1) : null
}

function lineOf(values: readonly number[]): { slope: number; intercept: number } {
  const middle = (values.length - 1) / 2
  const mean = meanOf(values)
  const across = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0)
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
  const slope = across / spread
  return { slope, intercept: mean - slope * middle }
}

/** Centred moving average of one season, season means around it, and what is left; without the ends. */
function decompose(values: readonly number[], season: number) {
  const half = Math.floor(season / 2)
  const even = season % 2 === 0
  const inner = values.slice(half, values.length - half)
  const trend = inner.map((_, i) => {
    const window = values.slice(i, i + 2 * half + 1)
    const ends = even ? ((window[0] ?? 0) + (window.at(-1) ?? 0)) / 2 : 0
    return (window.reduce((sum, value) => sum + value, 0) - ends) / season
  })
  const detrended = inner.map((value, i) => value - (trend[i] ?? 0))
  const means = Array.from({ length: season }, (_, phase) => {
    return meanOf(detrended.filter((_, i) => (i + half) % season === phase))
  })
  const centre = meanOf(means)
  const seasonal = inner.map((_, i) => (means[(i + half) % season] ?? 0) - centre)
  return { trend, seasonal, rest: detrended.map((value, i) => value - (seasonal[i] ?? 0)) }
}

/**
 * KPSS statistic for a constant level (Kwiatkowski, Phillips, Schmidt & Shin 1992), Bartlett weights over
 * ⌈12·(n/100)^¼⌉ lags, as statsmodels with `nlags="legacy"`.
 */
function kpssOf(values: readonly number[]): number | null {
  const n = values.length
  const mean = meanOf(values)
  const residuals = values.map((value) => value - mean)
  const lags = Math.min(n - 1, Math.ceil(12 * (n / 100) ** 0.25))
  let longRun = residuals.reduce((sum, value) => sum + value * value, 0)
  for (let lag = 1; lag <= lags; lag++) {
    const product = residuals.reduce((sum, value, i) => sum + (i >= lag ? value * (residuals[i - lag] ?? 0) : 0), 0)
    longRun += 2 * product * (1 - lag / (lags + 1))
  }
  let [total, squares] = [0, 0]
  for (const value of residuals) {
    total += value
    squares += total * total
  }
  const statistic = squares / (n * n) / (longRun / n)
  return longRun > 0 ? stable(statistic) : null
}
