import type { Histogram } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { histogramSql } from '../sql/numbers.sql.ts'

/** Enough to see a shape, few enough to draw in a line of text. */
const BINS = 30

export interface HistogramSubject {
  readonly index: number
  readonly lowest: number
  readonly highest: number
  readonly size: number
  /** Whether values are whole numbers, which get one bin each where there are few. */
  readonly whole: boolean
}

interface Bins {
  readonly start: number
  readonly width: number
  readonly edges: readonly number[]
}

/** Equal-width bins for a range; null for a range that floating point cannot divide. Never allocates by range. */
export function binsFor({ lowest, highest, whole }: HistogramSubject): Bins | null {
  const range = highest - lowest
  if (whole && range < BINS) return equalBins(lowest - 0.5, 1, range + 1, highest + 0.5)
  const width = range / BINS
  const divisible = Number.isFinite(range) && lowest + width > lowest && highest - width < highest
  return divisible ? equalBins(lowest, width, BINS, highest) : null
}

/** The last edge is given: thirty times a rounded width may miss the maximum by an ulp. */
function equalBins(start: number, width: number, count: number, end: number): Bins {
  const edges = Array.from({ length: count + 1 }, (_, i) => (i === count ? end : start + i * width))
  return { start, width, edges }
}

/** Histograms per column index over `value`, an expression of `v` of table `g`. */
export async function histogramsOf(
  session: Session,
  subjects: readonly HistogramSubject[],
  value: string,
  condition: string,
): Promise<Map<number, Histogram>> {
  const found = new Map<number, Histogram>()
  const binned = new Map<number, Bins>()
  for (const subject of subjects) {
    const bins = binsFor(subject)
    if (bins) binned.set(subject.index, bins)
    else found.set(subject.index, { edges: [subject.lowest, subject.highest], counts: [subject.size] })
  }
  if (binned.size === 0) return found
  const parameters = new Map<number, number[]>()
  for (const [index, { start, width, edges }] of binned) {
    const count = edges.length - 1
    parameters.set(index, [start, width, count])
    found.set(index, { edges: [...edges], counts: new Array<number>(count).fill(0) })
  }
  for (const row of await session.rows(histogramSql(value, condition, parameters))) {
    const histogram = found.get(Number(row.c))
    if (histogram) histogram.counts[Number(row.bin)] = countOf(row.rows)
  }
  return found
}
