import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Periodic } from './periodic.ts'

describe('Periodic', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('works at the start and then on time, also after an error', async () => {
    const errors: unknown[] = []
    const work = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('away')).mockResolvedValue()
    const periodic = new Periodic(100, work, (error) => errors.push(error))
    periodic.start()
    await vi.advanceTimersByTimeAsync(350)
    expect(work).toHaveBeenCalledTimes(4)
    expect(errors).toEqual([new Error('away')])
    await periodic.stop()
    await vi.advanceTimersByTimeAsync(500)
    expect(work).toHaveBeenCalledTimes(4)
  })

  it('never runs twice at once, and stopping waits for the turn under way', async () => {
    let active = 0
    const most = vi.fn<(active: number) => void>()
    const slow = async () => {
      most(++active)
      await new Promise((resolve) => setTimeout(resolve, 250))
      active -= 1
    }
    const periodic = new Periodic(100, slow, () => undefined)
    periodic.start()
    await vi.advanceTimersByTimeAsync(120)
    const stopped = periodic.stop()
    await vi.advanceTimersByTimeAsync(1000)
    await stopped
    expect(active).toBe(0)
    expect(most.mock.calls.flat()).not.toContain(2)
  })
})
