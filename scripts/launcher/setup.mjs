import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureWritableHome, requireSpace } from './home.mjs'
import { say, Stop } from './say.mjs'
import { isStamped, stamp } from './stamp.mjs'

const LOCK_POLL_MS = 300

/**
 * Does the steps that are not done yet, in order, with progress. Does nothing, quickly, where all are done.
 * Two launchers on one data folder take turns.
 *
 * @param {string} home - the data folder, made if missing
 * @param {ReturnType<import('./steps.mjs').makeSteps>[string][]} steps
 */
export async function setUp(home, steps) {
  if (findDue(steps).length === 0) return
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    ensureWritableHome(home)
  } catch (error) {
    throw new Stop(
      `The data folder ${home} cannot be made (${error.code}). Set DATAPILOT_HOME to a folder you may write.`,
    )
  }
  const unlock = await lock(join(home, 'setup.lock'))
  try {
    const due = findDue(steps)
    requireSpace(due)
    for (const [index, step] of due.entries()) {
      const started = Date.now()
      say(`[${index + 1}/${due.length}] ${step.what} …`)
      await step.run()
      stamp(step.stampFile, step.digest())
      say(`[${index + 1}/${due.length}] ${step.what}: done in ${Math.round((Date.now() - started) / 1000)} s`)
    }
  } finally {
    unlock()
  }
}

function findDue(steps) {
  return steps.filter((step) => (step.isNeeded?.() ?? true) && !isStamped(step.stampFile, step.digest()))
}

async function lock(file) {
  // Linking a finished file is atomic: nobody ever sees a lock without its owner's number.
  const draft = `${file}.${randomUUID()}`
  let announced = false
  try {
    writeFileSync(draft, String(process.pid))
    while (!tryLink(draft, file)) {
      if (!isAlive(file)) rmSync(file, { force: true })
      else if (!announced) {
        announced = true
        say(`Waiting for another set-up in the same data folder to finish (${file}).`)
      }
      await sleep(LOCK_POLL_MS)
    }
  } catch (error) {
    throw new Stop(`The data folder cannot be written (${error.code}: ${file}).`)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => rmSync(file, { force: true })
}

function tryLink(draft, file) {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(file) {
  try {
    process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
