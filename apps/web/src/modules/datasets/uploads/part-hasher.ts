interface HashAnswer {
  id: number
  sha256?: string
  error?: string
}

export interface PartHasher {
  /** SHA-256 as lower-case hex. Rejects when the bytes cannot be read: the file was changed or removed meanwhile. */
  hash: (part: Blob) => Promise<string>
  /** Ends the thread; a later `hash` starts another. */
  close: () => void
}

/** Computes checksums in a thread of its own: reading and hashing megabytes must not hold up typing. */
export function createPartHasher(): PartHasher {
  let worker: Worker | null = null
  let next = 1
  const waiting = new Map<number, { resolve: (hash: string) => void; reject: (error: Error) => void }>()

  function rejectAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function start(): Worker {
    const started = new Worker(new URL('./part-hash.worker.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      const call = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.sha256 !== undefined) call?.resolve(data.sha256)
      else call?.reject(new FileUnreadableError(data.error ?? ''))
    }
    started.onerror = (event) => rejectAll(new Error(event.message))
    return started
  }

  return {
    hash: (part) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve, reject })
        worker ??= start()
        worker.postMessage({ id, part })
      }),
    close: () => {
      worker?.terminate()
      worker = null
      rejectAll(new DOMException('cancelled', 'AbortError'))
    },
  }
}

/** The browser can no longer read the chosen file: it was changed, moved or removed on the disk. */
export class FileUnreadableError extends Error {
  constructor(detail: string) {
    super(detail)
    this.name = 'FileUnreadableError'
  }
}
