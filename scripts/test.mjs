// The tests, in parts: `npm test` runs all of them, `npm test -- unit some-file` one part with its own arguments.
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './checks.mjs'
import { python, ROOT, run, scratch, tool } from './tasks.mjs'

const PARTS = {
  check: () => runChecks(),
  unit: (args) => vitest(['--project', 'unit', '--project', 'web', ...args]),
  integration: (args) => vitest(['--project', 'integration', ...args]),
  vitest: (args) => vitest(['--coverage', ...args]),
  python: (args) => pytest(args),
  e2e: (args) => playwright(args),
}
const EVERYTHING = ['check', 'vitest', 'python', 'e2e']

async function vitest(args) {
  const report = reportFile('vitest.json')
  const { ok } = await run(
    [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { live: true },
  )
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report) ?? {}
  return totals(ok, numPassedTests, numFailedTests)
}

async function pytest(args) {
  if (globSync('python/**/test_*.py', { cwd: ROOT }).length === 0) return { passed: 0, failed: 0 }
  const report = reportFile('pytest.xml')
  const { ok } = await run(
    [python('python'), '-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`, 'python', ...args],
    { live: true, env: { PYTHONDONTWRITEBYTECODE: '1' } },
  )
  const xml = existsSync(report) ? readFileSync(report, 'utf8') : ''
  const count = (name) => Number(new RegExp(`${name}="(\\d+)"`).exec(xml)?.[1] ?? 0)
  const failed = count('failures') + count('errors')
  return totals(ok, count('tests') - failed - count('skipped'), failed)
}

async function playwright(args) {
  const report = reportFile('playwright.json')
  const { ok } = await run([tool('playwright'), 'test', '--reporter=list,json', ...args], {
    live: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(report)?.stats ?? {}
  return totals(ok, expected, unexpected + flaky)
}

/** A run that ended badly without a failed test (a threshold, a crash, no tests) counts as one failure. */
function totals(ok, passed, failed) {
  return { passed, failed: ok || failed > 0 ? failed : 1 }
}

/** Makes the S3-compatible server of the tests ready in the background. */
function startBuildingStore() {
  const program = join('apps', 'server', 'test-support', 's3', 'build-versitygw.ts')
  return spawn(process.execPath, [program], { cwd: ROOT, stdio: 'inherit' })
}

function reportFile(name) {
  mkdirSync(scratch('reports'), { recursive: true })
  const file = join(scratch('reports'), name)
  rmSync(file, { force: true })
  return file
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** What the launcher tested as root, before it became this user. */
const carried = process.argv.find((arg) => arg.startsWith('--carried='))
const [part, ...args] = process.argv.slice(2).filter((arg) => arg !== carried)
if (part !== undefined && !Object.hasOwn(PARTS, part)) {
  console.error(`There is no part ${part}. There are: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}
const started = Date.now()
// Building takes minutes where it was never done: better beside the checks than before the tests that wait for it.
const store = part === undefined ? startBuildingStore() : undefined
const [passedBefore = 0, failedBefore = 0] = carried?.split('=')[1].split(',').map(Number) ?? []
const sum = { passed: passedBefore, failed: failedBefore }
for (const name of part === undefined ? EVERYTHING : [part]) {
  const { passed, failed } = await PARTS[name](args)
  console.log(`${name}: ${passed} passed, ${failed} failed\n`)
  sum.passed += passed
  sum.failed += failed
}
store?.kill()
console.log(`Took ${Math.round((Date.now() - started) / 1000)} s.`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
