// Self-contained on purpose: its text is also handed to a Node that runs as another user, which may not be able to
// read this folder. Everything is written by the receiving side, so that root never writes into a folder that
// an unprivileged user could have prepared with symbolic links.
import fs from 'node:fs'
import path from 'node:path'

/** Names that are never copied: version control, and what .gitignore names (plain names and *.ending only). */
export function readIgnored(root) {
  const file = path.join(root, '.gitignore')
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []
  const patterns = lines.map((line) => line.trim().replace(/\/$/, '')).filter((line) => line && !line.startsWith('#'))
  const endings = patterns.filter((pattern) => pattern.startsWith('*')).map((pattern) => pattern.slice(1))
  const names = new Set([...patterns, '.git', 'node_modules', '.datapilot'])
  return (name) => name !== '.env' && (names.has(name) || endings.some((ending) => name.endsWith(ending)))
}

/** Files and symbolic links under root, as relative paths with what tells a change, sorted. */
export function listTree(root, isIgnored = readIgnored(root)) {
  const found = []
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      if (isIgnored(entry.name)) continue
      const relative = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(relative)
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const { size, mtimeMs, mode } = fs.lstatSync(path.join(root, relative))
        found.push({ relative, size, mtimeMs, mode: mode & 0o777, link: entry.isSymbolicLink() })
      }
    }
  }
  walk('')
  return found.sort((a, b) => (a.relative < b.relative ? -1 : 1))
}

/** The tree as one buffer. */
export function packTree(root) {
  const entries = listTree(root).map(({ relative, mode, link }) => {
    const full = path.join(root, relative)
    return {
      relative,
      mode,
      link: link ? fs.readlinkSync(full) : undefined,
      content: link ? undefined : fs.readFileSync(full),
    }
  })
  return packFiles(entries)
}

/**
 * Makes the folder equal to the packed tree: writes only what differs (a running program keeps its files), each file
 * whole by renaming, and with `prune` deletes what the tree no longer has.
 *
 * @returns {string[]} relative paths of the files written
 */
export function unpackTree(root, packed, { prune }) {
  const entries = readPacked(packed)
  fs.mkdirSync(root, { recursive: true })
  if (prune) {
    const wanted = new Set(entries.map((entry) => entry.relative))
    const isIgnored = readIgnored(root)
    for (const { relative } of listTree(root, isIgnored)) {
      if (!wanted.has(relative)) fs.rmSync(path.join(root, relative), { force: true })
    }
  }
  return entries.filter((entry) => writeEntry(path.join(root, entry.relative), entry)).map((entry) => entry.relative)
}

function writeEntry(full, { mode, link, content }) {
  if (isSame(full, mode, link, content)) return false
  fs.mkdirSync(path.dirname(full), { recursive: true })
  const draft = `${full}.${process.pid}.new`
  if (link === undefined) {
    fs.writeFileSync(draft, content, { flag: 'wx' })
    // Only the execute bits and privacy matter: the owner must be able to replace the file the next time.
    fs.chmodSync(draft, (mode & 0o777) | 0o600)
  } else fs.symlinkSync(link, draft)
  if (fs.lstatSync(full, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(full, { recursive: true })
  fs.renameSync(draft, full)
  return true
}

function isSame(full, mode, link, content) {
  const present = fs.lstatSync(full, { throwIfNoEntry: false })
  if (!present) return false
  if (link !== undefined) return present.isSymbolicLink() && fs.readlinkSync(full) === link
  return (
    present.isFile() &&
    present.size === content.length &&
    (present.mode & 0o777) === ((mode & 0o777) | 0o600) &&
    fs.readFileSync(full).equals(content)
  )
}

/** Files in the packed form; plain JSON, because root reads it from an unprivileged process too. */
export function packFiles(files) {
  return Buffer.from(JSON.stringify(files.map((file) => ({ ...file, content: file.content?.toString('base64') }))))
}

/** @returns {{relative: string, mode: number, link?: string, content?: Buffer}[]} */
export function readPacked(packed) {
  const files = JSON.parse(packed.toString())
  return files.map((file) => ({
    ...file,
    content: file.content === undefined ? undefined : Buffer.from(file.content, 'base64'),
  }))
}

/**
 * The user's side of the pipe: takes the tree, the settings or a stamp from stdin, sends the tree to stdout,
 * or removes a copy.
 */
export async function serveTree(direction, target) {
  if (direction === 'send') return void process.stdout.write(packTree(target))
  if (direction === 'remove') {
    for (const path of [target, `${target}.state`]) fs.rmSync(path, { recursive: true, force: true })
    return
  }
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  const input = Buffer.concat(chunks)
  if (direction === 'stamp') fs.writeFileSync(target, input)
  else unpackTree(target, input, { prune: direction === 'receive' })
}
