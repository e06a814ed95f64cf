import { Periodic } from '../../platform/jobs/periodic.ts'
import type { App } from '../../platform/http/app.ts'
import type { Platform } from '../../platform/platform.ts'
import { sweepOrphans } from './upload-orphans.ts'
import { PartUploadService } from './upload-parts.service.ts'
import { PurgeService } from './upload-purge.service.ts'
import { UploadQuota } from './upload-quota.ts'
import { sweepUploads } from './upload-sweep.ts'
import { UploadService } from './upload.service.ts'
import { presignedUploadRoute, uploadRoutes } from './uploads.routes.ts'

const SWEEP_EVERY_MS = 10 * 60 * 1000
const LOOK_FOR_ORPHANS_EVERY_MS = 24 * 3600 * 1000

/** The part of the module that brings files in. */
export interface Uploads {
  readonly quota: UploadQuota
  routes(app: App): void
  documentRoutes(app: App): void
  start(): void
  stop(): Promise<void>
}

export function createUploads(platform: Pick<Platform, 'config' | 'database' | 'storage' | 'logger'>): Uploads {
  const { config, database, storage, logger } = platform
  const { publicUrl } = config
  const quota = new UploadQuota(database, config.limits)
  const offers = new UploadService({ database, storage, quota })
  const uploads = new PartUploadService({ database, storage, quota })
  const purging = new PurgeService({ database, storage })
  const every = (ms: number, what: string, work: () => Promise<number>) =>
    new Periodic(
      ms,
      async () => {
        await work()
      },
      (error) => {
        logger.warn({ err: error }, `${what} failed`)
      },
    )
  const sweeps = [
    every(SWEEP_EVERY_MS, 'upload sweep', () => sweepUploads(platform)),
    every(LOOK_FOR_ORPHANS_EVERY_MS, 'orphan sweep', () => sweepOrphans(platform)),
  ]
  return {
    quota,
    routes: (app) => {
      uploadRoutes(app, { uploads, quota, purging, publicUrl })
    },
    documentRoutes: (app) => {
      presignedUploadRoute(app, offers, publicUrl)
    },
    start: () => {
      if (config.role === 'web') return
      for (const sweep of sweeps) sweep.start()
    },
    stop: async () => {
      for (const sweep of sweeps) await sweep.stop()
    },
  }
}
