import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { accessiblePath, ENTER, isAccessible, READ } from './access.mjs'
import { installDebianPackages } from './debian.mjs'
import { findNpmCli } from './npm.mjs'
import { foreground } from './process.mjs'
import { findPython } from './python.mjs'
import { say, Stop } from './say.mjs'
import { Staging } from './staging.mjs'
import { listTree, packFiles, packTree, unpackTree } from './tree.mjs'
import { ensureUser } from './user.mjs'

const BUBBLEWRAP = {
  program: 'bwrap',
  package: 'bubblewrap',
  without: 'the stronger sandbox for Python is not available',
}
const CHROMIUM = { program: 'chromium', package: 'chromium', without: 'the browser tests cannot run' }
const PYTHON = { program: 'python3-with-pip-or-venv', package: 'python3-venv', without: 'Python is missing' }
/** Settings of installers that a person keeps in root's home; the unprivileged user needs the same registries. */
const SETTINGS = ['.npmrc', '.config/pip/pip.conf', '.pip/pip.conf', '.config/uv/uv.toml']

/**
 * Root's whole part: packages of the distribution, the unprivileged user, its data folder, a copy of the code that it
 * can read and install into, and the command again as that user.
 *
 * @returns {Promise<number>} the exit code
 */
export async function runAsUser({ root, home, command, argv, args }) {
  const user = await ensureUser()
  prepareHome(home, user)
  await installDebianPackages([BUBBLEWRAP, ...(command.browser ? [CHROMIUM] : []), ...(await wantedPython(home, user))])
  const runtime = await shareRuntime(home, user)
  const tree = await shareCode(root, home, user, runtime)
  const cwd = command.here ? folderFor(user, home) : tree
  const staging = new Staging(user, process.cwd())
  const verb = argv.slice(0, argv.length - args.length)
  try {
    const launch = [join(tree, 'scripts', 'launch.mjs'), ...verb, ...(command.here ? staging.replace(args) : args)]
    const env = userEnvironment(process.env, { home, user, npmCli: runtime.npmCli })
    const code = await foreground(runtime.node, launch, { cwd, env, uid: user.uid, gid: user.gid })
    if (command.writes) await bringBack(root, tree, user, runtime)
    return code
  } finally {
    staging.finish()
  }
}

/** Where the person stands, else a folder in which no relative path means anything. */
function folderFor(user, home) {
  return isAccessible(process.cwd(), user, READ + ENTER) ? process.cwd() : join(home, 'home')
}

/** Makes the data folder where it is missing, and gives it to the user where it is new or empty. */
function prepareHome(home, user) {
  fs.mkdirSync(home, { recursive: true, mode: 0o755 })
  const folder = fs.openSync(home, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY | fs.constants.O_NOFOLLOW)
  try {
    const { uid } = fs.fstatSync(folder)
    if (uid !== user.uid) {
      if (uid !== 0 || fs.readdirSync(home).length > 0)
        throw new Stop(
          `The data folder ${home} belongs to another user and is in use; give it to ${user.name} or set DATAPILOT_HOME.`,
        )
      fs.fchownSync(folder, user.uid, user.gid)
      fs.fchmodSync(folder, 0o750)
    }
  } finally {
    fs.closeSync(folder)
  }
  if (!isAccessible(home, user, READ + ENTER))
    throw new Stop(`The user ${user.name} cannot enter ${home}; set DATAPILOT_HOME to a folder that it can enter.`)
}

async function wantedPython(home, user) {
  if (fs.existsSync(join(home, 'python', '.stamp'))) return []
  const env = { ...process.env, PATH: accessiblePath(process.env.PATH, user) }
  const python = await findPython({ env, cwd: '/', uid: user.uid, gid: user.gid })
  return python && (python.pip || python.venv) ? [] : [PYTHON]
}

/** Node and npm for the user: those of root, or copies where they stand in a place such as /root/.nvm. */
async function shareRuntime(home, user) {
  const npmCli = findNpmCli()
  const usable = (path) => isAccessible(path, user, READ)
  if (usable(process.execPath) && (!npmCli || usable(npmCli))) return { node: process.execPath, npmCli }
  if (!npmCli) throw new Stop(`The user ${user.name} cannot read npm; install Node outside root's home.`)
  // Under a folder of root, or the user could exchange what root takes for Node.
  const shared = `/opt/datapilot-node-${process.versions.node}`
  const node = join(shared, 'bin', 'node')
  const npm = join(shared, 'lib', 'node_modules', 'npm')
  if (!fs.existsSync(join(npm, 'bin', 'npm-cli.js'))) {
    say(`${user.name} cannot enter ${dirname(process.execPath)}: copying Node and npm to ${shared}.`)
    fs.cpSync(process.execPath, node, { dereference: true })
    fs.cpSync(join(dirname(npmCli), '..'), npm, { recursive: true })
  }
  return { node, npmCli: join(npm, 'bin', 'npm-cli.js') }
}

/** The copy of the code under the data folder; sent again only when a name, size, time or mode changed. */
async function shareCode(root, home, user, runtime) {
  const tree = join(home, 'app', hash(root).slice(0, 12))
  const state = hash(JSON.stringify(listTree(root)) + settingsState())
  const stampFile = `${tree}.state`
  if (readText(stampFile) === state) return tree
  if (!fs.existsSync(stampFile)) say(`Nothing runs as root: working as ${user.name} from a copy of the code in ${tree}`)
  await asUser(runtime.node, user, { direction: 'receive', root: tree, input: packTree(root) })
  await asUser(runtime.node, user, { direction: 'settings', root: join(home, 'home'), input: packSettings() })
  await asUser(runtime.node, user, { direction: 'stamp', root: stampFile, input: Buffer.from(state) })
  return tree
}

async function bringBack(root, tree, user, runtime) {
  const packed = await asUser(runtime.node, user, { direction: 'send', root: tree, input: Buffer.alloc(0) })
  const written = unpackTree(root, packed, { prune: false })
  if (written.length > 0) say(`Changed: ${written.join(', ')}`)
}

/** Runs one transfer of tree.mjs as the user; the program's text travels along, its file may be out of reach. */
function asUser(node, user, { direction, root, input }) {
  const source = fs.readFileSync(new URL('tree.mjs', import.meta.url), 'utf8')
  const program = `${source}\nawait serveTree(${JSON.stringify(direction)}, ${JSON.stringify(root)})\n`
  return new Promise((done, failed) => {
    const child = spawn(node, ['--input-type=module', '--eval', program], {
      ...{ cwd: '/', env: {}, uid: user.uid, gid: user.gid },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const chunks = []
    let problems = ''
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => (problems += chunk))
    child.on('error', (error) =>
      failed(new Stop(`Nothing runs as root, and changing to ${user.name} failed: ${error.message}`)),
    )
    child.on('close', (code) => {
      if (code === 0) done(Buffer.concat(chunks))
      else failed(new Stop(`Copying the code as ${user.name} failed: ${problems.trim().split('\n').at(-1)}`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * The environment for the user: everything of root's but what points into root's home or belongs to root's session.
 * Certificates, proxies and registry settings stay.
 */
export function userEnvironment(env, { home, user, npmCli }) {
  const ownHome = join(home, 'home')
  const kept = Object.entries(env).filter(
    ([name, value]) => !NOT_FOR_USER.test(name) && isUsableValue(name, value, user),
  )
  return {
    ...Object.fromEntries(kept),
    ...{ HOME: ownHome, USER: user.name, LOGNAME: user.name, SHELL: '/bin/sh', DATAPILOT_HOME: home },
    PATH: accessiblePath(env.PATH, user),
    ...(npmCli ? { npm_execpath: npmCli } : {}),
  }
}

const NOT_FOR_USER =
  /^(HOME|USER|LOGNAME|SHELL|MAIL|PWD|OLDPWD|SUDO_\w+|XDG_\w+|VIRTUAL_ENV|PYENV_\w+|(PIP|UV)_CACHE_DIR|INIT_CWD|npm_(package|lifecycle|node)_\w+|npm_(command|execpath)|npm_config_(cache|prefix|local_prefix|global_prefix|userconfig|globalconfig|init_module|node_gyp|user_agent))$/i
const NAMES_A_FILE =
  /^(TMPDIR|.*(_CA_CERTS|_CERT|_CERT_FILE|_CERT_DIR|_CAINFO|_CA_BUNDLE|_CONFIG_FILE)|npm_config_cafile)$/i

function isUsableValue(name, value, user) {
  return !NAMES_A_FILE.test(name) || !value.startsWith('/') || isAccessible(value, user, READ)
}

function packSettings() {
  const found = SETTINGS.filter((relative) => fs.existsSync(join(homedir(), relative)))
  return packFiles(
    found.map((relative) => ({ relative, mode: 0o600, content: fs.readFileSync(join(homedir(), relative)) })),
  )
}

function settingsState() {
  return SETTINGS.map(
    (relative) => fs.statSync(join(homedir(), relative), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  ).join()
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex')
}

function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
