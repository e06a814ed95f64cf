import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AnalysisRow } from './analysis.repository.ts'

/** An interrupted profile that nobody took up again for this long begins anew. */
const CHECKPOINT_DAYS = 7
const DAY_MS = 24 * 3600 * 1000

type ProfileRun = Pick<AnalysisRow, 'organizationId' | 'versionId' | 'type'>

/** Files of analyses on this machine, below the data folder: checkpoints, and what is in the making. */
export class AnalysisFiles {
  readonly #checkpoints: string
  readonly scratch: string

  constructor(home: string) {
    this.#checkpoints = join(home, 'checkpoints')
    this.scratch = join(home, 'scratch', 'analyses')
  }

  /**
   * Where a profile keeps what it has finished; the folder is made. It belongs to the version, so that an analysis that
   * was cancelled helps the next one.
   */
  async openCheckpoint(run: ProfileRun): Promise<string> {
    const path = this.#checkpointOf(run)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    return path
  }

  async removeCheckpoint(run: ProfileRun): Promise<void> {
    await rm(this.#checkpointOf(run), { force: true })
  }

  #checkpointOf({ organizationId, versionId, type }: ProfileRun): string {
    return join(this.#checkpoints, organizationId, `${versionId}-${type}.jsonl`)
  }

  /** Checkpoints hold values of columns: they go with their organization. */
  async removeOrganization(organizationId: string): Promise<void> {
    await rm(join(this.#checkpoints, organizationId), { recursive: true, force: true })
  }

  /** Removes checkpoints that nobody came back for. */
  async sweep(now = Date.now()): Promise<void> {
    for (const organization of await entriesOf(this.#checkpoints)) {
      const folder = join(this.#checkpoints, organization)
      for (const name of await entriesOf(folder)) {
        const path = join(folder, name)
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
        if (now - mtimeMs > CHECKPOINT_DAYS * DAY_MS) await rm(path, { force: true })
      }
    }
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

/** Where the differing rows of a comparison are stored. */
export function differencesKey(organizationId: string, analysisId: string): string {
  return `org_id=${organizationId}/comparisons/${analysisId}/differences.parquet`
}

const DIFFERENCES = /^org_id=([0-9a-f-]{36})\/comparisons\/([0-9a-f-]{36})\/differences\.parquet$/

/** Whose differences a key holds; null for other objects. */
export function differencesIn(key: string): { organizationId: string; analysisId: string } | null {
  const [, organizationId, analysisId] = DIFFERENCES.exec(key) ?? []
  return organizationId === undefined || analysisId === undefined ? null : { organizationId, analysisId }
}
