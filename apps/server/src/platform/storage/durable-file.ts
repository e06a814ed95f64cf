import { constants, copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** For `catch`: null where a file is missing; everything else is thrown on. */
export function ignoreMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

/** Writes a file's (or a folder's) content through to the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

/**
 * Gives `from` the name `to` as well: atomically, durably, and only if `to` does not exist.
 *
 * @throws an `EEXIST` error when it does.
 */
export async function linkDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await link(from, to)
  await sync(dirname(to))
}

/** Puts a file from anywhere at `to`: without copying where both lie on one file system. */
export async function adoptFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    // Another file system, or a kernel that forbids linking files of other owners.
    if (errorCode(error) !== 'EXDEV' && errorCode(error) !== 'EPERM') throw error
    await copyFile(from, to, constants.COPYFILE_EXCL).catch(async (failure: unknown) => {
      await rm(to, { force: true })
      throw failure
    })
  }
}

/** Removes what lies in a folder and has not changed for `ageMs`; 0: everything. */
export async function removeOlderThan(folder: string, ageMs: number): Promise<void> {
  const oldest = Date.now() - ageMs
  for (const name of (await readdir(folder).catch(ignoreMissing)) ?? []) {
    const path = join(folder, name)
    const found = await stat(path).catch(ignoreMissing)
    if (found !== null && (ageMs === 0 || found.mtimeMs < oldest)) await rm(path, { recursive: true, force: true })
  }
}
