import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { ENTER, isAccessible, READ } from './access.mjs'

const TEXT_OPTIONS = new Set(['-q', '--question'])
/** What a command writes; `eval --csv` reads a folder, so the command decides. */
const OUTPUT_OPTIONS = { profile: new Set(['--html', '--md', '--csv']) }
const BATCH_OPTION = '--batch'

/**
 * Files that root names on the command line and that the unprivileged user cannot read are copied to a folder it can,
 * under the same name; files to be written where it may not write are written beside them and moved afterwards.
 * The folder belongs to root, so that the user cannot swap what root reads or writes there.
 */
export class Staging {
  #user
  #cwd
  #folder
  #outputs = []
  /** Where a file of a batch went: a hundred questions about one file need one copy. */
  #copies = new Map()

  constructor(user, cwd) {
    this.#user = user
    this.#cwd = cwd
  }

  /** The arguments as the user can use them. */
  replace(args) {
    const outputs = OUTPUT_OPTIONS[args[0]] ?? new Set()
    return args.map((arg, index) => {
      const [, name, value] = /^(--[a-z]+)=(.+)$/s.exec(arg) ?? []
      if (name) return `${name}=${this.#value(name, value, outputs)}`
      return this.#value(args[index - 1], arg, outputs)
    })
  }

  #value(option, arg, outputs) {
    if (TEXT_OPTIONS.has(option)) return arg
    if (outputs.has(option)) return this.#output(arg)
    if (option === BATCH_OPTION) return this.#batch(arg)
    return arg.startsWith('-') ? arg : this.#input(arg)
  }

  /** Moves what was written to where it was wanted, and removes the copies. */
  finish() {
    for (const { from, to } of this.#outputs) {
      if (fs.existsSync(from)) fs.copyFileSync(from, to)
    }
    if (this.#folder) fs.rmSync(this.#folder, { recursive: true, force: true })
  }

  #input(arg) {
    const path = resolve(this.#cwd, arg)
    if (!fs.existsSync(path)) return arg
    const wanted = fs.statSync(path).isDirectory() ? READ + ENTER : READ
    if (isAccessible(path, this.#user, wanted)) return arg
    const copy = join(this.#slot(), basename(path))
    fs.cpSync(path, copy, { recursive: true, dereference: true, mode: fs.constants.COPYFILE_FICLONE })
    this.#giveAway(copy)
    return copy
  }

  /**
   * The paths inside a batch count like arguments: one JSON object per line, the path under `file`, beside the batch or
   * from the current folder. A copied batch stands elsewhere, so its paths are made absolute.
   */
  #batch(arg) {
    const path = resolve(this.#cwd, arg)
    if (!fs.existsSync(path)) return arg
    let handedOver = !isAccessible(path, this.#user, READ)
    const lines = fs
      .readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => {
        const request = parseObject(line)
        if (typeof request?.file !== 'string') return line
        const found = [dirname(path), this.#cwd]
          .map((folder) => resolve(folder, request.file))
          .find((file) => fs.existsSync(file))
        if (found === undefined) return line
        const file = this.#copies.get(found) ?? this.#input(found)
        this.#copies.set(found, file)
        handedOver ||= file !== found
        return JSON.stringify({ ...request, file })
      })
    if (!handedOver) return arg
    const copy = join(this.#slot(), basename(path))
    fs.writeFileSync(copy, lines.join('\n'))
    this.#giveAway(copy)
    return copy
  }

  #output(arg) {
    const to = resolve(this.#cwd, arg)
    if (isWritable(dirname(to), this.#user)) return arg
    const from = join(this.#slot(), basename(to))
    this.#giveAway(dirname(from))
    this.#outputs.push({ from, to })
    return from
  }

  #slot() {
    this.#folder ??= this.#makeFolder()
    const slot = join(this.#folder, randomUUID())
    fs.mkdirSync(slot, { mode: 0o750 })
    fs.chownSync(slot, 0, this.#user.gid)
    return slot
  }

  #makeFolder() {
    const base = fs.existsSync('/var/tmp') ? '/var/tmp' : tmpdir()
    const folder = fs.mkdtempSync(join(base, 'datapilot-'))
    fs.chownSync(folder, 0, this.#user.gid)
    fs.chmodSync(folder, 0o710)
    return folder
  }

  #giveAway(path) {
    fs.lchownSync(path, this.#user.uid, this.#user.gid)
    const stats = fs.lstatSync(path)
    if (!stats.isSymbolicLink()) fs.chmodSync(path, stats.isDirectory() ? 0o700 : 0o600)
    if (stats.isDirectory()) for (const name of fs.readdirSync(path)) this.#giveAway(join(path, name))
  }
}

function isWritable(folder, user) {
  if (!isAccessible(folder, user, ENTER)) return false
  const { uid, gid, mode } = fs.statSync(folder)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & 2) === 2
}

function parseObject(line) {
  try {
    const value = JSON.parse(line)
    return value !== null && typeof value === 'object' ? value : undefined
  } catch {
    return undefined
  }
}
