import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Periodic } from '../../platform/jobs/periodic.ts'
import type { ServerModule } from '../../platform/module.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Profiler } from '../profiling/index.ts'
import type { Reader } from '../reading/index.ts'
import { DatasetContentService } from './dataset-content.service.ts'
import { DatasetCreationService } from './dataset-creation.service.ts'
import { DatasetResolver } from './dataset-resolver.ts'
import { DatasetHistoryService } from './dataset-history.service.ts'
import { DatasetService } from './dataset.service.ts'
import { DatasetSurroundingsService } from './dataset-surroundings.ts'
import { DatasetVersions } from './dataset-versions.ts'
import { datasetRoutes } from './datasets.routes.ts'
import { SampleProfiles } from './sample-profiles.ts'
import { UploadService } from './upload.service.ts'
import { uploadRoutes } from './uploads.routes.ts'
import { VersionMaker } from './version-maker.ts'
import { versionRoutes } from './versions.routes.ts'

export type { DatasetWithVersion } from './dataset.repository.ts'
export type { DatasetHandle, ResolvedDataset } from './dataset-resolver.ts'
export type { DatasetVersions, ReadTable } from './dataset-versions.ts'
export { storableJson } from './storable-json.ts'
export { cursorFrom, cutPage, type ListPage } from './list-page.ts'

/** What other modules may do with datasets. */
export interface DatasetAccess {
  readonly datasets: DatasetService
  readonly creation: DatasetCreationService
  readonly content: DatasetContentService
  readonly versions: DatasetVersions
  readonly resolver: DatasetResolver
}

export interface DatasetsModule extends ServerModule {
  readonly access: DatasetAccess
}

const SWEEP_EVERY_MS = 10 * 60 * 1000

/** Uploads, datasets and their versions. */
export function createDatasetsModule(
  platform: Pick<Platform, 'config' | 'database' | 'storage' | 'engine' | 'logger'>,
  ports: { readonly reader: Reader; readonly profiler: Profiler },
): DatasetsModule {
  const { config, database, storage, engine, logger } = platform
  const { reader, profiler } = ports
  const { maxUploadBytes, maxColumns } = config.limits
  const scratch = join(config.home, 'scratch', 'datasets')
  const datasets = new DatasetService(database)
  const maker = new VersionMaker()
  const creation = new DatasetCreationService(database, storage, maker)
  const history = new DatasetHistoryService({ database, storage, maker })
  const surroundings = new DatasetSurroundingsService(database)
  const samples = new SampleProfiles({ storage, reader, profiler, maxColumns })
  const content = new DatasetContentService({ database, storage, engine, datasets, samples })
  const versions = new DatasetVersions({ database, storage, reader, maker, scratch, maxColumns })
  const resolver = new DatasetResolver({ database, storage, datasets, creation })
  const uploads = new UploadService(database, storage, maxUploadBytes)
  const sweep = async (): Promise<void> => {
    const removed = await uploads.sweep()
    if (removed > 0) logger.info({ removed }, 'upload.expired')
  }
  const sweeper = new Periodic(SWEEP_EVERY_MS, sweep, (error) => {
    logger.warn({ err: error }, 'upload sweep failed')
  })
  return {
    name: 'datasets',
    access: { datasets, creation, content, versions, resolver },
    routes: (app) => {
      datasetRoutes(app, { datasets, creation, content, surroundings })
      versionRoutes(app, { creation, history, surroundings })
    },
    documentRoutes: (app) => {
      uploadRoutes(app, uploads, config.publicUrl)
    },
    jobs: () => {
      // Before work begins: what a killed server left half made. A web process works on nothing and clears nothing.
      if (config.role !== 'web') rmSync(scratch, { recursive: true, force: true })
    },
    start: async () => {
      sweeper.start()
    },
    stop: () => sweeper.stop(),
  }
}
