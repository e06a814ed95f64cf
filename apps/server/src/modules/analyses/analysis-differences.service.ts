import type { DifferencesQuery, RowDifferences } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Engine } from '../../platform/engine/engine.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { comparedColumns, readDifferences } from '../profiling/index.ts'
import { DifferenceColumnNotFoundError, NotAComparisonError } from './analyses.errors.ts'
import { differencesKey } from './analysis-files.ts'
import type { AnalysisService } from './analysis.service.ts'

export interface DifferencesParts {
  readonly analyses: AnalysisService
  readonly storage: Storage
  readonly engine: Engine
}

/** The rows in which two tables differ, page by page. */
export class AnalysisDifferences {
  readonly #parts: DifferencesParts

  constructor(parts: DifferencesParts) {
    this.#parts = parts
  }

  /** @throws AnalysisNotCompletedError, NotAComparisonError, DifferenceColumnNotFoundError */
  async page(actor: Actor, id: string, query: DifferencesQuery): Promise<RowDifferences> {
    const found = await this.#parts.analyses.results(actor, id)
    if (!('comparison' in found)) throw new NotAComparisonError(id)
    const { comparison, analysis } = found
    const { kind, column, offset } = query
    const columns = comparedColumns(comparison)
    if (column !== undefined && !columns.some(({ name }) => name === column))
      throw new DifferenceColumnNotFoundError(column)
    if (comparison.rows === null) return { kind, columns, items: [], offset, total: 0 }
    const path = await this.#parts.storage.localPath(differencesKey(analysis.organizationId, id))
    return readDifferences(this.#parts.engine, path, { comparison, query })
  }
}
