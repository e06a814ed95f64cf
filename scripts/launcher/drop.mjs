import fs from 'node:fs'
import { dirname, join } from 'node:path'
import { accessiblePath, ENTER, isAccessible, READ } from './access.mjs'
import { bringBack, rememberCode, shareCode } from './code-copy.mjs'
import { installDebianPackages } from './debian.mjs'
import { findNpmCli } from './npm.mjs'
import { foreground } from './process.mjs'
import { findPython } from './python.mjs'
import { say, Stop } from './say.mjs'
import { Staging } from './staging.mjs'
import { userEnvironment } from './user-environment.mjs'
import { ensureUser } from './user.mjs'

const BUBBLEWRAP = {
  program: 'bwrap',
  package: 'bubblewrap',
  without: 'the stronger sandbox for Python is not available',
}
const CHROMIUM = { program: 'chromium', package: 'chromium', without: 'the browser tests cannot run' }
const PYTHON = { program: 'python3-with-pip-or-venv', package: 'python3-venv', without: 'Python is missing' }

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
  const before = command.writes ? rememberCode(root) : undefined
  try {
    const launch = [join(tree, 'scripts', 'launch.mjs'), ...verb, ...(command.here ? staging.replace(args) : args)]
    const env = userEnvironment(process.env, { home, user, npmCli: runtime.npmCli })
    const code = await foreground(runtime.node, launch, { cwd, env, uid: user.uid, gid: user.gid })
    if (before) await bringBack(root, tree, user, runtime, before)
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
