import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Hold, Progress } from './analysis-queue.repository.ts'
import { ProgressReporter } from './progress-reporter.ts'

const UNKNOWN = { rowsDone: null, rowsTotal: null, secondsLeft: null }
const START: Progress = { stage: 'queued', progress: 0, message: '', ...UNKNOWN }

function at(stage: Progress['stage'], progress: number): Progress {
  return { stage, progress, message: 'x', ...UNKNOWN }
}

function reporterWith(store: (progress: Progress) => Promise<Hold>, start = START) {
  const published: Progress[] = []
  const stored: Progress[] = []
  const onStop = vi.fn()
  const reporter = new ProgressReporter(start, {
    publish: async (progress) => void published.push(progress),
    store: (progress) => {
      stored.push(progress)
      return store(progress)
    },
    onStop,
  })
  return { reporter, published, stored, onStop }
}

describe('ProgressReporter', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('never lets progress fall, also not below where a killed run stood', async () => {
    const { reporter, published } = reporterWith(async () => 'held', { ...START, progress: 40 })
    for (const progress of [10, 50, 45, 120]) {
      reporter.report(at('counting', progress))
      vi.advanceTimersByTime(200)
    }
    await reporter.stop()
    expect(published.map(({ progress }) => progress)).toEqual([40, 50, 50, 100])
  })

  it('publishes at most ten pictures a second and always the change of stage', async () => {
    const { reporter, published } = reporterWith(async () => 'held')
    for (let step = 0; step < 1000; step += 1) {
      reporter.report(at('counting', step / 20))
      vi.advanceTimersByTime(1)
    }
    reporter.report(at('distinct', 60))
    await reporter.stop()
    expect(published.length).toBeGreaterThan(5)
    expect(published.length).toBeLessThanOrEqual(12)
    expect(published.at(-1)?.stage).toBe('distinct')
  })

  it('beats while nothing moves, so that the lease holds', async () => {
    const { reporter, stored } = reporterWith(async () => 'held')
    reporter.report(at('quantiles', 70))
    await vi.advanceTimersByTimeAsync(6000)
    await reporter.stop()
    expect(stored.length).toBeGreaterThanOrEqual(4)
  })

  it('says when the row belongs to somebody else', async () => {
    const { reporter, onStop } = reporterWith(async () => 'lost')
    reporter.report(at('reading', 5))
    await reporter.stop()
    expect(onStop).toHaveBeenCalledWith('lost')
  })

  it('says when somebody paused the run on another instance', async () => {
    const { reporter, onStop } = reporterWith(async () => 'paused')
    reporter.report(at('reading', 5))
    await reporter.stop()
    expect(onStop).toHaveBeenCalledWith('paused')
  })

  it('survives a database that is away for a moment', async () => {
    let away = true
    const { reporter, stored, onStop } = reporterWith(async () => {
      if (away) throw new Error('away')
      return 'held'
    })
    reporter.report(at('reading', 5))
    await vi.advanceTimersByTimeAsync(100)
    away = false
    await vi.advanceTimersByTimeAsync(1600)
    await reporter.stop()
    expect(stored.length).toBeGreaterThanOrEqual(2)
    expect(onStop).not.toHaveBeenCalled()
  })
})
