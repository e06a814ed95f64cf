import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'
import { POSTGRES_MAJOR, runBinary } from './postgres-binaries.ts'

/**
 * Settings of the embedded server. Statements and parameters never reach its log: they hold people's data. The cache
 * is small because the data that is analysed never enters PostgreSQL.
 */
const SETTINGS = `
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 64MB
password_encryption = 'scram-sha-256'
logging_collector = on
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
`

/** The operating system says who connects; that user may be any role, because the socket's folder is theirs alone. */
const ACCESS = 'local all all peer map=datapilot\n'

/**
 * Makes the data folder if there is none. `initdb` works beside it and the result is renamed, so that a crash leaves
 * no half-made database and of two servers that start at once one wins.
 *
 * `-N` and one sync at the end take 0.4 s where syncing each file takes 5 s.
 */
export async function prepareDataFolder(binaries: string, folder: string): Promise<void> {
  const version = await readVersion(folder)
  if (version === null) await initialize(binaries, folder)
  else if (version !== POSTGRES_MAJOR) {
    throw new AppError('database_version', 500, {
      detail: `The data folder was made by PostgreSQL ${version}.`,
      expected: `PostgreSQL ${POSTGRES_MAJOR}`,
      where: folder,
    })
  }
  await writeFile(join(folder, 'datapilot.conf'), SETTINGS)
}

async function readVersion(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null)
  return text?.trim() ?? null
}

async function initialize(binaries: string, folder: string): Promise<void> {
  const fresh = `${folder}.new-${process.pid}`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  const options = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=peer',
  ]
  await runBinary(binaries, 'initdb', ['-D', fresh, '-U', 'postgres', '-N', ...options], 120_000)
  await appendFile(join(fresh, 'postgresql.conf'), "\ninclude 'datapilot.conf'\n")
  await writeFile(join(fresh, 'datapilot.conf'), SETTINGS)
  await writeFile(join(fresh, 'pg_hba.conf'), ACCESS)
  await writeFile(join(fresh, 'pg_ident.conf'), `datapilot ${userInfo().username} all\n`)
  await runBinary(binaries, 'initdb', ['-D', fresh, '--sync-only'], 120_000)
  try {
    await rename(fresh, folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if ((await readVersion(folder)) === null) throw error
  }
}
