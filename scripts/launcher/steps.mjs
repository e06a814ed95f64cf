import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { npmCommand, npmEnvironment } from './npm.mjs'
import { capture } from './process.mjs'
import { pythonStep } from './python.mjs'
import { explainFailure, Stop } from './say.mjs'
import { digestOf } from './stamp.mjs'
import { listTree } from './tree.mjs'

const MEBIBYTE = 1024 ** 2
const NODE_MAJOR = 24

/**
 * A step of the set-up: what it is called, where it writes how much, the stamp that says for which input it was done,
 * and how to do it.
 *
 * @returns {Record<'node'|'packages'|'python'|'web', {what: string, folder: string, bytes: number,
 *   stampFile: string, digest: () => string, run: () => Promise<void>}>}
 */
export function makeSteps(root, home) {
  return {
    node: nodeStep(root, home),
    packages: packagesStep(root),
    python: pythonStep(root, home),
    web: webStep(root, home),
  }
}

/** The Node that runs the product: the present one where it is new enough, else the one in the data folder. */
export function productNode(home) {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath
  const modules = join(home, 'node', 'node_modules')
  const packages = existsSync(modules) ? readdirSync(modules) : []
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return packages.map((name) => join(modules, name, 'bin', binary)).find((path) => existsSync(path))
}

/** Environment in which `node` is Node 24 and the project's tools are on the PATH. */
export function productEnvironment(root, home) {
  const node = productNode(home)
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, DATAPILOT_HOME: home }
}

function nodeStep(root, home) {
  const folder = join(home, 'node')
  const source = join(root, 'scripts', 'node-runtime')
  const files = ['package.json', 'package-lock.json']
  return {
    what: `Node ${NODE_MAJOR}`,
    folder: home,
    bytes: 300 * MEBIBYTE,
    stampFile: join(folder, '.stamp'),
    isNeeded: () => Number.parseInt(process.versions.node, 10) < NODE_MAJOR,
    digest: () => digestOf(files.map((file) => join(source, file))),
    run: async () => {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      for (const file of files) copyFileSync(join(source, file), join(folder, file))
      await npm(`Installing Node ${NODE_MAJOR}`, ['ci', '--ignore-scripts'], folder)
      const node = productNode(home)
      if (node && (await capture(node, ['--version'])).ok) return
      // npm passes over an optional package that it cannot fetch without a word.
      throw new Stop(
        hasPackage(join(source, 'package-lock.json')) && !node
          ? `Node ${NODE_MAJOR} could not be fetched from the npm registry. Check the network (or proxy) and run this again.`
          : `There is no Node ${NODE_MAJOR} package that runs on this machine. Install Node ${NODE_MAJOR} and run this again.`,
      )
    },
  }
}

function hasPackage(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'))
  return Object.values(packages).some(
    ({ os, cpu }) => [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch),
  )
}

function packagesStep(root) {
  return {
    what: 'npm packages',
    folder: join(root, 'node_modules'),
    bytes: 900 * MEBIBYTE,
    stampFile: join(root, 'node_modules', '.datapilot-stamp'),
    digest: () => digestOf([join(root, 'package-lock.json')], [process.platform, process.arch]),
    // No package may run code of its own at install time; none of those we use has to.
    run: () => npm('Installing the npm packages', ['ci', '--ignore-scripts'], root),
  }
}

function webStep(root, home) {
  const folder = join(home, 'web')
  const sources = [join(root, 'apps', 'web'), join(root, 'packages')]
  return {
    what: 'web app',
    folder: home,
    bytes: 50 * MEBIBYTE,
    stampFile: join(home, 'stamps', 'web'),
    digest: () =>
      existsSync(join(folder, 'index.html'))
        ? digestOf([...sources.flatMap((source) => filesOf(source)), join(root, 'package-lock.json')])
        : 'missing',
    run: async () => {
      const { command, prefix } = npmCommand()
      const build = ['run', 'build', '-w', 'apps/web', '--', '--outDir', folder, '--emptyOutDir']
      const env = npmEnvironment(productEnvironment(root, home))
      const { ok, output } = await capture(command, [...prefix, ...build], { cwd: root, env })
      if (!ok) throw explainFailure('Building the web app', output)
    },
  }
}

function filesOf(folder) {
  return listTree(folder).map(({ relative }) => join(folder, relative))
}

async function npm(what, args, cwd) {
  const { command, prefix } = npmCommand()
  const { ok, output } = await capture(command, [...prefix, ...args, '--no-audit', '--no-fund'], {
    cwd,
    env: npmEnvironment(),
  })
  if (!ok) throw explainFailure(what, output)
}
