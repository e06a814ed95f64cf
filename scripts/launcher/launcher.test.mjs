import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessiblePath, ENTER, isAccessible, READ } from './access.mjs'
import { ensureWritableHome, findHome, readSetting, requireSpace } from './home.mjs'
import { findNpmCli, npmEnvironment } from './npm.mjs'
import { explainFailure, Stop } from './say.mjs'
import { setUp } from './setup.mjs'
import { listTree, packTree, readIgnored, unpackTree } from './tree.mjs'
import { findUser } from './user.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LAUNCH = join(ROOT, 'scripts/launch.mjs')

let folder
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'launcher-'))
})
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true })
})

/** The real launcher with an environment of its own; asynchronous, because a test may hold the port meanwhile. */
function launch(args, env, program = LAUNCH) {
  return spawnSync(process.execPath, [program, ...args], { env: { DATAPILOT_HOME: folder, ...env }, encoding: 'utf8' })
}

/** A project whose package step has nothing to install, so that the steps behind it can be driven. */
function makeProject() {
  const project = join(folder, 'project')
  fs.cpSync(join(ROOT, 'scripts'), join(project, 'scripts'), { recursive: true })
  fs.mkdirSync(join(project, 'python'))
  fs.writeFileSync(join(project, 'python/requirements.lock'), '')
  fs.copyFileSync(join(ROOT, 'python/uv.lock.txt'), join(project, 'python/uv.lock.txt'))
  const manifest = {
    name: 'x',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'x', version: '1.0.0' } },
  }
  fs.writeFileSync(join(project, 'package-lock.json'), JSON.stringify(manifest))
  fs.writeFileSync(join(project, 'package.json'), '{"name":"x","version":"1.0.0"}')
  return project
}

/** A folder to use as the PATH, with programs that answer as told. */
function fakePath(programs) {
  const bin = fs.mkdtempSync(join(folder, 'programs-'))
  for (const [name, script] of Object.entries(programs)) {
    fs.writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  return bin
}

/** Runs the checks of an empty project on a machine that has these programs and no others. */
function checkWith(programs) {
  const project = makeProject()
  const file = join(project, 'scripts/launcher/python.mjs')
  // Python at a fixed place would be found on the machine of this test, whatever its PATH says.
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(/^ {2}'\/.*',\n/gm, ''))
  const env = { PATH: fakePath(programs), npm_execpath: findNpmCli(), HOME: folder }
  return launch(['check'], env, join(project, 'scripts/launch.mjs'))
}

describe('one clear sentence, and exit code 1,', () => {
  const python = (facts) =>
    `echo '${JSON.stringify({ version: [3, 12], path: '/fake/python', pip: false, venv: false, ...facts })}'`

  it('when Python has neither pip nor venv', () => {
    const { status, stderr } = checkWith({ python3: python({}) })
    expect(stderr).toMatch(
      /\/fake\/python has neither pip nor venv\. Install one of them \(Debian: apt-get install python3-venv\) and run this again\.\n$/,
    )
    expect(status).toBe(1)
  })

  it.each([
    ['there is no Python', {}],
    ['Python is too old', { python3: python({ version: [3, 10] }) }],
    ['Python does not run', { python3: 'exit 127' }],
  ])('when %s', (_case, programs) => {
    const { status, stderr } = checkWith(programs)
    expect(stderr).toMatch(/\nPython 3\.11 or newer is missing\. Install it \(.*\) and run this again\.\n$/)
    expect(status).toBe(1)
  })

  it('when Node is too old', () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })"
    const { status, stderr } = launch(['start'], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(old)}`,
    })
    expect(stderr).toBe('Node 18.19.0 is too old. Install Node 20 or newer and run this again.\n')
    expect(status).toBe(1)
  })

  it('when npm cannot reach its registry', () => {
    const project = makeProject()
    fs.writeFileSync(
      join(project, 'package-lock.json'),
      JSON.stringify({
        ...{ name: 'x', version: '1.0.0', lockfileVersion: 3 },
        packages: {
          '': { name: 'x', version: '1.0.0', dependencies: { zod: '4.6.7' } },
          'node_modules/zod': { version: '4.6.7' },
        },
      }),
    )
    fs.writeFileSync(join(project, 'package.json'), '{"name":"x","version":"1.0.0","dependencies":{"zod":"4.6.7"}}')
    const env = {
      PATH: process.env.PATH,
      npm_config_registry: 'http://127.0.0.1:1/',
      npm_config_fetch_retries: '0',
      HOME: folder,
    }
    const { status, stderr } = launch(['check'], env, join(project, 'scripts/launch.mjs'))
    expect(stderr).toContain('Installing the npm packages failed: its registry cannot be reached.')
    expect(status).toBe(1)
  })

  it('when the port is taken', async () => {
    const server = createServer()
    await new Promise((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address()
    const { status, stderr } = launch(['start'], { PATH: process.env.PATH, PORT: String(port) })
    server.close()
    expect(stderr).toBe(
      `Port ${port} on 127.0.0.1 is taken, perhaps by a DataPilot that already runs. Stop that program or set PORT to another number.\n`,
    )
    expect(status).toBe(1)
  })

  it('when the data folder cannot be made', () => {
    fs.writeFileSync(join(folder, 'file'), '')
    const { status, stderr } = launch(['setup'], {
      PATH: process.env.PATH,
      DATAPILOT_HOME: join(folder, 'file', 'home'),
    })
    expect(stderr).toMatch(
      /^The data folder .* cannot be made \(ENOTDIR\)\. Set DATAPILOT_HOME to a folder you may write\.\n$/,
    )
    expect(status).toBe(1)
  })

  it('when the command does not exist', () => {
    const { status, stderr } = launch(['constructor'], { PATH: process.env.PATH })
    expect(stderr).toContain('Unknown command. There are: setup, start')
    expect(status).toBe(1)
  })

  it('when the disk is too small, before anything is written', () => {
    const statfs = () => ({ bavail: 1024, bsize: 1024 ** 2 })
    const needs = [
      { folder, bytes: 600 * 1024 ** 2 },
      { folder, bytes: 600 * 1024 ** 2 },
    ]
    expect(() => requireSpace(needs, statfs)).toThrow(
      /^Not enough disk space: 1\.2 GiB are needed in .*, 1\.0 GiB are free\./,
    )
    expect(() => requireSpace(needs.slice(0, 1), statfs)).not.toThrow()
  })

  it.each([
    ['npm error code ENOTFOUND registry', 'its registry cannot be reached'],
    ['error: Failed to fetch: dns error: failed to lookup address', 'its registry cannot be reached'],
    ['NewConnectionError: Temporary failure in name resolution', 'its registry cannot be reached'],
    ['OSError: [Errno 28] No space left on device', 'the disk is full'],
    ['npm error nospc ENOSPC', 'the disk is full'],
    ['something else broke', 'something else broke'],
  ])('explains %s', (output, sentence) => {
    expect(explainFailure('Installing', output)).toBeInstanceOf(Stop)
    expect(explainFailure('Installing', output).message).toContain(sentence)
  })
})

describe('the data folder', () => {
  it('comes from the environment, else from .env, else from who starts', () => {
    fs.writeFileSync(join(folder, '.env'), 'PORT=1\nexport DATAPILOT_HOME="data here" \n')
    expect(findHome(folder, { DATAPILOT_HOME: '/x' }, true)).toBe('/x')
    expect(findHome(folder, {}, true)).toBe(join(folder, 'data here'))
    fs.rmSync(join(folder, '.env'))
    expect(findHome(folder, {}, true)).toBe('/var/lib/datapilot')
    expect(findHome(folder, { DATAPILOT_HOME: ' ' }, false)).toBe(join(folder, '.datapilot'))
  })

  it('holds the caches of a user whose own home cannot be written', () => {
    const env = {}
    const own = process.env.HOME
    try {
      process.env.HOME = '/proc'
      ensureWritableHome(folder, env)
    } finally {
      process.env.HOME = own
    }
    expect(env.HOME).toBe(join(folder, 'home'))
    expect(fs.existsSync(env.HOME)).toBe(true)
  })

  it('reads settings as the server does: quotes, comments, the last one wins', () => {
    const file = join(folder, '.env')
    fs.writeFileSync(file, "PORT=1\nPORT = 2 # two\nHOST='a # b'\n")
    expect(readSetting(file, 'PORT')).toBe('2')
    expect(readSetting(file, 'HOST')).toBe('a # b')
    expect(readSetting(file, 'ABSENT')).toBeUndefined()
  })
})

describe('the set-up', () => {
  const makeStep = (work, input = { text: 'a' }) => ({
    ...{ what: 'Step', folder, bytes: 1, stampFile: join(folder, 'stamps', 'step') },
    digest: () => input.text,
    run: async () => work(),
  })

  it('does a step once, and again when its input changes', async () => {
    let runs = 0
    const input = { text: 'a' }
    const step = makeStep(() => (runs += 1), input)
    await setUp(folder, [step])
    await setUp(folder, [step])
    expect(runs).toBe(1)
    input.text = 'b'
    await setUp(folder, [step])
    expect(runs).toBe(2)
  })

  it('does a step again that failed, and leaves no lock behind', async () => {
    const failing = makeStep(() => {
      throw new Stop('no')
    })
    await expect(setUp(folder, [failing])).rejects.toThrow('no')
    let runs = 0
    await setUp(folder, [makeStep(() => (runs += 1))])
    expect(runs).toBe(1)
    expect(fs.existsSync(join(folder, 'setup.lock'))).toBe(false)
  })

  it('lets two launchers take turns, and takes over the lock of a dead one', async () => {
    fs.writeFileSync(join(folder, 'setup.lock'), '999999999')
    let running = 0
    let most = 0
    const step = makeStep(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 50))
      running -= 1
    })
    await Promise.all([setUp(folder, [step]), setUp(folder, [step])])
    expect(most).toBe(1)
  })
})

describe('npm', () => {
  it('works in its own folder although another npm started the launcher', () => {
    const env = {
      npm_config_local_prefix: '/project',
      npm_package_name: 'x',
      npm_config_registry: 'https://r/',
      PATH: '/bin',
    }
    expect(npmEnvironment(env)).toEqual({ npm_config_registry: 'https://r/', PATH: '/bin' })
  })
})

describe('the copy of the code', () => {
  it('takes everything but what .gitignore names, and .env', () => {
    const source = join(folder, 'source')
    const files = ['a.txt', '.env', 'sub/b.txt', 'node_modules/x.js', 'sub/dist/y.js', 'z.log', '.git/HEAD']
    for (const file of files) {
      fs.mkdirSync(join(source, file, '..'), { recursive: true })
      fs.writeFileSync(join(source, file), file)
    }
    fs.writeFileSync(join(source, '.gitignore'), '# built\ndist/\n*.log\n.env\n')
    const target = join(folder, 'target')
    unpackTree(target, packTree(source), { prune: true })
    expect(listTree(target, () => false).map((file) => file.relative)).toEqual([
      '.env',
      '.gitignore',
      'a.txt',
      'sub/b.txt',
    ])
  })

  it('writes only what differs, and turns files into folders and back', () => {
    const source = join(folder, 'source')
    const target = join(folder, 'target')
    fs.mkdirSync(join(source, 'b'), { recursive: true })
    fs.writeFileSync(join(source, 'a'), 'same')
    fs.writeFileSync(join(source, 'b/c'), '')
    unpackTree(target, packTree(source), { prune: true })
    fs.rmSync(join(source, 'b'), { recursive: true })
    fs.writeFileSync(join(source, 'b'), 'now a file')
    expect(unpackTree(target, packTree(source), { prune: true })).toEqual(['b'])
    expect(fs.readFileSync(join(target, 'b'), 'utf8')).toBe('now a file')
  })

  it('needs a .gitignore of plain names and endings only', () => {
    const patterns = fs.readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean)
    expect(patterns.filter((pattern) => !/^(#.*|\*?[\w.-]+\/?)$/.test(pattern))).toEqual([])
    expect(readIgnored(ROOT)('node_modules')).toBe(true)
  })
})

describe('what another user may read', () => {
  it('follows the mode bits of the file and of every folder above it', () => {
    const stranger = { uid: 54_321, gid: 54_321 }
    const file = join(folder, 'open.txt')
    fs.writeFileSync(file, '')
    fs.chmodSync(file, 0o644)
    expect(isAccessible(file, stranger, READ)).toBe(false)
    fs.chmodSync(folder, 0o711)
    expect(isAccessible(file, stranger, READ)).toBe(true)
    expect(isAccessible(folder, stranger, READ + ENTER)).toBe(false)
    expect(accessiblePath(`${folder}:/usr/bin:/nowhere`, stranger)).toBe('/usr/bin')
  })
})

describe('the user', () => {
  it('is read from the passwd file', () => {
    const passwd = join(folder, 'passwd')
    fs.writeFileSync(
      passwd,
      'root:x:0:0::/root:/bin/sh\ndatapilot2:x:5:5::/:/x\ndatapilot:x:998:997::/var/lib/datapilot:/x\n',
    )
    expect(findUser('datapilot', passwd)).toEqual({ name: 'datapilot', uid: 998, gid: 997 })
    expect(findUser('nobody', passwd)).toBeUndefined()
  })

  it('is never root: these tests do not run as root either', () => {
    expect(process.getuid?.()).not.toBe(0)
  })
})
