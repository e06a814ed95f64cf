import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KillRounds, MOMENTS, RESUME_WITHIN_MS } from './kill-rounds.ts'

/** `kill-many.ts` does the same a hundred times. */
const KILLS = 10

let rounds: KillRounds

beforeAll(async () => {
  rounds = await KillRounds.begin()
}, 120_000)
afterAll(() => rounds.end())

describe('a server that is killed with kill -9', () => {
  const plan = Array.from(
    { length: KILLS },
    (_, index) => [index + 1, MOMENTS[index % MOMENTS.length] ?? 'upload'] as const,
  )

  it.each(plan)(
    'loses nothing it acknowledged and resumes: kill %i, during %s',
    { timeout: 120_000 },
    async (_kill, moment) => {
      const { resumedAfterMs } = await rounds.round(moment)
      if (resumedAfterMs !== null) expect(resumedAfterMs).toBeLessThanOrEqual(RESUME_WITHIN_MS)
    },
  )
})
