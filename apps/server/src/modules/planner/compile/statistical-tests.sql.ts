import type { StatisticalTest } from '@datapilot/contracts'

/** Steps of Simpson's rule: the tail of Student's t then agrees with SciPy's to ten digits. */
const STEPS = 4000

/**
 * Two-sided p value of Student's t with `df` degrees of freedom, both SQL. With t = √df · tan θ the density becomes
 * cos^(df−1) θ, which is integrated from θ(t) and divided by its integral from 0. Beyond 14 ⁄ √df nothing is left of it.
 */
export function studentTail(t: string, df: string): string {
  const integral = (from: string) => {
    const width = `(least(pi() / 2, ${from} + 14 / sqrt(${df})) - ${from})`
    const at = `cos(${from} + ${width} * step / ${STEPS})`
    const weight = `CASE WHEN step = 0 OR step = ${STEPS} THEN 1 WHEN step % 2 = 1 THEN 4 ELSE 2 END`
    return `(${width} * list_sum(list_transform(range(0, ${STEPS + 1}), lambda step: (${weight}) * pow(greatest(${at}, 0), ${df} - 1))))`
  }
  return `${integral(`atan(abs(${t}) / sqrt(${df}))`)} / ${integral('0.0')}`
}

/** A polynomial with the constant term first, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: string): string {
  return coefficients.reduceRight(
    (sum, coefficient) => (sum === '' ? `(${coefficient})` : `(${sum} * ${x} + (${coefficient}))`),
    '',
  )
}

/** Percentage point of the normal distribution (Beasley and Springer, AS 111). */
function normalScore(p: string): string {
  const q = `((${p}) - 0.5)`
  const r = `(${q} * ${q})`
  const tail = `sqrt(-ln(least(${p}, 1 - (${p}))))`
  const middle = `${q} * ${polynomial([2.50662823884, -18.61500062529, 41.39119773534, -25.44106049637], r)} / ${polynomial([1, -8.4735109309, 23.08336743743, -21.06224101826, 3.13082909833], r)}`
  const outer = `${polynomial([-2.78718931138, -2.29796479134, 4.85014127135, 2.32121276858], tail)} / ${polynomial([1, 3.54388924762, 1.63706781897], tail)}`
  return `CASE WHEN abs(${q}) <= 0.42 THEN ${middle} ELSE sign(${q}) * (${outer}) END`
}

/** Upper tail of the normal distribution (Hill, AS 66). */
function normalTail(z: string): string {
  const x = `abs(${z})`
  const y = `(0.5 * ${x} * ${x})`
  const near = `0.5 - ${x} * (0.398942280444 - 0.39990348504 * ${y} / (${y} + 5.75885480458 - 29.8213557807 / (${y} + 2.62433121679 + 48.6959930692 / (${y} + 5.92885724438))))`
  const far = `0.398942280385 * exp(-${y}) / (${x} - 3.8052e-8 + 1.00000615302 / (${x} + 3.98064794e-4 + 1.98615381364 / (${x} - 0.151679116635 + 5.29330324926 / (${x} + 4.8385912808 - 15.1508972451 / (${x} + 0.742380924027 + 30.789933034 / (${x} + 3.99019417011))))))`
  const upper = `CASE WHEN ${x} <= 1.28 THEN ${near} ELSE ${far} END`
  return `CASE WHEN ${z} >= 0 THEN ${upper} ELSE 1 - (${upper}) END`
}

/** Shapiro and Wilk's W and its p value after Royston (AS R94), over the column `x` of `source`. */
function shapiroWilk(source: string, outcome: 'statistic' | 'p_value'): string {
  const root = '(1 / sqrt(n))'
  const first = `(${polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], root)} - m1 / sqrt(squares))`
  const second = `(${polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], root)} - m2 / sqrt(squares))`
  const scale = `CASE WHEN n > 5 THEN sqrt((squares - 2 * m1 * m1 - 2 * m2 * m2) / (1 - 2 * ${first} * ${first} - 2 * ${second} * ${second})) ELSE sqrt((squares - 2 * m1 * m1) / (1 - 2 * ${first} * ${first})) END`
  const small = `-ln(${polynomial([-2.273, 0.459], 'n')} - ln(1 - w))`
  const z = `CASE WHEN n <= 11
      THEN (${small} - ${polynomial([0.544, -0.39978, 0.025054, -6.714e-4], 'n')}) / exp(${polynomial([1.3822, -0.77857, 0.062767, -0.0020322], 'n')})
      ELSE (ln(1 - w) - ${polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], 'ln(n)')}) / exp(${polynomial([-0.4803, -0.082676, 0.0030302], 'ln(n)')}) END`
  return `(WITH sorted AS (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM ${source} WHERE x IS NOT NULL),
    scored AS (SELECT x, i, n, ${normalScore('(i - 0.375) / (n + 0.25)')} AS m FROM sorted),
    sums AS (SELECT sum(m * m) AS squares, min(m) AS m1, min(m) FILTER (WHERE i = 2) AS m2 FROM scored),
    weighed AS (SELECT x, n, CASE WHEN least(i, n + 1 - i) = 1 THEN ${first} WHEN least(i, n + 1 - i) = 2 AND n > 5 THEN ${second} ELSE -(CASE WHEN i <= n / 2 THEN m ELSE -m END) / (${scale}) END * CASE WHEN 2 * i = n + 1 THEN 0 WHEN i <= n / 2 THEN -1 ELSE 1 END AS a FROM scored, sums),
    tested AS (SELECT any_value(n) AS n, pow(sum(a * x), 2) / nullif((count(*) - 1) * var_samp(x), 0) AS w FROM weighed)
  SELECT ${outcome === 'statistic' ? 'w' : `CASE WHEN n > 3 AND w < 1 THEN ${normalTail(`(${z})`)} END`} FROM tested)`
}

/** D'Agostino and Pearson's K²: transformed skewness and kurtosis; chi-squared with two degrees of freedom is an exponential. */
function dagostino(source: string, outcome: 'statistic' | 'p_value'): string {
  const skew = `(WITH moments AS (SELECT count(x)::DOUBLE AS n, skewness(x) AS g, kurtosis_pop(x) AS k FROM ${source}),
    parts AS (SELECT n, g * (n - 2) / sqrt(n * (n - 1)) AS b1, k + 3 AS b2, 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9)) AS beta2,
      3 * (n - 1) / (n + 1) AS expected, 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5)) AS spread,
      6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3))) AS skewed FROM moments),
    scaled AS (SELECT *, sqrt(2 * (beta2 - 1)) - 1 AS w2, 6 + 8 / skewed * (2 / skewed + sqrt(1 + 4 / (skewed * skewed))) AS a, (b2 - expected) / sqrt(spread) AS kx,
      b1 * sqrt((n + 1) * (n + 3) / (6 * (n - 2))) AS y FROM parts),
    scores AS (SELECT asinh(y / sqrt(2 / (w2 - 1))) / sqrt(0.5 * ln(w2)) AS zs,
      (1 - 2 / (9 * a) - sign(1 + kx * sqrt(2 / (a - 4))) * pow((1 - 2 / a) / abs(1 + kx * sqrt(2 / (a - 4))), 1.0 / 3)) / sqrt(2 / (9 * a)) AS zk FROM scaled)
  SELECT ${outcome === 'statistic' ? 'zs * zs + zk * zk' : 'exp(-(zs * zs + zk * zk) / 2)'} FROM scores)`
  return skew
}

/** Anderson and Darling's A² against a normal with estimated mean and deviation, times Stephens's 1 + 0.75 ⁄ n + 2.25 ⁄ n². */
function andersonDarling(source: string): string {
  return `(WITH sorted AS (SELECT row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n, (x - avg(x) OVER ()) / nullif(stddev_samp(x) OVER (), 0) AS z FROM ${source} WHERE x IS NOT NULL),
    tails AS (SELECT i, n, ln(${normalTail('(-z)')}) AS below, ln(${normalTail('z')}) AS above FROM sorted)
  SELECT (-any_value(n) - sum((2 * i - 1) * below + (2 * (n - i) + 1) * above) / any_value(n)) * (1 + 0.75 / any_value(n) + 2.25 / pow(any_value(n), 2)) FROM tails)`
}

/** Pearson's correlation of `x` and `y`, as t = r √((n−2) ⁄ (1−r²)). */
function pearson(source: string, outcome: 'statistic' | 'p_value'): string {
  const paired = `(SELECT corr(x, y) AS r, count(*)::DOUBLE AS n FROM ${source} WHERE x IS NOT NULL AND y IS NOT NULL)`
  if (outcome === 'statistic') return `(SELECT r FROM ${paired})`
  return `(SELECT CASE WHEN n > 2 THEN CASE WHEN abs(r) >= 1 THEN 0 ELSE ${studentTail('(r * sqrt((n - 2) / (1 - r * r)))', '(n - 2)')} END END FROM ${paired})`
}

/** Welch's t between `x` of `source` and `x` of `other`. */
function welch(source: string, other: string, outcome: 'statistic' | 'p_value'): string {
  const half = (name: string, from: string) =>
    `(SELECT avg(x) AS m${name}, var_samp(x) / count(x) AS v${name}, count(x) - 1 AS d${name} FROM ${from})`
  const joined = `(SELECT (ma - mb) / sqrt(va + vb) AS t, pow(va + vb, 2) / (va * va / da + vb * vb / db) AS df FROM ${half('a', source)}, ${half('b', other)})`
  return `(SELECT ${outcome === 'statistic' ? 't' : studentTail('t', 'df')} FROM ${joined})`
}

/**
 * A statistical test as a scalar subquery, written out in SQL so that SciPy's result is held against another derivation.
 *
 * @param source rows with the columns `x` and, for a correlation, `y`; `other` the second sample of a t-test.
 */
export function testSql(
  test: StatisticalTest,
  outcome: 'statistic' | 'p_value',
  source: string,
  other: string,
): string {
  switch (test) {
    case 'pearson':
      return pearson(source, outcome)
    case 'shapiro_wilk':
      return shapiroWilk(source, outcome)
    case 'dagostino':
      return dagostino(source, outcome)
    case 'anderson_darling':
      return andersonDarling(source)
    case 't_test':
      return welch(source, other, outcome)
  }
}
