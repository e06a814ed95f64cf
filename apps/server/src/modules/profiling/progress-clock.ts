import type { ProfileListener, ProfileStage } from './work-left.ts'

/** No forecast from less than this share of the work. */
const LEAST_SHARE = 0.03

/** Tells how far the work is, and from the time since it began, how long it goes on at this pace. */
export class ProgressClock {
  readonly #tell: ProfileListener['onProgress']
  readonly #rows: number
  readonly #columns: number
  readonly #started = performance.now()
  /** Work that an earlier run did and this one need not. */
  readonly #given: number

  constructor(tell: ProfileListener['onProgress'], size: { rows: number; columns: number }, given: number) {
    this.#tell = tell
    this.#rows = size.rows
    this.#columns = size.columns
    this.#given = given
  }

  /** `share` of the whole work is done, and every row of `finished` columns. */
  at(stage: ProfileStage, share: number, finished: number): void {
    const done = share - this.#given
    const seconds = (performance.now() - this.#started) / 1000
    const rowsDone = this.#columns === 0 ? 0 : Math.floor((this.#rows * finished) / this.#columns)
    this.#tell(stage, share, {
      rowsDone,
      rowsTotal: this.#rows,
      secondsLeft: done < LEAST_SHARE ? null : (seconds / done) * (1 - share),
    })
  }
}
