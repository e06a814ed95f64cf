import { KillRounds, MOMENTS } from './kill-rounds.ts'

/** `node apps/server/test/recovery/kill-many.ts [kills]`: kills a real server that often and prints what came of it. */
const kills = Number(process.argv[2] ?? '100')
const rounds = await KillRounds.begin()
try {
  for (let kill = 0; kill < kills; kill += 1) {
    const { moment, killedAfterMs, resumedAfterMs } = await rounds.round(MOMENTS[kill % MOMENTS.length] ?? 'upload')
    const resumed = resumedAfterMs === null ? 'nothing was under way' : `resumed after ${String(resumedAfterMs)} ms`
    console.log(
      `kill ${String(kill + 1)} during ${moment}, ${String(killedAfterMs)} ms into it: nothing lost, ${resumed}`,
    )
  }
} finally {
  await rounds.end()
}
