// Runs as root (node --test), before the launcher drops root for all other tests: a miniature project in a folder that
// only root may enter, with a program that says who and where it is.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findUser } from './user.mjs'

const SCRIPTS = fileURLToPath(new URL('..', import.meta.url))
const COMMANDS = `
export const COMMANDS = {
  probe: { steps: [], program: 'probe.mjs' },
  file: { steps: [], program: 'probe.mjs', here: true },
  change: { steps: [], program: 'change.mjs', writes: true },
}
export const resolveCommand = ([name, ...args]) => ({ command: COMMANDS[name], args })
export const programArguments = (root, { program }, args) => [root + '/' + program, ...args]
`
const PROBE = `
import fs from 'node:fs'
const args = process.argv.slice(2)
const status = fs.readFileSync('/proc/self/status', 'utf8')
const html = args.includes('--html') ? args[args.indexOf('--html') + 1] : undefined
if (html) fs.writeFileSync(html, 'report')
const batch = args.includes('--batch') ? fs.readFileSync(args[args.indexOf('--batch') + 1], 'utf8') : ''
const texts = args.filter((arg, index) => arg.endsWith('.csv') && args[index - 1] !== '-q').map((arg) => fs.readFileSync(arg, 'utf8'))
console.log(JSON.stringify({
  uid: process.getuid(), groups: process.getgroups(), capabilities: /CapEff:\\t(\\w+)/.exec(status)[1], cwd: process.cwd(),
  env: process.env, args, texts, batch, code: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  names: fs.readdirSync(new URL('.', import.meta.url)),
}))
process.exitCode = args.includes('--fail') ? 7 : 0
`

let base, project, home
const user = () => findUser()

before(() => {
  base = fs.mkdtempSync(join(tmpdir(), 'datapilot-root-'))
  fs.chmodSync(base, 0o755)
  project = join(base, 'private', 'another name')
  fs.mkdirSync(project, { recursive: true })
  fs.chmodSync(join(base, 'private'), 0o700)
  fs.cpSync(SCRIPTS, join(project, 'scripts'), { recursive: true })
  fs.writeFileSync(join(project, 'scripts/launcher/commands.mjs'), COMMANDS)
  fs.writeFileSync(join(project, 'probe.mjs'), PROBE)
  fs.writeFileSync(
    join(project, 'change.mjs'),
    "import fs from 'node:fs'; fs.writeFileSync('made.txt', 'by the program'); fs.symlinkSync('/etc', 'link'); console.log('{}')",
  )
  fs.writeFileSync(join(project, '.gitignore'), '.env\nnode_modules/\n')
})
beforeEach(() => {
  home = fs.mkdtempSync(join(base, 'home-'))
  fs.rmSync(home, { recursive: true })
})
after(() => fs.rmSync(base, { recursive: true, force: true }))

/** The first start makes the folder; a Node to run with is put where the set-up would put it. */
function launch(args, { cwd = project, env = {} } = {}) {
  const all = { ...process.env, DATAPILOT_HOME: home, ...env }
  delete all.NODE_TEST_CONTEXT
  const result = spawnSync(process.execPath, [join(project, 'scripts/launch.mjs'), ...args], {
    cwd,
    env: all,
    encoding: 'utf8',
  })
  return { ...result, said: result.status === 0 || result.status === 7 ? JSON.parse(result.stdout) : undefined }
}

function provideNode() {
  const bin = join(home, 'node/node_modules/present/bin')
  fs.mkdirSync(bin, { recursive: true })
  fs.symlinkSync(process.execPath, join(bin, 'node'))
  const { uid, gid } = user()
  for (const folder of [home, join(home, 'node')]) fs.chownSync(folder, uid, gid)
}

function secretFile(name, text) {
  const folder = fs.mkdtempSync(join(base, 'private', 'files-'))
  fs.writeFileSync(join(folder, name), text, { mode: 0o600 })
  return join(folder, name)
}

describe('started by root', () => {
  it('runs the program as the unprivileged user, without groups and capabilities of root', () => {
    launch(['setup'])
    provideNode()
    const { said } = launch(['probe'])
    assert.equal(said.uid, user().uid)
    assert.ok(!said.groups.includes(0))
    assert.match(said.capabilities, /^0+$/)
  })

  it('works from a copy of the code under the data folder, and says so once, on stderr', () => {
    provideNode()
    const first = launch(['probe'])
    assert.match(first.stderr, /working as datapilot from a copy of the code/)
    assert.ok(first.said.code.startsWith(join(home, 'app')))
    assert.ok(first.said.cwd.startsWith(join(home, 'app')))
    assert.equal(launch(['probe']).stderr, '')
  })

  it('follows the code: new files appear, deleted files vanish, .env travels, installed packages stay', () => {
    provideNode()
    const tree = launch(['probe']).said.cwd
    fs.mkdirSync(join(tree, 'node_modules'))
    fs.writeFileSync(join(project, 'new.txt'), '')
    fs.writeFileSync(join(project, '.env'), 'A=1')
    const added = launch(['probe']).said.names
    assert.ok(['new.txt', '.env', 'node_modules'].every((name) => added.includes(name)))
    fs.rmSync(join(project, 'new.txt'))
    fs.rmSync(join(project, '.env'))
    const removed = launch(['probe']).said.names
    assert.ok(!removed.includes('new.txt') && !removed.includes('.env') && removed.includes('node_modules'))
  })

  it('removes the copy of code that is gone', () => {
    provideNode()
    const tree = launch(['probe']).said.cwd
    const elsewhere = join(base, 'private', 'moved')
    fs.renameSync(project, elsewhere)
    try {
      const args = [join(elsewhere, 'scripts/launch.mjs'), 'probe']
      const env = { ...process.env, DATAPILOT_HOME: home }
      assert.equal(spawnSync(process.execPath, args, { cwd: elsewhere, env }).status, 0)
    } finally {
      fs.renameSync(elsewhere, project)
    }
    assert.ok(!fs.existsSync(tree))
    assert.deepEqual(fs.readdirSync(join(home, 'app')).length, 2, 'the new copy and its state')
  })

  it('keeps certificates and settings of the environment, and drops what belongs to root', () => {
    provideNode()
    const { env } = launch(['probe'], {
      env: {
        SSL_CERT_FILE: '/etc/passwd',
        PIP_INDEX_URL: 'https://x/',
        npm_config_cache: '/root/c',
        UV_CACHE_DIR: '/root/u',
        TMPDIR: join(base, 'private'),
      },
    }).said
    assert.equal(env.SSL_CERT_FILE, '/etc/passwd')
    assert.equal(env.PIP_INDEX_URL, 'https://x/')
    assert.equal(env.HOME, join(home, 'home'))
    assert.equal(env.USER, 'datapilot')
    for (const name of ['npm_config_cache', 'UV_CACHE_DIR', 'TMPDIR']) assert.equal(env[name], undefined)
    assert.ok(!env.PATH.split(':').some((folder) => folder.startsWith('/root')))
  })

  it('hands over files that only root can read, under their name, and removes the copies', () => {
    provideNode()
    const file = secretFile('sales of May.csv', 'a;b')
    const { said } = launch(['file', 'profile', file, '-q', file])
    assert.deepEqual(said.texts[0], 'a;b')
    assert.match(said.args[1], /\/sales of May\.csv$/)
    assert.equal(said.args[3], file, 'the text of a question is not a path')
    assert.ok(!fs.existsSync(said.args[1]))
  })

  it('takes relative paths from the folder the person stands in', () => {
    provideNode()
    const file = secretFile('r.csv', 'relative')
    assert.deepEqual(launch(['file', 'r.csv'], { cwd: join(file, '..') }).said.texts, ['relative'])
  })

  it('brings a report to a folder where only root may write', () => {
    provideNode()
    const target = secretFile('report.html', '')
    launch(['file', 'profile', '--html', target])
    assert.equal(fs.readFileSync(target, 'utf8'), 'report')
    const [, html, , markdown] = launch(['file', 'profile', `--html=${target}`, '--md', `${target}.md`]).said.args
    assert.match(html, /^--html=\/var\/tmp\/.*report\.html$/)
    assert.match(markdown, /^\/var\/tmp\/.*report\.html\.md$/)
    assert.equal(fs.statSync(target).uid, 0)
  })

  it('hands over the files that a batch names, also beside it, each once', () => {
    provideNode()
    const file = secretFile('x.csv', 'in the batch')
    const batch = join(file, '..', 'in.jsonl')
    const requests = [
      { id: 1, file },
      { id: 2, file: 'x.csv' },
      { id: 3, file: 'absent.csv' },
    ]
    fs.writeFileSync(batch, `${requests.map((request) => JSON.stringify(request)).join('\n')}\nbroken\n`)
    const lines = launch(['file', '--batch', batch]).said.batch.split('\n')
    const [first, second, third] = lines.slice(0, 3).map((line) => JSON.parse(line).file)
    assert.match(first, /^\/var\/tmp\/.*\/x\.csv$/)
    assert.equal(second, first)
    assert.equal(third, 'absent.csv')
    assert.deepEqual(lines.slice(3), ['broken', ''])
  })

  it('brings back what a command changed in the code', () => {
    provideNode()
    launch(['change'])
    assert.equal(fs.readFileSync(join(project, 'made.txt'), 'utf8'), 'by the program')
    assert.ok(!fs.existsSync(join(project, 'link')), 'a link is not brought back')
    fs.rmSync(join(project, 'made.txt'))
  })

  it('answers with the exit code of the program', () => {
    provideNode()
    assert.equal(launch(['probe', '--fail']).status, 7)
  })

  it('refuses a data folder that belongs to somebody else and is in use', () => {
    fs.mkdirSync(home)
    fs.writeFileSync(join(home, 'something'), '')
    const { status, stderr } = launch(['probe'])
    assert.equal(status, 1)
    assert.match(stderr, /^The data folder .* belongs to another user and is in use/)
  })

  it('refuses a data folder that the user cannot enter', () => {
    home = join(base, 'private', 'home')
    const { status, stderr } = launch(['probe'])
    assert.equal(status, 1)
    assert.match(stderr, /^The user datapilot cannot enter .*set DATAPILOT_HOME/)
  })

  it('writes nothing through a link that the user put into the data folder', () => {
    provideNode()
    const bait = join(base, 'bait')
    fs.mkdirSync(bait)
    fs.symlinkSync(bait, join(home, 'app'))
    const { status } = launch(['probe'])
    assert.equal(status, 1)
    assert.deepEqual(fs.readdirSync(bait), [])
  })
})
