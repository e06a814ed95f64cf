#!/usr/bin/env node
// Prepares what is missing and runs a command of the project. Plain JavaScript without dependencies: this is what
// runs before anything is installed, on any Node from 20.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { COMMANDS, programArguments, resolveCommand } from './launcher/commands.mjs'
import { runAsUser } from './launcher/drop.mjs'
import { findHome, readSetting } from './launcher/home.mjs'
import { foreground } from './launcher/process.mjs'
import { Stop } from './launcher/say.mjs'
import { testAsRoot } from './launcher/root-tests.mjs'
import { setUp } from './launcher/setup.mjs'
import { makeSteps, productEnvironment, productNode } from './launcher/steps.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OLDEST_NODE = 20

async function main(argv) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE)
    throw new Stop(`Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE} or newer and run this again.`)
  const { command, args } = resolveCommand(argv)
  if (!command) throw new Stop(`Unknown command. There are: ${Object.keys(COMMANDS).join(', ')}.`)
  const home = findHome(ROOT)
  if (command.listens) await requirePort()
  if (process.getuid?.() === 0) {
    const carried = command.browser ? await testAsRoot(ROOT) : []
    return runAsUser({ root: ROOT, home, command, argv: [...argv, ...carried], args: [...args, ...carried] })
  }
  const steps = makeSteps(ROOT, home)
  await setUp(
    home,
    command.steps.map((name) => steps[name]),
  )
  if (!command.program) return 0
  return foreground(productNode(home), programArguments(ROOT, command, args), {
    cwd: command.here ? process.cwd() : ROOT,
    env: productEnvironment(ROOT, home),
  })
}

/** Finds a taken port before minutes are spent on the set-up. */
async function requirePort() {
  const setting = (name) => process.env[name] || readSetting(join(ROOT, '.env'), name)
  const port = Number(setting('PORT') ?? 8000)
  const host = setting('HOST') ?? '127.0.0.1'
  const server = createServer()
  const error = await new Promise((done) => {
    server.once('error', done).listen({ port: Number.isInteger(port) && port < 65_536 ? port : 0, host }, () => done())
  })
  server.close()
  if (error?.code === 'EADDRINUSE')
    throw new Stop(
      `Port ${port} on ${host} is taken, perhaps by a DataPilot that already runs. Stop that program or set PORT to another number.`,
    )
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`)
  process.exitCode = 1
}
