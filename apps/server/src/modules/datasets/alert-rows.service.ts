import type { AlertRows, AlertRowsQuery } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Engine } from '../../platform/engine/engine.ts'
import { AppError, NotFoundError, requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { ALERT_TABLE, alertRowsSql } from '../profiling/index.ts'
import type { DatasetContentService } from './dataset-content.service.ts'
import type { DatasetService } from './dataset.service.ts'
import { DatasetNotReadyError } from './datasets.errors.ts'
import { tableKey } from './object-keys.ts'

/** Finding the rows of an alert may group the whole table, unlike turning a page of it. */
const TIMEOUT_MS = 60_000

/** What the alert counts is not rows of the table: days, pairs of columns, rejected records. */
export class AlertWithoutRowsError extends AppError {
  constructor(id: string) {
    super('alert_without_rows', 409, {
      detail: 'This alert does not count rows of the table.',
      expected: 'an alert whose rows is true',
      where: id,
    })
  }
}

export interface AlertRowsParts {
  readonly storage: Storage
  readonly engine: Engine
  readonly datasets: DatasetService
  readonly content: DatasetContentService
}

/** The rows behind the alerts of a dataset's profile. */
export class AlertRowsService {
  readonly #parts: AlertRowsParts

  constructor(parts: AlertRowsParts) {
    this.#parts = parts
  }

  /**
   * One page of the rows that an alert counts, in the order of the file.
   *
   * @throws DatasetNotReadyError, ProfileNotReadyError, NotFoundError (`alert_not_found`), AlertWithoutRowsError
   */
  async rows(actor: Actor, datasetId: string, alertId: string, page: AlertRowsQuery): Promise<AlertRows> {
    requirePermission(actor, 'dataset.read')
    const { storage, engine, datasets, content } = this.#parts
    const { version } = await datasets.get(actor, datasetId)
    if (version.status !== 'ready') throw new DatasetNotReadyError(datasetId, version.status)
    const profile = await content.profileOfVersion(actor, version.id)
    const alert = profile.alerts.find(({ id }) => id === alertId)
    if (!alert) throw new NotFoundError('alert', alertId)
    const sql = alert.rows ? alertRowsSql(profile, alert, page) : null
    if (sql === null) throw new AlertWithoutRowsError(alertId)
    const found = await engine.runTrusted({
      tables: [
        { name: ALERT_TABLE, parquetPath: await storage.localPath(tableKey(version.organizationId, version.id)) },
      ],
      sql,
      limits: { maxRows: page.limit, timeoutMs: TIMEOUT_MS },
    })
    return {
      columns: found.columns.slice(0, -1),
      rows: found.rows.map((row) => row.slice(0, -1)),
      row_numbers: found.rows.map((row) => Number(row.at(-1))),
      row_count: alert.count ?? 0,
      truncated: found.truncated,
      offset: page.offset,
    }
  }
}
