import type { Profile } from '@datapilot/contracts'
import type { ChatDataset, ChatDatasets } from '../modules/chat/index.ts'
import type { DatasetAccess } from '../modules/datasets/index.ts'
import { starterQuestions } from '../modules/profiling/index.ts'

/** Exact profiles never change, so the newest few stay in memory: reading one costs as much as answering. */
const KEPT_PROFILES = 32

/** Datasets as the chat wants them. Access is checked on every call, also when the profile is remembered. */
export function chatDatasets({ resolver, content }: DatasetAccess): ChatDatasets {
  const kept = new Map<string, Profile>()
  const keep = (key: string, profile: Profile) => {
    kept.set(key, profile)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_PROFILES) break
      kept.delete(oldest)
    }
  }
  return {
    async resolve(actor, handle): Promise<ChatDataset> {
      const { dataset, version, contentHash, tableName, parquetPath } = await resolver.resolve(actor, handle)
      return {
        id: dataset.id,
        name: dataset.name,
        tableName,
        fileKey: dataset.fileKey,
        status: version.status,
        problem: version.problem,
        version: version.number,
        versionId: version.id,
        contentHash,
        parquetPath,
      }
    },
    async exactProfile(actor, dataset) {
      const key = `${actor.organizationId}/${dataset.versionId}`
      const profile = kept.get(key) ?? (await content.findProfile(actor, dataset.versionId))
      if (profile) keep(key, profile)
      return profile ?? null
    },
    sampleProfile: (actor, dataset) => content.preview(actor, dataset.id),
    async version(actor, datasetId, number) {
      const { version, parquetPath } = await resolver.versionTable(actor, datasetId, number)
      const columns = new Map((version.reading?.columns ?? []).map(({ name, type }) => [name, type]))
      return { number: version.number, contentHash: version.contentHash, rows: version.rows, parquetPath, columns }
    },
    originalFile: (actor, dataset) => resolver.originalFile(actor, dataset.id),
    starterQuestions,
  }
}
