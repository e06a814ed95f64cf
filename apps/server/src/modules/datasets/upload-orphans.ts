import type { Database } from '../../platform/db/database.ts'
import { organizationOfRemoval } from '../../platform/storage/object-key.ts'
import type { PartUpload } from '../../platform/storage/part-storage.ts'
import type { ListedObject, Storage } from '../../platform/storage/storage.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import { type KeyKind, originalKey, parseKey, setAsideKey } from './object-keys.ts'
import { findKnownOrganizations, findKnownVersions, findReferencedHashes } from './upload-usage.repository.ts'
import { findKnownFileKeys, findKnownStoreUploads } from './upload.repository.ts'

/** Whatever is younger may belong to work that is under way. */
const SETTLED_MS = 24 * 3600 * 1000
const BATCH = 500

export interface OrphanParts {
  readonly database: Database
  readonly storage: Storage
  readonly logger: Logger
}

/** What nobody refers to. Objects of unknown organizations are only counted: another installation may own them. */
export interface Orphans {
  readonly objects: readonly (ListedObject & {
    readonly kind: KeyKind
    readonly organizationId: string
    name: string
  })[]
  readonly uploads: readonly PartUpload[]
  /** Organizations whose removal was cut off. */
  readonly removals: readonly string[]
  /** Objects and uploads of organizations that this database does not know. */
  readonly foreign: number
}

type Candidate = Orphans['objects'][number]

/**
 * Objects and unfinished uploads older than a day that no row refers to, as a crash in the middle of a deletion leaves
 * them. Only looks.
 */
export async function findOrphans({ database, storage }: OrphanParts, now = new Date()): Promise<Orphans> {
  const settled = (at: Date) => now.getTime() - at.getTime() > SETTLED_MS
  const objects: Candidate[] = []
  const marked: string[] = []
  let foreign = 0
  const batch: Candidate[] = []
  const examine = async (): Promise<void> => {
    const { orphans, unknown } = await unreferenced(database, batch.splice(0))
    objects.push(...orphans)
    foreign += unknown
  }
  for await (const object of storage.list()) {
    const removed = organizationOfRemoval(object.key)
    if (removed !== null) marked.push(removed)
    const parsed = parseKey(object.key)
    if (parsed === null || !settled(object.modifiedAt)) continue
    batch.push({ ...object, ...parsed })
    if (batch.length >= BATCH) await examine()
  }
  await examine()
  const uploads: PartUpload[] = []
  for await (const { key, storeUploadId, startedAt } of storage.parts.listOpen()) {
    if (settled(startedAt)) uploads.push({ key, storeUploadId })
  }
  const unknown = await forgotten(database, uploads)
  const alive = await database.withService((tx) => findKnownOrganizations(tx, marked))
  const removals = marked.filter((id) => !alive.has(id))
  return { objects, uploads: unknown.uploads, removals, foreign: foreign + unknown.foreign }
}

/** Removes what nobody refers to; says first how much it found. Returns how many objects, uploads and organizations went. */
export async function sweepOrphans(parts: OrphanParts, now = new Date()): Promise<number> {
  const { objects, uploads, removals, foreign } = await findOrphans(parts, now)
  const { database, storage, logger } = parts
  if (objects.length + uploads.length + removals.length + foreign > 0) {
    const bytes = objects.reduce((sum, object) => sum + object.bytes, 0)
    const found = { objects: objects.length, bytes, uploads: uploads.length, organizations: removals.length, foreign }
    logger.info(found, 'storage.orphans_found')
  }
  for (const organizationId of removals) await storage.removeOrganization(organizationId)
  for (const upload of uploads) await storage.parts.abort(upload)
  let removed = uploads.length + removals.length
  for (const object of objects) {
    if (object.kind === 'original') removed += Number(await setAside(database, storage, object))
    else if (object.kind === 'set_aside') removed += Number(await decide(database, storage, object))
    else {
      await storage.remove(object.key)
      removed += 1
    }
  }
  if (removed > 0) logger.info({ removed }, 'storage.orphans_removed')
  return removed
}

/**
 * An upload of the same content may just be finding this original and letting its own copy go. It notes the hash before
 * it looks; so after the original is out of its sight, either the hash is noted, or the upload finds nothing and brings
 * its own.
 */
async function setAside(
  database: Database,
  storage: Storage,
  { organizationId, name, key }: Candidate,
): Promise<boolean> {
  const hash = await storage.hash(key)
  const aside = setAsideKey(organizationId, name)
  if (hash === null) return false
  if ((await storage.head(aside)) !== null) await storage.remove(aside)
  await storage.move(key, aside, hash.sha256)
  return decide(database, storage, { organizationId, name, key: aside })
}

/** Puts an original that was set aside back where somebody refers to it, else removes it. */
async function decide(
  database: Database,
  storage: Storage,
  { organizationId, name, key }: Pick<Candidate, 'organizationId' | 'name' | 'key'>,
): Promise<boolean> {
  const referenced = await database.withService((tx) => findReferencedHashes(tx, organizationId, [name]))
  const original = originalKey(organizationId, name)
  if (referenced.has(name) && (await storage.head(original)) === null) {
    const hash = await storage.hash(key)
    if (hash !== null) await storage.move(key, original, hash.sha256)
    return false
  }
  await storage.remove(key)
  return true
}

async function unreferenced(
  database: Database,
  candidates: readonly Candidate[],
): Promise<{ orphans: Candidate[]; unknown: number }> {
  if (candidates.length === 0) return { orphans: [], unknown: 0 }
  return database.withService(async (tx) => {
    const organizations = await findKnownOrganizations(tx, unique(candidates.map((each) => each.organizationId)))
    const known = candidates.filter((each) => organizations.has(each.organizationId))
    const of = (kind: KeyKind) => known.filter((each) => each.kind === kind)
    const versions = await findKnownVersions(tx, unique(of('table').map(({ name }) => name)))
    const staged = await findKnownFileKeys(
      tx,
      of('upload').map(({ key }) => key),
    )
    const orphans: Candidate[] = [
      ...of('table').filter(({ name }) => !versions.has(name)),
      ...of('upload').filter(({ key }) => !staged.has(key)),
      ...of('set_aside'),
    ]
    for (const organization of organizations) {
      const originals = of('original').filter((each) => each.organizationId === organization)
      const hashes = await findReferencedHashes(
        tx,
        organization,
        originals.map(({ name }) => name),
      )
      orphans.push(...originals.filter(({ name }) => !hashes.has(name)))
    }
    return { orphans, unknown: candidates.length - known.length }
  })
}

async function forgotten(
  database: Database,
  uploads: readonly PartUpload[],
): Promise<{ uploads: PartUpload[]; foreign: number }> {
  const organizationOf = ({ key }: PartUpload) => parseKey(key)?.organizationId ?? ''
  const found: PartUpload[] = []
  let foreign = 0
  for (let from = 0; from < uploads.length; from += BATCH) {
    const batch = uploads.slice(from, from + BATCH)
    const [organizations, known] = await database.withService(async (tx) => [
      await findKnownOrganizations(
        tx,
        unique(batch.map(organizationOf)).filter((id) => id !== ''),
      ),
      await findKnownStoreUploads(
        tx,
        batch.map(({ storeUploadId }) => storeUploadId),
      ),
    ])
    const ours = batch.filter((upload) => organizations.has(organizationOf(upload)))
    foreign += batch.length - ours.length
    found.push(...ours.filter(({ storeUploadId }) => !known.has(storeUploadId)))
  }
  return { uploads: found, foreign }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
