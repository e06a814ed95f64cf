import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { testPythonHome } from '../test-cluster.ts'

/** Apache-2.0; holds to signatures, expiry, sizes, checksums and conditions as the real stores do. */
const VERSION = 'v1.8.0'
const MODULE = `github.com/versity/versitygw/cmd/versitygw@${VERSION}`
/** Cold, on two busy processors: 1.5 to 4 minutes, most of it compiling. */
const BUILD_TIMEOUT_MS = 12 * 60 * 1000

/** Beside the Python environment, so that it is built once for an installation. */
const cache = resolve(testPythonHome(), '..', 'cache', 'versitygw')
const binary = join(cache, `versitygw-${VERSION}`)
const lock = join(cache, 'building')

/**
 * The program of the S3-compatible test server; built with Go on first use, while other processes wait for the one that
 * builds.
 *
 * @returns its path, or why there is none.
 */
export async function findVersitygw(): Promise<{ path: string } | { reason: string }> {
  if (existsSync(binary)) return { path: binary }
  const go = findGo()
  if (go === null) return { reason: 'Go is not installed' }
  await mkdir(cache, { recursive: true })
  const until = Date.now() + BUILD_TIMEOUT_MS
  while (!existsSync(binary)) {
    if (Date.now() > until) return { reason: 'another process did not finish building versitygw' }
    const built = await buildAlone(go)
    if (built !== null) return built
    await sleep(500)
  }
  return { path: binary }
}

/** Null where another process is building. */
async function buildAlone(go: string): Promise<{ path: string } | { reason: string } | null> {
  const held = await open(lock, 'wx').catch(() => null)
  if (held === null) {
    await dropLockOfDead()
    return null
  }
  try {
    await held.writeFile(String(process.pid))
    await held.close()
    return await build(go)
  } finally {
    await rm(lock, { force: true })
  }
}

async function build(go: string): Promise<{ path: string } | { reason: string }> {
  const folder = await mkdtemp(join(cache, 'build-'))
  const env = {
    PATH: `${dirname(go)}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: folder,
    GOPATH: join(folder, 'path'),
    GOCACHE: join(folder, 'cache'),
    GOBIN: folder,
    CGO_ENABLED: '0',
    // Sources that can be removed again; the compiler that is there and no other.
    GOFLAGS: '-modcacherw -buildvcs=false -trimpath -ldflags=-s',
    GOTOOLCHAIN: 'local',
    ...pick('GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'HTTPS_PROXY', 'NO_PROXY', 'SSL_CERT_FILE'),
  }
  try {
    await promisify(execFile)('nice', [go, 'install', MODULE], {
      env,
      timeout: BUILD_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    })
    await rename(join(folder, 'versitygw'), binary)
    return { path: binary }
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split('\n') : []
    return { reason: `versitygw could not be built: ${lines.at(-1) ?? 'no message'}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function dropLockOfDead(): Promise<void> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 0) return
  try {
    process.kill(pid, 0)
  } catch {
    await rm(lock, { force: true })
  }
}

function findGo(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/go/bin', '/usr/lib/go/bin']
  return folders.map((folder) => join(folder, 'go')).find((path) => existsSync(path)) ?? null
}

function pick(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}
