import { createHash, randomInt } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Analysis } from '@datapilot/contracts'
import { eventually } from '../../test-support/analysis.ts'
import { Client, RefusedError } from './client.ts'
import { ServerProcess } from './server-process.ts'

/** What is under way when the server dies. */
export const MOMENTS = ['upload', 'ingest', 'analysis'] as const
export type Moment = (typeof MOMENTS)[number]

/** Target of the product: work goes on within 10 s of the restart. */
export const RESUME_WITHIN_MS = 10_000
const UPLOAD_MS = 500
/** Warm and working processes of one server; folders of killed ones would add to them with every kill. */
const MOST_WORKERS = 12
const ROWS = 150_000

/** What the server has said yes to. */
interface Acknowledged {
  readonly fileKeys: { readonly key: string; readonly hash: string }[]
  readonly datasets: { readonly id: string; readonly hash: string; readonly analysisId: string }[]
}

export interface KillReport {
  readonly moment: Moment
  /** From the start of the round to the kill. */
  readonly killedAfterMs: number
  /** From the restart to the first sign of work on what was under way; null when nothing was. */
  readonly resumedAfterMs: number | null
}

/** Kills one server again and again at random moments and checks after each restart that nothing was lost. */
export class KillRounds {
  readonly #server: ServerProcess
  readonly #client: Client
  readonly #said: Acknowledged = { fileKeys: [], datasets: [] }
  #round = 0

  private constructor(server: ServerProcess) {
    this.#server = server
    this.#client = new Client(server.origin)
  }

  static async begin(): Promise<KillRounds> {
    const server = await ServerProcess.create()
    const rounds = new KillRounds(server)
    await server.start()
    await rounds.#client.signUp('ana@example.com')
    return rounds
  }

  async end(): Promise<void> {
    await this.#server.dispose()
  }

  /** One file, one kill, one restart, all checks. */
  async round(moment: Moment): Promise<KillReport> {
    this.#round += 1
    const began = Date.now()
    const working = this.#work(moment).catch(ignoreCutConnection)
    await this.#momentOf(moment)
    await this.#server.kill()
    const killedAfterMs = Date.now() - began
    await working
    const restarted = await this.#server.start()
    const resumedAfterMs = await this.#resumed(restarted)
    await this.#nothingLost()
    return { moment, killedAfterMs, resumedAfterMs }
  }

  /** Uploads, makes a dataset, and notes each yes the moment it arrives. */
  async #work(moment: Moment): Promise<void> {
    const bytes = csvOf(this.#round)
    const hash = createHash('sha256').update(bytes).digest('hex')
    const offer = await this.#client.offer(`round-${String(this.#round)}.csv`)
    await this.#client.put(offer, bytes, moment === 'upload' ? UPLOAD_MS : 0)
    this.#said.fileKeys.push({ key: offer.file_key, hash })
    if (moment === 'upload') return
    await this.#makeDataset(offer.file_key, hash)
  }

  async #makeDataset(fileKey: string, hash: string): Promise<void> {
    const { id, analysis_id: analysisId } = await this.#client.create(fileKey)
    if (analysisId === null) throw new Error('a new dataset has no analysis')
    if (!this.#said.datasets.some((known) => known.id === id)) this.#said.datasets.push({ id, hash, analysisId })
  }

  /** Waits until what the moment names is under way, and then a random while longer. */
  async #momentOf(moment: Moment): Promise<void> {
    if (moment === 'upload') return sleep(randomInt(UPLOAD_MS * 1.3))
    const before = this.#said.datasets.length
    const made = await eventually(
      async () => this.#said.datasets[before],
      (dataset) => dataset !== undefined,
    )
    if (moment === 'ingest' || made === undefined) return sleep(randomInt(900))
    const past = (analysis: Analysis) => !['queued', 'reading'].includes(analysis.stage)
    await eventually(() => this.#client.analysis(made.analysisId), past)
    return sleep(randomInt(500))
  }

  /** How long after the restart somebody works on every analysis that had not ended. */
  async #resumed(restarted: number): Promise<number | null> {
    const states = await Promise.all(this.#said.datasets.map(({ analysisId }) => this.#client.analysis(analysisId)))
    const open = states.filter(({ status, started_at: startedAt }) => {
      const ended = status === 'completed' || status === 'failed' || status === 'cancelled'
      return !ended || (startedAt !== null && Date.parse(startedAt) > restarted)
    })
    const since = open.map(async ({ analysis_id: id }) => {
      const taken = await eventually(
        () => this.#client.analysis(id),
        ({ started_at: startedAt }) => startedAt !== null && Date.parse(startedAt) > restarted,
        RESUME_WITHIN_MS,
      )
      return Date.parse(taken.started_at ?? '') - restarted
    })
    return open.length === 0 ? null : Math.max(...(await Promise.all(since)))
  }

  async #nothingLost(): Promise<void> {
    // What was uploaded and answered can still become a dataset, also when the call that did so was cut.
    for (const { key, hash } of this.#said.fileKeys) await this.#makeDataset(key, hash)
    for (const { id, hash, analysisId } of this.#said.datasets) {
      const { status } = await eventually(
        () => this.#client.analysis(analysisId),
        (analysis) => analysis.status !== 'queued' && analysis.status !== 'running',
      )
      const dataset = await this.#client.dataset(id)
      const { results } = await this.#client.results(analysisId)
      const seen = { analysis: status, dataset: dataset.status, hash: dataset.content_hash, rows: results.rows }
      const expected = { analysis: 'completed', dataset: 'ready', hash, rows: ROWS }
      if (JSON.stringify(seen) !== JSON.stringify(expected))
        throw new Error(`lost: ${JSON.stringify({ seen, expected })}`)
    }
    const leftovers = [
      ...(await list(this.#server.home, 'files', '.incoming')),
      ...(await list(this.#server.home, 'scratch', 'datasets')),
    ]
    const workers = await list(this.#server.home, 'work')
    if (workers.length > MOST_WORKERS) throw new Error(`folders of killed workers stay behind: ${workers.join(', ')}`)
    if (leftovers.length > 0) throw new Error(`half made files stay behind: ${leftovers.join(', ')}`)
  }
}

/** Different bytes for every round, so that no file is found again under its hash. */
function csvOf(round: number): Buffer {
  const lines = ['id,name,amount,day']
  for (let row = 0; row < ROWS; row += 1) {
    lines.push(
      `${String(row)},name ${String((row * round) % 5000)},${String((row % 977) / 4)},2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
    )
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

function ignoreCutConnection(error: unknown): void {
  if (error instanceof RefusedError) throw error
}

async function list(...folder: string[]): Promise<string[]> {
  return readdir(join(...folder)).catch(() => [])
}
