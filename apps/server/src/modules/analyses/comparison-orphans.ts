import type { Database } from '../../platform/db/database.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { differencesIn } from './analysis-files.ts'
import { findUnknownAnalyses } from './analysis-state.repository.ts'

/** Whatever is younger may belong to work that is under way. */
const SETTLED_MS = 24 * 3600 * 1000
const BATCH = 500

/**
 * Removes files of comparisons whose analysis is gone with its dataset. Objects of organizations that this database does
 * not know stay: another installation may own them. Returns how many went.
 */
export async function removeOrphanedDifferences(
  { database, storage }: { readonly database: Database; readonly storage: Storage },
  now = Date.now(),
): Promise<number> {
  let removed = 0
  let batch: { key: string; organizationId: string; analysisId: string }[] = []
  const examine = async (): Promise<void> => {
    const unknown = await database.withService((tx) => findUnknownAnalyses(tx, batch))
    for (const { key, analysisId } of batch) {
      if (!unknown.has(analysisId)) continue
      await storage.remove(key)
      removed += 1
    }
    batch = []
  }
  for await (const { key, modifiedAt } of storage.list()) {
    const found = differencesIn(key)
    if (found === null || now - modifiedAt.getTime() < SETTLED_MS) continue
    batch.push({ key, ...found })
    if (batch.length >= BATCH) await examine()
  }
  if (batch.length > 0) await examine()
  return removed
}
