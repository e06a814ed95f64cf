import { setTimeout as sleep } from 'node:timers/promises'
import type { Analysis, Dataset } from '@datapilot/contracts'
import { upload } from './person.ts'
import type { Person } from './person.ts'
import type { App } from '../src/platform/http/app.ts'

const LONGEST_MS = 60_000

/** Asks until `done` is satisfied; throws with the last answer when it takes too long. */
export async function eventually<T>(
  ask: () => Promise<T>,
  done: (answer: T) => boolean,
  within = LONGEST_MS,
): Promise<T> {
  const end = Date.now() + within
  for (;;) {
    const answer = await ask()
    if (done(answer)) return answer
    if (Date.now() > end) throw new Error(`still not so after ${String(within)} ms: ${JSON.stringify(answer)}`)
    await sleep(50)
  }
}

const ENDED = new Set(['completed', 'failed', 'cancelled'])

/** The analysis once it has ended, however it did. */
export function untilEnded(person: Pick<Person, 'call'>, analysisId: string, within = LONGEST_MS): Promise<Analysis> {
  const ask = async () => (await person.call({ url: `/api/v1/analyses/${analysisId}` })).json<Analysis>()
  return eventually(ask, ({ status }) => ENDED.has(status), within)
}

/** Uploads a file, makes a dataset of it and waits until its analysis has ended. */
export async function datasetOf(
  app: App,
  person: Pick<Person, 'call'>,
  filename: string,
  bytes: string | Buffer,
): Promise<{ dataset: Dataset; analysis: Analysis }> {
  const file_key = await upload(app, person, filename, bytes)
  const made = await person.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })
  if (made.statusCode !== 201) throw new Error(`POST /datasets answered ${made.statusCode}: ${made.body}`)
  const { id, analysis_id: analysisId } = made.json<Dataset>()
  if (analysisId === null) throw new Error('a new dataset has no analysis')
  const analysis = await untilEnded(person, analysisId)
  return { dataset: (await person.call({ url: `/api/v1/datasets/${id}` })).json<Dataset>(), analysis }
}
