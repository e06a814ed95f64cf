import type { Cell, ReadingPreview, RereadDataset } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { PreviewResult, Reader } from '../reading/index.ts'
import { originalsOf } from './dataset-parts.ts'
import type { DatasetService } from './dataset.service.ts'
import { mergedOverride } from './merged-override.ts'

const TIMEOUT_MS = 20_000
/** A table beside its lines, not the table: more is neither looked at nor quickly sent. */
const MOST_CELLS = 20_000
const FEWEST_ROWS = 20
const LONGEST_CELL = 500

export interface PreviewParts {
  readonly storage: Storage
  readonly reader: Reader
  readonly datasets: DatasetService
  readonly maxColumns: number
}

/** Corrections tried on the first megabytes of a file, without changing anything. */
export class ReadingPreviewService {
  readonly #parts: PreviewParts
  readonly #running = new Map<string, AbortController>()

  constructor(parts: PreviewParts) {
    this.#parts = parts
  }

  /**
   * What a file would become with a correction. Of the previews that one person asks for of one dataset only the newest
   * is finished: a form that follows every key asks faster than files are read.
   *
   * @throws DatasetNotFoundError; AppError `cancelled` when a newer one was asked for; what the reading says of the file.
   */
  async preview(actor: Actor, id: string, { override, replace }: RereadDataset): Promise<ReadingPreview> {
    requirePermission(actor, 'dataset.read')
    const found = await this.#parts.datasets.get(actor, id)
    const { storage, reader, maxColumns } = this.#parts
    const key = `${actor.organizationId} ${actor.userId} ${id}`
    const running = new AbortController()
    this.#running.get(key)?.abort()
    this.#running.set(key, running)
    try {
      const { path, filename } = await originalsOf(storage, found)
      const result = await reader.previewFile({
        path,
        filename,
        override: mergedOverride(found.version.override, override, replace),
        limits: { maxColumns },
        signal: AbortSignal.any([running.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      return presentPreview(result)
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key)
    }
  }
}

function presentPreview({ lines, reading, columns, rows, complete }: PreviewResult): ReadingPreview {
  const most = Math.max(FEWEST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns.length)))
  const cut = (cell: Cell): Cell => (typeof cell === 'string' ? cell.slice(0, LONGEST_CELL) : cell)
  return {
    lines: [...lines],
    reading,
    columns: [...columns],
    rows: rows.slice(0, most).map((row) => row.map(cut)),
    complete,
  }
}
