import type { Storage } from './storage.ts'

const GIBIBYTE = 1024 ** 3

/** One round trip; says kind and room, and neither address nor name. Throws when the storage does not answer. */
export async function storageHealth(storage: Pick<Storage, 'kind' | 'check'>): Promise<string> {
  const { freeBytes } = await storage.check()
  if (freeBytes === null) return `${storage.kind}, bucket reachable`
  return `${storage.kind}, ${(freeBytes / GIBIBYTE).toFixed(1)} GiB free`
}
