import { copyFile, link } from 'node:fs/promises'

/** Gives a file to a worker: O(1) by hard link, a copy where the file lies on another file system. */
export async function giveFile(path: string, target: string): Promise<void> {
  try {
    await link(path, target)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'EXDEV' && code !== 'EPERM') throw error
    await copyFile(path, target)
  }
}
