import { statSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'

export const READ = 4
export const ENTER = 1

/**
 * Whether an unprivileged user may use a path, judged by the mode bits of it and of every folder above it.
 * (Access control lists are not read: at worst something readable is copied.)
 *
 * @param {{uid: number, gid: number}} user
 * @param {number} wanted - READ, ENTER or their sum
 */
export function isAccessible(path, user, wanted) {
  const full = resolve(path)
  const parent = dirname(full)
  if (parent !== full && !isAccessible(parent, user, ENTER)) return false
  const stats = statSync(full, { throwIfNoEntry: false })
  if (!stats) return false
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0
  return ((stats.mode >> shift) & wanted) === wanted
}

/** The PATH without folders that the user cannot enter, such as version managers in root's home. */
export function accessiblePath(path, user) {
  return (path ?? '')
    .split(delimiter)
    .filter((folder) => folder && isAccessible(folder, user, READ + ENTER))
    .join(delimiter)
}
