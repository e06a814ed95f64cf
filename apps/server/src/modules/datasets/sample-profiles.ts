import type { Profile } from '@datapilot/contracts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { Profiler } from '../profiling/index.ts'
import type { Reader } from '../reading/index.ts'
import type { DatasetWithVersion } from './dataset.repository.ts'
import { originalsOf } from './dataset-parts.ts'

/** A profile is some kilobytes per column; versions do not change, so what is remembered stays right. */
const REMEMBERED = 50
const TIMEOUT_MS = 20_000

export interface SampleParts {
  readonly storage: Storage
  readonly reader: Reader
  readonly profiler: Profiler
  readonly maxColumns: number
}

/** First pictures of files, from a sample. Who asks while one is being made waits for the same one. */
export class SampleProfiles {
  readonly #parts: SampleParts
  readonly #profiles = new Map<string, Promise<Profile>>()

  constructor(parts: SampleParts) {
    this.#parts = parts
  }

  /** @throws AppError of the reader when the file cannot be read. */
  async profileOf(found: DatasetWithVersion): Promise<Profile> {
    const { id } = found.version
    const known = this.#profiles.get(id)
    if (known) return known
    const made = this.#make(found)
    this.#profiles.set(id, made)
    this.#forgetOldest()
    // A refusal is not remembered: the next one who asks gets a fresh answer.
    made.catch(() => this.#profiles.delete(id))
    return made
  }

  async #make(found: DatasetWithVersion): Promise<Profile> {
    const { dataset, version } = found
    const { storage, reader, profiler, maxColumns } = this.#parts
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const { more: _others, ...first } = await originalsOf(storage, found)
    const sample = await reader.previewFile({
      ...first,
      override: version.override ?? {},
      limits: { maxColumns },
      signal,
    })
    return profiler.profilePreview({ reading: sample.reading, name: dataset.name, sample, signal })
  }

  #forgetOldest(): void {
    for (const id of this.#profiles.keys()) {
      if (this.#profiles.size <= REMEMBERED) return
      this.#profiles.delete(id)
    }
  }
}
