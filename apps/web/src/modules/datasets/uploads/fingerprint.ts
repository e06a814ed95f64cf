import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * By what a file is known again after the page was closed: SHA-256 of name, size and time of the last change. The
 * content itself is guarded part by part.
 */
export function fingerprintOf({ name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return bytesToHex(sha256(new TextEncoder().encode(`${name}\n${size}\n${lastModified}`)))
}
