import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** SHA-256 over names and contents of files, and over extra words. A missing file counts as such. */
export function digestOf(files, words = []) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(readIfThere(file) ?? '\0missing')
  for (const word of words) hash.update(`\0${word}`)
  return hash.digest('hex')
}

/** Whether the stamp says that the work was done for exactly this input. */
export function isStamped(stampFile, digest) {
  return readIfThere(stampFile)?.toString() === digest
}

/** Written last, so that interrupted work is done again. */
export function stamp(stampFile, digest) {
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, digest)
}

function readIfThere(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
