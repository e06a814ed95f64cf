import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { capture, findProgram } from './process.mjs'
import { explainFailure, Stop } from './say.mjs'
import { digestOf } from './stamp.mjs'

const CANDIDATES = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  '/usr/bin/python3',
  '/usr/local/bin/python3',
  '/opt/homebrew/bin/python3',
  'python',
]
const PROBE = `
import importlib.util, json, sys
has = lambda name: importlib.util.find_spec(name) is not None
print(json.dumps({"version": sys.version_info[:2], "path": sys.executable, "pip": has("pip"),
                  "venv": has("venv") and has("ensurepip")}))`

/**
 * The Python to build on: 3.11 or newer (pandas 3 needs it), preferring one that can install packages.
 * A `python3` on the PATH may be a shim that this user cannot execute, so each candidate is tried.
 *
 * @returns {Promise<{path: string, pip: boolean, venv: boolean} | undefined>}
 */
export async function findPython(options = {}) {
  let found
  for (const candidate of CANDIDATES) {
    const { ok, stdout } = await capture(candidate, ['-c', PROBE], options)
    const python = ok ? parseProbe(stdout) : undefined
    if (!python || python.version[0] !== 3 || python.version[1] < 11) continue
    if (python.pip || python.venv) return python
    found ??= python
  }
  return found
}

function parseProbe(stdout) {
  try {
    return JSON.parse(stdout)
  } catch {
    return undefined
  }
}

/** The Python environment in `$DATAPILOT_HOME/python`. */
export function pythonStep(root, home) {
  const folder = join(home, 'python')
  const lock = join(root, 'python', 'requirements.lock')
  return {
    what: 'Python environment',
    folder: home,
    bytes: 1.1 * 1024 ** 3,
    stampFile: join(folder, '.stamp'),
    digest: () => digestOf([lock]),
    run: async () => {
      const python = await findPython()
      if (!python)
        throw new Stop(
          'Python 3.11 or newer is missing. Install it (Debian: apt-get install python3 python3-venv) and run this again.',
        )
      rmSync(folder, { recursive: true, force: true })
      const uv = await findUv(python, root, home)
      await (uv ? installWithUv(uv, python, folder, lock) : installWithPip(python, folder, lock))
    },
  }
}

/** uv from the PATH, else fetched with pip into the data folder: 5 s for what takes pip 38 s. */
async function findUv(python, root, home) {
  const present = findProgram('uv')
  if (present && (await capture(present, ['--version'])).ok) return present
  const tools = join(home, 'tools', 'uv')
  const installer = python.pip ? python.path : await makeInstaller(python, join(home, 'tools', 'pip'))
  const requirements = ['--require-hashes', '-r', join(root, 'python', 'uv.lock.txt')]
  const { ok, output } = await capture(installer, [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'],
    ...['--upgrade', '--target', tools, ...requirements],
  ])
  if (ok) return join(tools, 'bin', 'uv')
  if (/No matching distribution|is not a supported wheel/i.test(output)) return undefined
  throw explainFailure('Fetching uv with pip', output)
}

/** Where Python has no pip of its own but can make environments, one of those brings pip. */
async function makeInstaller(python, folder) {
  if (!python.venv)
    throw new Stop(
      `${python.path} has neither pip nor venv. Install one of them (Debian: apt-get install python3-venv) and run this again.`,
    )
  await mustRun('Making a Python environment', python.path, ['-m', 'venv', '--clear', folder])
  return join(folder, 'bin', 'python')
}

async function installWithUv(uv, python, folder, lock) {
  const env = uvEnvironment(process.env)
  await mustRun('Making the Python environment', uv, ['venv', '--quiet', '--python', python.path, folder], env)
  await mustRun(
    'Installing the Python packages',
    uv,
    // Without compiled files a read-only environment starts three to four times slower, every time.
    [
      'pip',
      'install',
      '--quiet',
      '--require-hashes',
      '--compile-bytecode',
      '--python',
      join(folder, 'bin', 'python'),
      '-r',
      lock,
    ],
    env,
  )
}

/** For platforms without a uv binary. */
async function installWithPip(python, folder, lock) {
  await mustRun('Making the Python environment', python.path, ['-m', 'venv', '--clear', folder])
  await mustRun('Installing the Python packages', join(folder, 'bin', 'python'), [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes', '-r', lock],
  ])
}

/** uv knows neither pip's settings nor, by itself, the certificates of the machine. */
function uvEnvironment({ VIRTUAL_ENV: _active, ...env }) {
  const index = env.UV_DEFAULT_INDEX ?? env.UV_INDEX_URL ?? env.PIP_INDEX_URL
  const certificates = env.SSL_CERT_FILE ?? env.PIP_CERT
  return {
    ...env,
    UV_NO_PROGRESS: '1',
    UV_PYTHON_DOWNLOADS: 'never',
    ...(index ? { UV_DEFAULT_INDEX: index } : {}),
    ...(certificates ? { SSL_CERT_FILE: certificates } : {}),
  }
}

async function mustRun(what, command, args, env = process.env) {
  const { ok, output } = await capture(command, args, { env })
  if (!ok) throw explainFailure(what, output)
}
