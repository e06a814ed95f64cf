import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { FileRefused } from '../reading.errors.ts'
import type { ReadLimits } from '../reading-job.ts'

/** A workbook of 200 sheets has some 450 entries; an archive of monthly files some hundreds. */
const MOST_ENTRIES = 10_000
/** Below this a high ratio harms nobody. */
const RATIO_FLOOR = 100 * 1024 * 1024

/** A file inside an archive. Its declared size is what it has: reading stops with an error where that is not so. */
export interface ZipMember {
  readonly name: string
  readonly size: number
}

/** A ZIP archive whose directory was checked before anything is unpacked; nothing of it is ever written by its name. */
export class ZipArchive {
  readonly #file: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(file: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file
    this.#entries = entries
  }

  /**
   * @throws FileRefused `archive_invalid`, `archive_unsafe_name` (a name that leads out of its folder),
   *   `archive_too_many_files`, `compressed_too_large` (total or ratio), `file_encrypted`.
   */
  static async open(path: string, limits: ReadLimits): Promise<ZipArchive> {
    const file = await openPromise(path, { autoClose: false, validateEntrySizes: true }).catch(refuseInvalid)
    try {
      const entries = new Map<string, Entry>()
      let total = 0
      for await (const entry of file.eachEntry()) {
        if (entry.fileName.endsWith('/')) continue
        if (entries.size >= MOST_ENTRIES) refuseTooMany()
        if (entry.isEncrypted()) refuseEncrypted(entry.fileName)
        total += entry.uncompressedSize
        refuseTooLarge(total, file.fileSize, limits)
        entries.set(entry.fileName, entry)
      }
      return new ZipArchive(file, entries)
    } catch (error) {
      file.close()
      throw error instanceof FileRefused ? error : refuseInvalid(error)
    }
  }

  get members(): ZipMember[] {
    return [...this.#entries.values()].map(({ fileName, uncompressedSize }) => ({
      name: fileName,
      size: uncompressedSize,
    }))
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The bytes of a member. @throws FileRefused `archive_invalid` when it is absent or damaged. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name)
    if (entry === undefined) throw invalid(`The archive has no ${name.slice(0, 200)}.`)
    let stream: Readable | null = null
    try {
      stream = await this.#file.openReadStreamPromise(entry)
      let sum = 0
      for await (const chunk of stream) {
        sum = crc32(chunk as Buffer, sum)
        yield chunk as Buffer
      }
      // A deflated byte that changed often still unpacks, to something else.
      if (sum !== entry.crc32)
        throw invalid('A file in the archive is damaged: its checksum differs.', name.slice(0, 200))
    } catch (error) {
      throw error instanceof FileRefused ? error : asInvalid(error, name)
    } finally {
      stream?.destroy()
    }
  }

  close(): void {
    this.#file.close()
  }
}

function invalid(detail: string, where?: string): FileRefused {
  return new FileRefused('archive_invalid', detail, {
    expected: 'a complete ZIP archive',
    ...(where === undefined ? {} : { where }),
  })
}

/** zlib and yauzl speak of sizes, checksums and methods; anything else is a fault of ours. */
function asInvalid(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const said = /bytes in the stream|compression method|local file header|unexpected end|file data|encrypted/i
  if (!code.startsWith('Z_') && !said.test(error.message)) return error
  return invalid(`A file in the archive is damaged or cut: ${error.message.slice(0, 200)}`, name.slice(0, 200))
}

function refuseInvalid(error: unknown): never {
  const message = error instanceof Error ? error.message : 'unreadable'
  if (/invalid (?:relative path|characters in fileName)|absolute path/i.test(message)) {
    throw new FileRefused('archive_unsafe_name', 'The archive names a file outside its own folder.', {
      expected: 'an archive with plain relative names',
      where: message.slice(0, 200),
    })
  }
  throw invalid(`The ZIP archive cannot be read: ${message.slice(0, 200)}`)
}

function refuseTooMany(): never {
  throw new FileRefused('archive_too_many_files', `The archive has more than ${MOST_ENTRIES} files.`, {
    expected: `at most ${MOST_ENTRIES} files`,
  })
}

function refuseEncrypted(name: string): never {
  throw new FileRefused('file_encrypted', 'The archive is protected by a password.', {
    expected: 'an archive without a password',
    where: name.slice(0, 200),
  })
}

function refuseTooLarge(total: number, size: number, limits: ReadLimits): void {
  const bomb = total > RATIO_FLOOR && total > size * limits.maxRatio
  if (!bomb && total <= limits.maxBytes) return
  throw new FileRefused('compressed_too_large', `The archive grows to ${total} bytes or more when it is unpacked.`, {
    expected: bomb ? `at most ${limits.maxRatio} times its size` : `at most ${limits.maxBytes} bytes`,
    data: { compressed_bytes: size, decompressed_bytes: total },
  })
}
