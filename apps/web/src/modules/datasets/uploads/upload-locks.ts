/** Web Locks tell tabs of one browser which of them works on an upload; they do not exist without TLS. */
const NAME = 'datapilot.upload.'
const locks = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks

/** Marks an upload as this tab's, until the returned function is called or the tab is closed. */
export function holdUpload(uploadId: string): () => void {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  locks()
    ?.request(NAME + uploadId, () => held)
    .catch(() => undefined)
  return release
}

/** Uploads that some tab of this browser works on right now. */
export async function heldUploads(): Promise<ReadonlySet<string>> {
  const state = await locks()?.query()
  const names = state?.held?.map((lock) => lock.name ?? '') ?? []
  return new Set(names.filter((name) => name.startsWith(NAME)).map((name) => name.slice(NAME.length)))
}
