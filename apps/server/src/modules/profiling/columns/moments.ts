import { stable } from './stable.ts'

export interface Moments {
  readonly variance: number | null
  readonly deviation: number | null
  readonly skewness: number | null
  readonly kurtosis: number | null
}

export const NO_MOMENTS: Moments = { variance: null, deviation: null, skewness: null, kurtosis: null }

/**
 * Sample moments from the raw moments of z = (v − mean) / scale: variance with n − 1, adjusted Fisher–Pearson
 * skewness G1 and excess kurtosis G2 (Joanes & Gill 1998, the definitions of pandas and SPSS).
 */
export function momentsOf(size: number, scale: number, raw: readonly number[]): Moments {
  const [m1 = 0, raw2 = 0, raw3 = 0, raw4 = 0] = raw
  const m2 = Math.max(0, raw2 - m1 * m1)
  const m3 = raw3 - 3 * m1 * raw2 + 2 * m1 ** 3
  const m4 = raw4 - 4 * m1 * raw3 + 6 * m1 * m1 * raw2 - 3 * m1 ** 4
  if (size < 2) return NO_MOMENTS
  const spread = (m2 * size) / (size - 1)
  const deviation = scale * Math.sqrt(spread)
  const varies = m2 > 0
  return {
    variance: stable(spread * scale * scale),
    deviation: stable(deviation),
    skewness: varies && size > 2 ? stable(skewnessOf(size, m2, m3), 1) : null,
    kurtosis: varies && size > 3 ? stable(kurtosisOf(size, m2, m4), 1) : null,
  }
}

function skewnessOf(n: number, m2: number, m3: number): number {
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * (m3 / m2 ** 1.5)
}

function kurtosisOf(n: number, m2: number, m4: number): number {
  const excess = m4 / (m2 * m2) - 3
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6)
}
