/**
 * Cuts a figure to 12 significant digits, the precision that holds over any number of threads. Digits below
 * 10^-13 of `scale` are rounding noise of the sums behind it and become zero.
 */
export function stable(value: number, scale = 0): number | null {
  if (!Number.isFinite(value)) return null
  if (Math.abs(value) < Math.abs(scale) * 1e-13) return 0
  return Number(value.toPrecision(12))
}
