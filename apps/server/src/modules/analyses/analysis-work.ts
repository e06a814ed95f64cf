import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnalysisStage, ColumnProfile, Comparison, Profile } from '@datapilot/contracts'
import type { Database } from '../../platform/db/database.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { DatasetVersions, ReadTable } from '../datasets/index.ts'
import type { ComparedInput, Comparer, Profiler } from '../profiling/index.ts'
import { type AnalysisFiles, differencesKey } from './analysis-files.ts'
import { secondsLeft } from './analysis-pace.ts'
import type { Findings } from './analysis.presenter.ts'
import { noteFile, type Progress } from './analysis-queue.repository.ts'
import type { AnalysisRow } from './analysis.repository.ts'
import { isFinal, problemOf } from './problem-of.ts'

/** Share of the whole that reading a file takes when it has not been read yet, in per cent. */
const READING_SHARE = 45
/** The last per cents are storing. */
const WORKED = 98

export interface WorkParts {
  readonly database: Database
  readonly storage: Storage
  readonly versions: DatasetVersions
  readonly profiler: Pick<Profiler, 'profileTable'>
  readonly comparer: Pick<Comparer, 'compareTables'>
  readonly files: AnalysisFiles
}

export interface WorkListener {
  onProgress(progress: Progress): void
  onColumns(columns: ColumnProfile[]): void
}

/** The work of one claimed analysis: reads what is not read yet, then profiles or compares. */
export class AnalysisWork {
  readonly #parts: WorkParts
  readonly #run: AnalysisRow
  readonly #listener: WorkListener
  readonly #signal: AbortSignal
  readonly #began = performance.now()
  /** Per cent where the work after reading begins; stays 0 when everything was read before. */
  #read = 0

  constructor(parts: WorkParts, run: AnalysisRow, listener: WorkListener, signal: AbortSignal) {
    this.#parts = parts
    this.#run = run
    this.#listener = listener
    this.#signal = signal
  }

  /** @throws AppError of reading, profiling or comparing. */
  async findings(): Promise<Findings> {
    this.#tell('reading', 1)
    const { baseVersionId } = this.#run
    if (baseVersionId === null) return { profile: await this.#profile() }
    return { comparison: await this.#compare(baseVersionId) }
  }

  async #profile(): Promise<Profile> {
    const table = await this.#table(this.#run.versionId, READING_SHARE)
    await this.#noteFile(table)
    return this.#parts.profiler.profileTable({
      parquetPath: table.parquetPath,
      name: table.name,
      reading: table.reading,
      kind: this.#run.type === 'full' ? 'full' : 'basic_eda',
      checkpointPath: await this.#parts.files.openCheckpoint(this.#run),
      signal: this.#signal,
      onProgress: (stage, share, left) =>
        this.#listener.onProgress({ stage, message: MESSAGES[stage], progress: this.#percent(share), ...left }),
      onColumns: (columns) => this.#listener.onColumns(columns),
    })
  }

  async #compare(baseVersionId: string): Promise<Comparison> {
    const { id, organizationId, datasetId, baseDatasetId, baseNumber, versionId, key } = this.#run
    const base = await this.#sideOf(baseVersionId, READING_SHARE / 2)
    const { number, ...current } = await this.#sideOf(versionId, READING_SHARE)
    await this.#noteFile(current)
    const folder = join(this.#parts.files.scratch, id)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      const { comparison, differencesPath } = await this.#parts.comparer.compareTables({
        base,
        current,
        key,
        outputFolder: folder,
        signal: this.#signal,
        onProgress: (share) => this.#tell('comparing', this.#percent(share)),
      })
      this.#signal.throwIfAborted()
      if (differencesPath !== null)
        await this.#parts.storage.putFile(differencesKey(organizationId, id), differencesPath)
      return {
        ...comparison,
        base: { ...comparison.base, dataset_id: baseDatasetId, version: baseNumber },
        current: { ...comparison.current, dataset_id: datasetId, version: number },
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** One table with what its profile knows about it, where there is one. */
  async #sideOf(versionId: string, readingEnds: number): Promise<ComparedInput & ReadTable & { number: number }> {
    const table = await this.#table(versionId, readingEnds)
    const { number, profile } = await this.#parts.versions.known(versionId)
    return {
      ...table,
      number,
      keys: profile?.candidate_keys ?? null,
      personal: profile?.columns.filter(({ personal }) => personal !== null).map(({ name }) => name) ?? null,
    }
  }

  /** The table of a version, read first where that has not been done. @param readingEnds per cent when it is read. */
  async #table(versionId: string, readingEnds: number): Promise<ReadTable> {
    const begins = this.#read
    try {
      return await this.#parts.versions.ensureRead(versionId, {
        signal: this.#signal,
        onProgress: (share) => {
          this.#read = readingEnds
          this.#tell('reading', begins + share * (readingEnds - begins))
        },
      })
    } catch (error) {
      if (isFinal(error) && !this.#signal.aborted) await this.#unreadable(versionId, error)
      throw error
    }
  }

  async #unreadable(versionId: string, error: unknown): Promise<void> {
    await this.#parts.database.withService((tx) => this.#parts.versions.unreadable(tx, versionId, problemOf(error)))
  }

  async #noteFile({ reading }: ReadTable): Promise<void> {
    const file = { format: reading.format, columns: reading.columns.length, rows: reading.rows }
    await this.#parts.database.withService((tx) => noteFile(tx, this.#run, file))
  }

  #percent(share: number): number {
    return this.#read + share * (WORKED - this.#read)
  }

  /** Stages whose work is not counted in rows. */
  #tell(stage: AnalysisStage, progress: number): void {
    const pace = secondsLeft({ percent: progress, elapsedMs: performance.now() - this.#began })
    this.#listener.onProgress({
      stage,
      progress,
      message: MESSAGES[stage],
      rowsDone: null,
      rowsTotal: null,
      secondsLeft: pace,
    })
  }
}

const MESSAGES: Readonly<Record<AnalysisStage, string>> = {
  queued: 'Waiting',
  reading: 'Reading the file',
  counting: 'Counting rows and missing cells',
  distinct: 'Counting distinct values',
  quantiles: 'Computing quantiles',
  relations: 'Comparing columns',
  comparing: 'Comparing the tables',
  storing: 'Storing results',
  done: 'Completed',
}
