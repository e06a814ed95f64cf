import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, sep } from 'node:path'
import { say, Stop } from './say.mjs'
import { listTree, packFiles, packTree, readPacked, unpackTree } from './tree.mjs'

/** Settings of installers that a person keeps in root's home; the unprivileged user needs the same registries. */
const SETTINGS = ['.npmrc', '.config/pip/pip.conf', '.pip/pip.conf', '.config/uv/uv.toml']

/** The copy of the code under the data folder; sent again only when a name, size, time or mode changed. */
export async function shareCode(root, home, user, runtime) {
  const folder = join(home, 'app')
  const tree = join(folder, hash(root).slice(0, 12))
  const state = JSON.stringify({ root, digest: hash(JSON.stringify(listTree(root)) + settingsState()) })
  const stampFile = `${tree}.state`
  if (readText(stampFile) === state) return tree
  if (!fs.existsSync(stampFile)) say(`Nothing runs as root: working as ${user.name} from a copy of the code in ${tree}`)
  const send = (direction, target, input) => asUser(runtime.node, user, { direction, root: target, input })
  for (const old of findOrphans(folder)) await send('remove', old, Buffer.alloc(0))
  await send('receive', tree, packTree(root))
  await send('settings', join(home, 'home'), packSettings())
  await send('stamp', stampFile, Buffer.from(state))
  return tree
}

/** Copies of code that is gone: build machines clone into a new folder each time, and a copy is half a gigabyte. */
function findOrphans(folder) {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.state')) : []
  return names
    .filter((name) => !fs.existsSync(parseRoot(readText(join(folder, name)))))
    .map((name) => join(folder, name.replace(/\.state$/, '')))
}

function parseRoot(text) {
  try {
    return String(JSON.parse(text).root)
  } catch {
    return ''
  }
}

/** What a command is about to change: the contents by name. */
export function rememberCode(root) {
  return new Map(readPacked(packTree(root)).map(({ relative, content }) => [relative, content]))
}

/**
 * Brings what a command changed in the copy back into the code. Only what differs from before the command, so that an
 * edit made meanwhile survives; only plain files inside the project, because the sender is not trusted.
 */
export async function bringBack(root, tree, user, runtime, before) {
  const packed = await asUser(runtime.node, user, { direction: 'send', root: tree, input: Buffer.alloc(0) })
  const isInside = (relative) => !isAbsolute(relative) && !relative.split(sep).includes('..')
  const changed = readPacked(packed).filter(
    ({ relative, link, content }) =>
      link === undefined && isInside(relative) && !(before.get(relative)?.equals(content) ?? false),
  )
  const written = unpackTree(root, packFiles(changed), { prune: false })
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
