import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../errors.ts'
import { adoptFile, ignoreMissing, removeOlderThan, sync } from '../durable-file.ts'
import { receiveUpload } from '../upload-receiver.ts'
import { objectChanged } from '../storage.errors.ts'

const READ_ONLY = 0o440
/** Whoever was handed a path may not have opened it yet. */
const IN_USE_MS = 30 * 60 * 1000
const ABANDONED_MS = 24 * 3600 * 1000

/** One state of one object. A changed object has another tag and is another entry. */
export interface CachedState {
  readonly key: string
  readonly etag: string
  readonly bytes: number
}

export interface CachedFile {
  readonly path: string
  readonly sha256: string
}

/**
 * Read-only copies of objects, `<folder>/<hash of key and tag>/<SHA-256 of the bytes>`. A copy has its name only once
 * it is whole, measured and on the disk, so a killed process leaves none that is half. Beyond the budget the longest
 * unused go; a file that is open or linked elsewhere stays readable when its name goes.
 */
export class ObjectCache {
  readonly #folder: string
  readonly #incoming: string
  readonly #budget: number
  readonly #fetching = new Map<string, Promise<CachedFile>>()

  constructor(folder: string, budgetBytes: number) {
    this.#folder = folder
    this.#incoming = join(folder, '.incoming')
    this.#budget = budgetBytes
  }

  /** `exclusive`: no other process writes here. */
  async prepare({ exclusive }: { exclusive: boolean }): Promise<void> {
    await removeOlderThan(this.#incoming, exclusive ? 0 : ABANDONED_MS)
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 })
  }

  /**
   * The copy of this state, fetched where there is none; several callers wait for one fetch.
   *
   * @throws AppError `object_changed` when another number of bytes arrives.
   */
  async get(state: CachedState, fetch: () => Promise<Readable>): Promise<CachedFile> {
    const id = idOf(state)
    const present = await this.find(state)
    if (present !== null) return present
    const running = this.#fetching.get(id) ?? this.#fetch(state, fetch)
    this.#fetching.set(id, running)
    return running.finally(() => this.#fetching.delete(id))
  }

  /** The copy where there is one of the right size. */
  async find(state: CachedState): Promise<CachedFile | null> {
    const folder = join(this.#folder, idOf(state))
    const [sha256] = (await readdir(folder).catch(ignoreMissing)) ?? []
    if (sha256 === undefined) return null
    const path = join(folder, sha256)
    const found = await stat(path).catch(ignoreMissing)
    if (found === null) return null
    if (found.size !== state.bytes) {
      await rm(folder, { recursive: true, force: true })
      return null
    }
    const now = new Date()
    await utimes(path, now, now).catch(ignoreMissing)
    return { path, sha256 }
  }

  /** Takes a file over whose hash is known, without copying where both lie on one file system. */
  async adopt(state: CachedState, { path, sha256 }: CachedFile): Promise<void> {
    const temporary = join(this.#incoming, randomUUID())
    try {
      await adoptFile(path, temporary)
      await this.#keep(temporary, state, sha256)
    } finally {
      await rm(temporary, { force: true })
    }
    await this.#evict()
  }

  async #fetch(state: CachedState, fetch: () => Promise<Readable>): Promise<CachedFile> {
    const temporary = join(this.#incoming, randomUUID())
    try {
      const body = await fetch()
      const { sha256 } = await receiveUpload(body, temporary, { maxBytes: state.bytes, length: state.bytes }).catch(
        (error: unknown) => {
          throw error instanceof AppError && error.code === 'storage_full' ? error : cutShort(state.key)
        },
      )
      await this.#keep(temporary, state, sha256)
    } finally {
      await rm(temporary, { force: true })
    }
    await this.#evict()
    const made = await this.find(state)
    if (made === null) throw objectChanged(state.key)
    return made
  }

  async #keep(temporary: string, state: CachedState, sha256: string): Promise<void> {
    const folder = join(this.#folder, idOf(state))
    await chmod(temporary, READ_ONLY)
    await sync(temporary)
    const now = new Date()
    await utimes(temporary, now, now)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(temporary, join(folder, sha256))
  }

  async #evict(): Promise<void> {
    const now = Date.now()
    const entries = await this.#entries()
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { folder, path, bytes, usedAt } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
      if (total <= this.#budget || now - usedAt < IN_USE_MS) break
      await rm(path, { force: true })
      await rmdir(folder).catch(ignoreMissing)
      total -= bytes
    }
    await removeOlderThan(this.#incoming, ABANDONED_MS)
  }

  async #entries(): Promise<{ folder: string; path: string; bytes: number; usedAt: number }[]> {
    const entries = []
    for (const name of await readdir(this.#folder)) {
      if (name.startsWith('.')) continue
      const folder = join(this.#folder, name)
      for (const file of (await readdir(folder).catch(ignoreMissing)) ?? []) {
        const path = join(folder, file)
        const found = await stat(path).catch(ignoreMissing)
        if (found !== null) entries.push({ folder, path, bytes: found.size, usedAt: found.mtimeMs })
      }
    }
    return entries
  }

  /** Forgets a state whose bytes turned out to be wrong. */
  async forget(state: CachedState): Promise<void> {
    await rm(join(this.#folder, idOf(state)), { recursive: true, force: true })
  }
}

const cutShort = (key: string): AppError =>
  new AppError('storage_unavailable', 503, {
    detail: 'The object store stopped in the middle of an object.',
    expected: 'the same call a little later',
    where: key,
  })

function idOf({ key, etag }: CachedState): string {
  return createHash('sha256').update(`${key}\n${etag}`).digest('hex').slice(0, 40)
}
