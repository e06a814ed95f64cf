import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerModule } from '../../platform/module.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Profiler } from '../profiling/index.ts'
import type { Reader } from '../reading/index.ts'
import { alertRowsRoutes } from './alert-rows.routes.ts'
import { AlertRowsService } from './alert-rows.service.ts'
import { DatasetContentService } from './dataset-content.service.ts'
import { DatasetCreationService } from './dataset-creation.service.ts'
import { DatasetResolver } from './dataset-resolver.ts'
import { DatasetHistoryService } from './dataset-history.service.ts'
import { DatasetService } from './dataset.service.ts'
import { DatasetSurroundingsService } from './dataset-surroundings.ts'
import { DatasetVersions } from './dataset-versions.ts'
import { ReadingPreviewService } from './reading-preview.service.ts'
import { readingRoutes } from './reading.routes.ts'
import { RecipeService } from './recipe.service.ts'
import { datasetRoutes } from './datasets.routes.ts'
import { SampleProfiles } from './sample-profiles.ts'
import { createUploads } from './uploads.ts'
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

/** Uploads, datasets and their versions. */
export function createDatasetsModule(
  platform: Pick<Platform, 'config' | 'database' | 'storage' | 'engine' | 'logger'>,
  ports: { readonly reader: Reader; readonly profiler: Profiler },
): DatasetsModule {
  const { config, database, storage, engine } = platform
  const { reader, profiler } = ports
  const { maxColumns } = config.limits
  const scratch = join(config.home, 'scratch', 'datasets')
  const datasets = new DatasetService(database)
  const maker = new VersionMaker()
  const uploads = createUploads(platform)
  const intake = { database, storage, quota: uploads.quota }
  const creation = new DatasetCreationService({ ...intake, maker })
  const history = new DatasetHistoryService({ ...intake, maker })
  const surroundings = new DatasetSurroundingsService(database)
  const samples = new SampleProfiles({ storage, reader, profiler, maxColumns })
  const content = new DatasetContentService({ database, storage, engine, datasets, samples })
  const alertRows = new AlertRowsService({ storage, engine, datasets, content })
  const versions = new DatasetVersions({ database, storage, reader, maker, scratch, maxColumns })
  const previews = new ReadingPreviewService({ storage, reader, datasets, maxColumns })
  const recipes = new RecipeService(database, creation)
  const resolver = new DatasetResolver({ database, storage, datasets, creation })
  return {
    name: 'datasets',
    access: { datasets, creation, content, versions, resolver },
    routes: (app) => {
      datasetRoutes(app, { datasets, creation, content, surroundings })
      alertRowsRoutes(app, alertRows)
      versionRoutes(app, { creation, history, surroundings })
      readingRoutes(app, { previews, recipes, surroundings })
      uploads.routes(app)
    },
    documentRoutes: (app) => {
      uploads.documentRoutes(app)
    },
    jobs: () => {
      // Before work begins: what a killed server left half made. A web process works on nothing and clears nothing.
      if (config.role !== 'web') rmSync(scratch, { recursive: true, force: true })
    },
    start: async () => {
      uploads.start()
    },
    stop: () => uploads.stop(),
  }
}
