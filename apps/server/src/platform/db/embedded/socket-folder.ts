import { createHash } from 'node:crypto'
import { lstat, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../errors.ts'

/** `sun_path` holds 107 bytes and a terminator; PostgreSQL appends the name of its socket. */
const LONGEST_FOLDER = 107 - '/.s.PGSQL.5432'.length

/**
 * The folder of the unix socket, mode 0700: inside the data folder where the path is short enough, else in the
 * system's folder for such things under a name derived from the data folder.
 */
export async function prepareSocketFolder(dataHome: string): Promise<string> {
  const inside = join(dataHome, 'run')
  if (Buffer.byteLength(inside) <= LONGEST_FOLDER) return await privateFolder(inside)
  const name = `datapilot-${process.getuid?.() ?? 0}-${createHash('sha256').update(dataHome).digest('hex').slice(0, 12)}`
  return await privateFolder(join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), name))
}

/** Others may write to the system's folder: a folder that somebody else made there is refused, not used. */
async function privateFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const found = await lstat(path)
  const owner = process.getuid?.() ?? found.uid
  if (!found.isDirectory() || found.uid !== owner || (found.mode & 0o077) !== 0) {
    throw new AppError('socket_folder_unsafe', 500, {
      detail: 'The folder for the database socket belongs to somebody else or is open to others.',
      expected: 'a folder of this user with mode 0700, or a shorter DATAPILOT_HOME',
      where: path,
    })
  }
  return path
}
