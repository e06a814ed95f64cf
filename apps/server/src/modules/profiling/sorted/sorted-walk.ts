import { PowerSums } from './power-sums.ts'
import { ValueRuns } from './value-runs.ts'

export interface WalkPlan {
  /** Number of values. */
  readonly size: number
  /** 0-based ranks whose values are wanted. */
  readonly ranks: readonly number[]
  /** Lower edges of the bins, ascending; null for no histogram. A value belongs to the last bin that it reaches. */
  readonly edges: readonly number[] | null
  /** Values are measured from `centre` in units of `scale`, so that their powers neither cancel nor overflow. */
  readonly centre: number
  readonly scale: number
}

export interface Milestones {
  readonly step: number
  readonly values: Float64Array
}

const MILESTONES = 4_096

/** What one walk over all values of a column in ascending order finds. */
export interface WalkResult {
  readonly runs: ValueRuns
  readonly atRanks: ReadonlyMap<number, number>
  readonly bins: readonly number[]
  readonly zeros: number
  readonly negatives: number
  /** Every `step`-th value, from the first on: places of values are looked up in them. */
  readonly milestones: Milestones
  /** Means of z, z², z³, z⁴ with z = (value − centre) / scale. */
  readonly powers: readonly number[]
}

/**
 * Figures of a column from its sorted values, piece by piece: memory does not depend on the column. The order of
 * additions is that of the values and of nothing else, so figures do not depend on threads or on how pieces are cut.
 */
export class SortedWalk {
  readonly #plan: WalkPlan
  readonly #wanted: readonly number[]
  readonly #runs = new ValueRuns()
  readonly #sums = new PowerSums()
  readonly #atRanks = new Map<number, number>()
  readonly #bins: number[]
  readonly #milestones: Milestones
  #bin = 0
  #next = 0
  #size = 0
  #zeros = 0
  #negatives = 0
  #last = -Infinity

  constructor(plan: WalkPlan) {
    this.#plan = plan
    this.#wanted = [...new Set(plan.ranks)].sort((a, b) => a - b)
    this.#bins = (plan.edges ?? []).map(() => 0)
    const step = Math.max(1, Math.ceil(plan.size / MILESTONES))
    this.#milestones = { step, values: new Float64Array(Math.ceil(plan.size / step)) }
  }

  add(values: Float64Array): void {
    this.#pickRanks(values)
    this.#setMilestones(values)
    this.#fillBins(values)
    this.#countSigns(values)
    this.#runs.add(values)
    this.#sums.add(values, this.#plan.centre, this.#plan.scale)
    this.#size += values.length
  }

  #countSigns(values: Float64Array): void {
    let last = this.#last
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN
      // The engine's order is what everything here rests on.
      if (!(value >= last)) throw new Error('The values are not sorted.')
      last = value
      if (value < 0) this.#negatives += 1
      else if (value === 0) this.#zeros += 1
    }
    this.#last = last
  }

  #setMilestones(values: Float64Array): void {
    const { step, values: milestones } = this.#milestones
    const first = Math.ceil(this.#size / step)
    for (let i = first; i * step < this.#size + values.length; i++) milestones[i] = values[i * step - this.#size] ?? NaN
  }

  #pickRanks(values: Float64Array): void {
    for (let rank = this.#wanted[this.#next]; rank !== undefined; rank = this.#wanted[this.#next]) {
      const value = values[rank - this.#size]
      if (value === undefined) return
      this.#atRanks.set(rank, value)
      this.#next += 1
    }
  }

  #fillBins(values: Float64Array): void {
    const edges = this.#plan.edges
    if (edges === null) return
    let next = edges[this.#bin + 1] ?? Infinity
    let from = 0
    for (let i = 0; i < values.length; i++) {
      while ((values[i] ?? NaN) >= next) {
        this.#bins[this.#bin] = (this.#bins[this.#bin] ?? 0) + i - from
        from = i
        this.#bin += 1
        next = edges[this.#bin + 1] ?? Infinity
      }
    }
    this.#bins[this.#bin] = (this.#bins[this.#bin] ?? 0) + values.length - from
  }

  result(): WalkResult {
    if (this.#size !== this.#plan.size) throw new Error(`${this.#size} of ${this.#plan.size} values came.`)
    this.#runs.end()
    return {
      runs: this.#runs,
      atRanks: this.#atRanks,
      bins: this.#bins,
      zeros: this.#zeros,
      negatives: this.#negatives,
      milestones: this.#milestones,
      powers: this.#sums.means(this.#size),
    }
  }
}
