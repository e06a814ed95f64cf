import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../test-support/analysis.ts'
import { wideCsv } from '../../test-support/wide-csv.ts'
import { Client } from './client.ts'
import { ServerProcess } from './server-process.ts'

const ROWS = 60_000
const COLUMNS = 32
const RESUME_WITHIN_MS = 10_000

let server: ServerProcess

beforeAll(async () => {
  server = await ServerProcess.create()
  await server.start()
}, 120_000)
afterAll(() => server.dispose())

/** The one checkpoint there is, cut behind its last whole line; null when there is none. */
async function checkpoint(): Promise<string | null> {
  const folder = join(server.home, 'checkpoints')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const name = names.find((path) => path.endsWith('.jsonl'))
  if (name === undefined) return null
  const text = await readFile(join(folder, name), 'utf8').catch(() => null)
  return text === null ? null : text.slice(0, text.lastIndexOf('\n') + 1)
}

const columnsOf = (text: string | null) => (text ?? '').split('\n').filter((line) => line !== '').length - 1

describe('a profile whose server is killed with kill -9', () => {
  it('goes on behind the columns that it has finished, within 10 s', { timeout: 180_000 }, async () => {
    const client = new Client(server.origin)
    await client.signUp('ana@example.com')
    const offer = await client.offer('wide.csv')
    await client.put(offer, Buffer.from(wideCsv(ROWS, COLUMNS)), 0)
    const { analysis_id: id } = await client.create(offer.file_key)
    if (id === null) throw new Error('a new dataset has no analysis')
    await eventually(checkpoint, (text) => columnsOf(text) >= 1)
    await server.kill()
    const kept = await checkpoint()
    expect(columnsOf(kept)).toBeGreaterThanOrEqual(1)
    expect(columnsOf(kept)).toBeLessThan(COLUMNS)

    const restarted = await server.start()
    const taken = await eventually(
      () => client.analysis(id),
      ({ started_at: startedAt }) => startedAt !== null && Date.parse(startedAt) > restarted,
      RESUME_WITHIN_MS,
    )
    expect(Date.parse(taken.started_at ?? '') - restarted).toBeLessThanOrEqual(RESUME_WITHIN_MS)
    // The file grows behind what was kept; a profile that began anew would have replaced its first line.
    const grown = await eventually(checkpoint, (text) => text === null || columnsOf(text) > columnsOf(kept))
    if (grown !== null) expect(grown.startsWith(kept ?? '')).toBe(true)
    const ended = await eventually(
      () => client.analysis(id),
      ({ status }) => status !== 'queued' && status !== 'running',
    )
    expect(ended).toMatchObject({ status: 'completed', rows_done: ROWS, rows_total: ROWS })
    const { results } = await client.results(id)
    expect(results.rows).toBe(ROWS)
    expect(await checkpoint()).toBeNull()
  })
})
