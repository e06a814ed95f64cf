import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, link, mkdtemp, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { ResultTable } from '@datapilot/contracts'
import { AppError } from '../errors.ts'
import { bubblewrapArguments } from './bubblewrap.ts'

/** Importing pandas and pyarrow on a busy machine. */
const START_MS = 30_000
/** One result line; what is longer is an attack or a mistake, not an answer. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

/** What the worker sends back. Its content is untrusted: code inside can write to the same channel. */
const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id: z.int(), stdout: z.string(), result: ResultTable }),
  z.object({
    ok: z.literal(false),
    id: z.int(),
    stdout: z.string(),
    code: z.string().max(100),
    detail: z.string().max(4000),
  }),
])
export type PythonReply = z.infer<typeof Reply>

export interface PythonTable {
  readonly name: string
  readonly parquetPath: string
  /** Only these are loaded; all when null. */
  readonly columns: readonly string[] | null
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    return copyFile(from, to)
  })
}

/** One isolated Python worker with its slot folder. */
export class PythonProcess {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #slot: string
  readonly #lines: AsyncIterator<string>
  #requests = 0
  #received = 0
  alive = true

  private constructor(child: ChildProcessWithoutNullStreams, slot: string) {
    this.#child = child
    this.#slot = slot
    child.stdout.on('data', (chunk: Buffer) => {
      this.#received += chunk.length
      if (this.#received > MAX_LINE_BYTES) this.kill()
    })
    this.#lines = createInterface({ input: child.stdout, crlfDelay: Infinity })[Symbol.asyncIterator]()
    child.stderr.resume()
    child.stdin.on('error', () => undefined)
    child.on('error', () => (this.alive = false))
    child.on('exit', () => {
      this.alive = false
      void rm(slot, { recursive: true, force: true })
    })
  }

  /** Starts a worker and waits until its libraries are loaded. */
  static async start(options: { readonly python: string; readonly workFolder: string }): Promise<PythonProcess> {
    const slot = await mkdtemp(join(options.workFolder, 'slot-'))
    const child = spawn('bwrap', bubblewrapArguments(options.python, slot), {
      detached: true,
      stdio: 'pipe',
      env: { PATH: process.env['PATH'] },
    })
    const started = new PythonProcess(child, slot)
    const line = await started.#line(AbortSignal.timeout(START_MS)).catch((cause: unknown) => {
      started.kill()
      throw new AppError(
        'python_unavailable',
        503,
        { detail: 'The isolated Python process does not start.' },
        { cause },
      )
    })
    if (line !== '{"ready":true}')
      throw new AppError('python_unavailable', 503, { detail: 'The isolated Python process answers wrongly.' })
    return started
  }

  /** Runs one piece of code over tables. Any failure of the process itself ends it. */
  async run(request: {
    code: string
    tables: readonly PythonTable[]
    maxRows: number
    signal: AbortSignal
  }): Promise<PythonReply> {
    const id = ++this.#requests
    this.#received = 0
    const names = request.tables.map((_table, index) => `${id}-${index}.parquet`)
    await Promise.all(
      request.tables.map(({ parquetPath }, index) => linkOrCopy(parquetPath, join(this.#slot, names[index] ?? ''))),
    )
    try {
      const tables = request.tables.map(({ name, columns }, index) => ({
        name,
        columns,
        file: `/data/${names[index] ?? ''}`,
      }))
      this.#child.stdin.write(`${JSON.stringify({ id, tables, code: request.code, max_rows: request.maxRows })}\n`)
      const reply = Reply.parse(JSON.parse(await this.#line(request.signal)))
      if (reply.id !== id) throw new Error('reply to another request')
      return reply
    } catch (cause) {
      this.kill()
      if (request.signal.aborted) throw request.signal.reason
      throw new AppError('python_failed', 422, { detail: 'The Python process ended without a result.' }, { cause })
    } finally {
      await Promise.all(names.map((name) => unlink(join(this.#slot, name)).catch(() => undefined)))
    }
  }

  kill(): void {
    this.alive = false
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, 'SIGKILL')
    } catch {
      this.#child.kill('SIGKILL')
    }
  }

  /** Resolves when the process is gone and its slot removed. */
  async closed(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
    await rm(this.#slot, { recursive: true, force: true })
  }

  async #line(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason as Error)
        },
        { once: true },
      )
    })
    const next = await Promise.race([this.#lines.next(), aborted])
    if (next.done) throw new Error('the process ended')
    return next.value
  }
}
