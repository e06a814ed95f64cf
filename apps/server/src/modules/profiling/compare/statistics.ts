import { chiSquareTail } from '../columns/chi-square.ts'

/** Shares below it count as this much, so that an empty bin does not make the index infinite. */
export const LEAST_SHARE = 0.0001

/**
 * Population stability index Σ (q − p) · ln(q / p) over bins, natural logarithm, with shares of at least 0.0001
 * (Siddiqi, Credit Risk Scorecards, 2006; Lewis 1994). Below 0.1: stable; below 0.25: moved; above: another population.
 */
export function populationStability(bins: readonly { readonly base: number; readonly current: number }[]): number {
  return bins.reduce((sum, { base, current }) => {
    const [p, q] = [Math.max(base, LEAST_SHARE), Math.max(current, LEAST_SHARE)]
    return sum + (q - p) * Math.log(q / p)
  }, 0)
}

/**
 * Asymptotic p-value of the two-sided two-sample Kolmogorov–Smirnov statistic `distance` for samples of `n` and `m`:
 * Q(λ) = 2 Σ (−1)^(j−1) exp(−2 j² λ²) with λ = (√e + 0.12 + 0.11 / √e) · distance, e = n·m / (n + m) (Stephens 1970;
 * Numerical Recipes, 3rd ed., §14.3.3). Ties make it conservative.
 */
export function kolmogorovSmirnovP(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m))
  return kolmogorov((root + 0.12 + 0.11 / root) * distance)
}

/** Survival function of the Kolmogorov distribution; the series that converges fast on either side of 1.18. */
export function kolmogorov(lambda: number): number {
  if (lambda <= 0) return 1
  if (lambda < 1.18) {
    const y = Math.exp(-(Math.PI ** 2) / (8 * lambda ** 2))
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * (y + y ** 9 + y ** 25 + y ** 49)
  }
  const x = Math.exp(-2 * lambda ** 2)
  return Math.min(1, Math.max(0, 2 * (x - x ** 4 + x ** 9)))
}

export interface ChiSquare {
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly p: number
}

/**
 * Pearson's χ² test that two samples come from one distribution, over a 2 × k table of counts. Categories that neither
 * sample has are left out; null with fewer than two categories or an empty sample.
 */
export function chiSquareTest(
  counts: readonly { readonly base: number; readonly current: number }[],
): ChiSquare | null {
  const cells = counts.filter(({ base, current }) => base + current > 0)
  const base = cells.reduce((sum, one) => sum + one.base, 0)
  const current = cells.reduce((sum, one) => sum + one.current, 0)
  if (cells.length < 2 || base === 0 || current === 0) return null
  const total = base + current
  const statistic = cells.reduce((sum, one) => {
    const [e, f] = [((one.base + one.current) * base) / total, ((one.base + one.current) * current) / total]
    return sum + (one.base - e) ** 2 / e + (one.current - f) ** 2 / f
  }, 0)
  const degreesOfFreedom = cells.length - 1
  return { statistic, degreesOfFreedom, p: chiSquareTail(statistic, degreesOfFreedom) }
}
