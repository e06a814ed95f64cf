import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from './analysis-queue.repository.ts'
import { ProgressReporter } from './progress-reporter.ts'

const START: Progress = { stage: 'queued', progress: 0, message: '' }

function reporterWith(store: (progress: Progress) => Promise<boolean>, start = START) {
  const published: Progress[] = []
  const stored: Progress[] = []
  const onLost = vi.fn()
  const reporter = new ProgressReporter(start, {
    publish: async (progress) => void published.push(progress),
    store: (progress) => {
      stored.push(progress)
      return store(progress)
    },
    onLost,
  })
  return { reporter, published, stored, onLost }
}

describe('ProgressReporter', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('never lets progress fall, also not below where a killed run stood', async () => {
    const { reporter, published } = reporterWith(async () => true, { ...START, progress: 40 })
    for (const progress of [10, 50, 45, 120]) {
      reporter.report('counting', progress, 'x')
      vi.advanceTimersByTime(200)
    }
    await reporter.stop()
    expect(published.map(({ progress }) => progress)).toEqual([40, 50, 50, 100])
  })

  it('publishes at most ten pictures a second and always the change of stage', async () => {
    const { reporter, published } = reporterWith(async () => true)
    for (let step = 0; step < 1000; step += 1) {
      reporter.report('counting', step / 20, 'x')
      vi.advanceTimersByTime(1)
    }
    reporter.report('distinct', 60, 'x')
    await reporter.stop()
    expect(published.length).toBeGreaterThan(5)
    expect(published.length).toBeLessThanOrEqual(12)
    expect(published.at(-1)?.stage).toBe('distinct')
  })

  it('beats while nothing moves, so that the lease holds', async () => {
    const { reporter, stored } = reporterWith(async () => true)
    reporter.report('quantiles', 70, 'x')
    await vi.advanceTimersByTimeAsync(6000)
    await reporter.stop()
    expect(stored.length).toBeGreaterThanOrEqual(4)
  })

  it('says when the row belongs to somebody else', async () => {
    const { reporter, onLost } = reporterWith(async () => false)
    reporter.report('reading', 5, 'x')
    await reporter.stop()
    expect(onLost).toHaveBeenCalled()
  })

  it('survives a database that is away for a moment', async () => {
    let away = true
    const { reporter, stored, onLost } = reporterWith(async () => {
      if (away) throw new Error('away')
      return true
    })
    reporter.report('reading', 5, 'x')
    await vi.advanceTimersByTimeAsync(100)
    away = false
    await vi.advanceTimersByTimeAsync(1600)
    await reporter.stop()
    expect(stored.length).toBeGreaterThanOrEqual(2)
    expect(onLost).not.toHaveBeenCalled()
  })
})
