import { python, run, scratch, tool } from './tasks.mjs'

const COMMANDS = [
  [tool('prettier'), '--write', '--log-level', 'warn', '.'],
  [python('ruff'), 'check', '--fix', '--quiet', '--cache-dir', scratch('ruff'), 'python'],
  [python('ruff'), 'format', '--quiet', '--cache-dir', scratch('ruff'), 'python'],
]

for (const command of COMMANDS) {
  const { ok } = await run(command, { live: true })
  if (!ok) process.exitCode = 1
}
