import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

interface HashRequest {
  id: number
  part: Blob
}

/** Web Crypto exists only on https and localhost; a server that is opened by its address in a local network has none. */
async function digest(bytes: ArrayBuffer): Promise<Uint8Array> {
  if (globalThis.isSecureContext) return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return sha256(new Uint8Array(bytes))
}

self.addEventListener('message', (event: MessageEvent<HashRequest>) => {
  const { id, part } = event.data
  part
    .arrayBuffer()
    .then(digest)
    .then((hash) => self.postMessage({ id, sha256: bytesToHex(hash) }))
    .catch((error: unknown) => self.postMessage({ id, error: error instanceof Error ? error.message : String(error) }))
})
