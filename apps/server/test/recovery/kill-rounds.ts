import { createHash, randomInt } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Analysis } from '@datapilot/contracts'
import { eventually } from '../../test-support/analysis.ts'
import { Client, RefusedError } from './client.ts'
import { ServerProcess } from './server-process.ts'

/** What is under way when the server dies. */
export const MOMENTS = ['upload', 'parts', 'ingest', 'analysis'] as const
export type Moment = (typeof MOMENTS)[number]

/** Target of the product: work goes on within 10 s of the restart. */
export const RESUME_WITHIN_MS = 10_000
const UPLOAD_MS = 500
/** Parts are sent two at a time. */
const PARTS_AT_ONCE = 2
/** Warm and working processes of one server; folders of killed ones would add to them with every kill. */
const MOST_WORKERS = 12
const ROWS = 150_000
/** Letters that make a file of three parts. */
const WIDE = 100

/** What the server has said yes to. */
interface Acknowledged {
  readonly fileKeys: { readonly key: string; readonly hash: string }[]
  /** Uploads in parts that are not complete, with the numbers of the parts that were answered. */
  readonly uploads: Map<string, { readonly bytes: Buffer; readonly hash: string; readonly parts: Set<number> }>
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
  readonly #said: Acknowledged = { fileKeys: [], uploads: new Map(), datasets: [] }
  #round = 0
  /** Uploads that were announced and not answered: what the server began for them stays until it expires. */
  #unanswered = 0

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
    const bytes = csvOf(this.#round, moment === 'parts' ? WIDE : 0)
    const hash = createHash('sha256').update(bytes).digest('hex')
    if (moment === 'parts') return this.#sendInParts(bytes, hash)
    const offer = await this.#client.offer(`round-${String(this.#round)}.csv`)
    await this.#client.put(offer, bytes, moment === 'upload' ? UPLOAD_MS : 0)
    this.#said.fileKeys.push({ key: offer.file_key, hash })
    if (moment === 'upload') return
    await this.#makeDataset(offer.file_key, hash)
  }

  async #sendInParts(bytes: Buffer, hash: string): Promise<void> {
    this.#unanswered += 1
    const { upload_id: id } = await this.#client.announce(`round-${String(this.#round)}.csv`, bytes.length)
    this.#unanswered -= 1
    this.#said.uploads.set(id, { bytes, hash, parts: new Set() })
    await this.#finish(id, UPLOAD_MS)
  }

  /** Sends what is missing of an upload in parts, makes it one file, and notes each yes. */
  async #finish(id: string, during: number): Promise<void> {
    const said = this.#said.uploads.get(id)
    if (said === undefined) return
    const { file_key: key, part_bytes: size, part_count: count, received, status } = await this.#client.upload(id)
    const there = new Set(received.map(({ number }) => number))
    const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !there.has(number))
    const sending = status === 'open' ? missing : []
    const senders = Array.from({ length: PARTS_AT_ONCE }, async () => {
      for (let number = sending.shift(); number !== undefined; number = sending.shift()) {
        const part = said.bytes.subarray((number - 1) * size, number * size)
        await this.#client.putPart(id, number, part, during / count)
        said.parts.add(number)
      }
    })
    await Promise.all(senders)
    await this.#client.complete(id)
    this.#said.uploads.delete(id)
    this.#said.fileKeys.push({ key, hash: said.hash })
  }

  /** Every part that was answered is there, with its bytes, and the upload can go on. */
  async #noPartLost(): Promise<void> {
    for (const [id, { parts, bytes }] of this.#said.uploads) {
      const { received, status, part_bytes: size } = await this.#client.upload(id)
      const hashes = new Map(received.map(({ number, sha256 }) => [number, sha256]))
      for (const number of status === 'open' ? parts : []) {
        const part = bytes.subarray((number - 1) * size, number * size)
        if (hashes.get(number) !== createHash('sha256').update(part).digest('hex'))
          throw new Error(`lost: part ${String(number)} of upload ${id}`)
      }
      await this.#finish(id, 0)
    }
  }

  async #makeDataset(fileKey: string, hash: string): Promise<void> {
    const { id, analysis_id: analysisId } = await this.#client.create(fileKey)
    if (analysisId === null) throw new Error('a new dataset has no analysis')
    if (!this.#said.datasets.some((known) => known.id === id)) this.#said.datasets.push({ id, hash, analysisId })
  }

  /** Waits until what the moment names is under way, and then a random while longer. */
  async #momentOf(moment: Moment): Promise<void> {
    if (moment === 'upload' || moment === 'parts') return sleep(randomInt(UPLOAD_MS * 1.3))
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
    await this.#noPartLost()
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
      ...(await list(this.#server.home, 'files', '.parts')).slice(this.#unanswered),
      ...(await list(this.#server.home, 'scratch', 'datasets')),
    ]
    const workers = await list(this.#server.home, 'work')
    if (workers.length > MOST_WORKERS) throw new Error(`folders of killed workers stay behind: ${workers.join(', ')}`)
    if (leftovers.length > 0) throw new Error(`half made files stay behind: ${leftovers.join(', ')}`)
  }
}

/**
 * Different bytes for every round, so that no file is found again under its hash.
 *
 * @param width letters added to each name.
 */
function csvOf(round: number, width: number): Buffer {
  const lines = ['id,name,amount,day']
  const filler = 'x'.repeat(width)
  for (let row = 0; row < ROWS; row += 1) {
    lines.push(
      `${String(row)},name ${filler}${String((row * round) % 5000)},${String((row % 977) / 4)},2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
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
