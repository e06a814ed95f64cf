/** What a chart's labels are divided by, so that they stay short; its name stands once beside the chart. */
export type ChartUnit = 'one' | 'thousand' | 'million' | 'billion' | 'trillion'

const UNITS: readonly (readonly [ChartUnit, number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
]
const MOST_DIGITS = 4

export interface LabelScale {
  unit: ChartUnit
  divisor: number
  /** Decimals that every label shows. */
  digits: number
}

/**
 * One unit for all labels, and as many decimals as neighbours that differ need to look different, at most four. Whole
 * numbers below a thousand show none.
 */
export function labelScale(values: readonly number[]): LabelScale {
  const largest = Math.max(0, ...values.map(Math.abs))
  // Up to 9,999 the whole figure is as short as its thousands.
  const [unit, divisor] = UNITS.find(([, size]) => largest >= Math.max(size, 1e4)) ?? (['one', 1] as const)
  const scaled = values.map((value) => value / divisor)
  const least = scaled.every(Number.isInteger) ? 0 : 1
  for (let digits = least; digits < MOST_DIGITS; digits += 1) {
    const told = scaled.every((value, index) => {
      const next = scaled[index + 1]
      return next === undefined || next === value || next.toFixed(digits) !== value.toFixed(digits)
    })
    if (told) return { unit, divisor, digits }
  }
  return { unit, divisor, digits: MOST_DIGITS }
}

/** Every how many-th label can be shown when each is `characters` long at `step` units of width. */
export function labelStride(characters: number, step: number, characterWidth: number): number {
  return Math.max(1, Math.ceil((characters * characterWidth + 4) / step))
}
