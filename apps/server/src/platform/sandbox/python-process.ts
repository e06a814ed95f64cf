import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, link, mkdtemp, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '../errors.ts'
import { PythonReply } from './python-reply.ts'
import type { SandboxDriver } from './sandbox-driver.ts'

/** Importing pandas and pyarrow on a busy machine. */
const START_MS = 30_000
/** One result line; what is longer is an attack or a mistake, not an answer. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

export interface PythonTable {
  readonly name: string
  readonly parquetPath: string
  /** Only these are loaded; null: those that the code names, or all. */
  readonly columns: readonly string[] | null
}

export interface PythonRequest {
  readonly code: string
  readonly tables: readonly PythonTable[]
  /** The file as uploaded, which the code finds at `file_path`. */
  readonly file: { readonly path: string; readonly extension: string } | null
  readonly maxRows: number
  /** True tells, before anything runs, what the code reaches for in vain. */
  readonly explain: boolean
  readonly signal: AbortSignal
}

export interface ProcessOptions {
  readonly driver: SandboxDriver
  /** The Python environment. */
  readonly python: string
  readonly workFolder: string
}

/** Why a hard link may be impossible: another file system, another owner, too many links. */
const COPY_INSTEAD = new Set(['EXDEV', 'EPERM', 'EMLINK'])

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: unknown) => {
    if (!COPY_INSTEAD.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    return copyFile(from, to)
  })
}

/** One isolated Python worker with its slot folder. */
export class PythonProcess {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #slot: string
  readonly #dataFolder: string
  readonly #lines: AsyncIterator<string>
  #requests = 0
  #received = 0
  alive = true

  private constructor(child: ChildProcessWithoutNullStreams, slot: string, dataFolder: string) {
    this.#child = child
    this.#slot = slot
    this.#dataFolder = dataFolder
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

  /** Starts a worker and waits until its walls stand and its libraries are loaded. */
  static async start({ driver, python, workFolder }: ProcessOptions): Promise<PythonProcess> {
    const slot = await mkdtemp(join(workFolder, 'slot-'))
    const { command, args, env, walls, dataFolder } = driver.launch(python, slot)
    const child = spawn(command, args, { detached: true, stdio: 'pipe', env })
    const started = new PythonProcess(child, slot, dataFolder)
    child.stdin.write(`${JSON.stringify(walls)}\n`)
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

  /** Runs one piece of code. Any failure of the process itself ends it. */
  async run(request: PythonRequest): Promise<PythonReply> {
    const id = ++this.#requests
    this.#received = 0
    const linked: string[] = []
    const place = async (from: string, name: string): Promise<string> => {
      linked.push(name)
      await linkOrCopy(from, join(this.#slot, name))
      return join(this.#dataFolder, name)
    }
    try {
      const { code, maxRows, explain } = request
      const tables = await Promise.all(
        request.tables.map(async ({ name, columns, parquetPath }, index) => ({
          name,
          columns,
          file: await place(parquetPath, `${id}-${index}.parquet`),
        })),
      )
      const file = request.file && (await place(request.file.path, `${id}-original${request.file.extension}`))
      this.#child.stdin.write(`${JSON.stringify({ id, code, tables, file, explain, max_rows: maxRows })}\n`)
      const reply = PythonReply.parse(JSON.parse(await this.#line(request.signal)))
      if (reply.id !== id) throw new Error('reply to another request')
      return reply
    } catch (cause) {
      this.kill()
      if (request.signal.aborted) throw request.signal.reason
      throw new AppError('python_died', 422, { detail: 'The Python process ended without a result.' }, { cause })
    } finally {
      await Promise.all(linked.map((name) => unlink(join(this.#slot, name)).catch(() => undefined)))
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
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit')
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
