/** Relative accuracy at which series and fraction end. */
const ACCURACY = 1e-15
const TERMS = 10_000

/**
 * Probability that a χ² variable exceeds `statistic`: the regularized upper incomplete gamma function Q(f/2, x/2), by
 * its series below a + 1 and its continued fraction above (Press et al., Numerical Recipes, 3rd ed., 6.2; DLMF 8.9.2).
 */
export function chiSquareTail(statistic: number, degrees: number): number {
  const a = degrees / 2
  const x = statistic / 2
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, x)) : scale * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let i = 1; i < TERMS && term > sum * ACCURACY; i++) {
    term *= x / (a + i)
    sum += term
  }
  return sum
}

/** Lentz's method; the tiny value keeps a denominator from becoming zero. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / (b || tiny)
  let fraction = d
  for (let i = 1; i < TERMS; i++) {
    const numerator = -i * (i - a)
    b += 2
    d = 1 / (numerator * d + b || tiny)
    c = b + numerator / c || tiny
    fraction *= c * d
    if (Math.abs(c * d - 1) < ACCURACY) break
  }
  return fraction
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] // prettier-ignore

/** log Γ for positive arguments (Lanczos 1964, g = 7). */
function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z)
  const x = z - 1
  const t = x + 7.5
  const series = LANCZOS.reduce((sum, coefficient, i) => (i === 0 ? coefficient : sum + coefficient / (x + i)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series)
}
