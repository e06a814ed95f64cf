import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'

const CHUNK_BYTES = 1024 * 1024

/** The file of part `number`, or null while it is missing. */
export type PartFinder = (number: number) => Promise<string | null>

/**
 * Appends parts in their order to one file and hashes them on the way, as soon as they are there: when the last one
 * arrives, only that one is left to do. (200 MB in one go at the end: 0.6 s; this way the last part's share of it.)
 * The parts stay until somebody else removes them, so that this file may vanish at any moment and be made again.
 */
export class PartAssembler {
  readonly #path: string
  readonly #find: PartFinder
  readonly #hash: Hash = createHash('sha256')
  #file: FileHandle | null = null
  #next = 1
  #bytes = 0
  #work: Promise<void> = Promise.resolve()

  /** @param path where the file is made; nothing may be there. */
  constructor(path: string, find: PartFinder) {
    this.#path = path
    this.#find = find
  }

  /** Appends what is there by now. An error stays and comes out of `finish`. */
  advance(): void {
    this.#work = this.#work.then(() => this.#appendPresent())
    this.#work.catch(() => undefined)
  }

  /**
   * The whole file on the disk, once all `count` parts are in it; the caller takes it away.
   *
   * @throws what went wrong on the way, such as a full disk.
   */
  async finish(count: number): Promise<{ path: string; bytes: number; sha256: string }> {
    this.advance()
    await this.#work
    if (this.#next !== count + 1 || this.#file === null)
      throw new Error(`${this.#next - 1} of ${count} parts assembled`)
    await this.#file.sync()
    await this.#file.close()
    this.#file = null
    return { path: this.#path, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  async discard(): Promise<void> {
    await this.#work.catch(() => undefined)
    await this.#file?.close()
    this.#file = null
    await rm(this.#path, { force: true })
  }

  async #appendPresent(): Promise<void> {
    for (let part = await this.#find(this.#next); part !== null; part = await this.#find(this.#next)) {
      this.#file ??= await open(this.#path, 'wx', 0o600)
      await this.#append(this.#file, part)
      this.#next += 1
      // Little by little, or the last sync would have everything to write.
      await this.#file.datasync()
    }
  }

  async #append(file: FileHandle, part: string): Promise<void> {
    const source: Readable = createReadStream(part, { highWaterMark: CHUNK_BYTES })
    for await (const chunk of source as AsyncIterable<Buffer>) {
      this.#hash.update(chunk)
      await file.writeFile(chunk)
      this.#bytes += chunk.length
    }
  }
}
