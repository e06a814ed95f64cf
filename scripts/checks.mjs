import { availableParallelism } from 'node:os'
import { python, run, scratch, tool } from './tasks.mjs'

/** Longest first, so that the short ones fill the gaps. */
function listChecks() {
  return [
    { name: 'lint (ESLint)', command: [tool('eslint'), '--max-warnings', '0', '.'] },
    { name: 'types (web)', command: [tool('vue-tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
    { name: 'types (server, command line, tools)', command: [tool('tsc'), '-p', 'tsconfig.json'] },
    {
      name: 'module rules (dependency-cruiser)',
      command: [
        tool('depcruise'),
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err-long',
        'apps',
        'packages',
      ],
    },
    {
      name: 'API document is what the routes say',
      command: [process.execPath, 'scripts/api-generate.mjs', '--check'],
    },
    { name: 'format (Prettier)', command: [tool('prettier'), '--check', '--log-level', 'warn', '.'] },
    { name: 'unused code (knip)', command: [tool('knip')] },
    { name: 'Python lint (ruff)', command: [python('ruff'), 'check', '--cache-dir', scratch('ruff'), 'python'] },
    {
      name: 'Python format (ruff)',
      command: [python('ruff'), 'format', '--check', '--cache-dir', scratch('ruff'), 'python'],
    },
    {
      name: 'Python security (bandit)',
      command: [python('bandit'), '--quiet', '--recursive', '--configfile', 'python/pyproject.toml', 'python'],
    },
  ]
}

/**
 * Runs every check, as many at once as there are processors, and prints what failed.
 *
 * @returns {Promise<{passed: number, failed: number}>}
 */
export async function runChecks(checks = listChecks()) {
  const waiting = [...checks]
  const totals = { passed: 0, failed: 0 }
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output, seconds } = await run(check.command)
      if (ok) totals.passed += 1
      else totals.failed += 1
      console.log(`${ok ? '✓' : '✗'} ${check.name}, ${seconds.toFixed(1)} s`)
      if (!ok) console.log(output.trimEnd().replaceAll(/^/gm, '    '))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return totals
}
