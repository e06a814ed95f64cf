import { join } from 'node:path'
import { capture } from './process.mjs'

/**
 * The tests of what only root can do: becoming somebody else. They exercise the launcher alone, before it drops root;
 * their count is handed on to the tests that run afterwards.
 *
 * @returns {Promise<string[]>} arguments for scripts/test.mjs
 */
export async function testAsRoot(root) {
  const file = join(root, 'scripts', 'launcher', 'drop.root-test.mjs')
  const { ok, output } = await capture(process.execPath, ['--test', '--test-reporter=tap', file])
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0)
  const failed = ok ? 0 : Math.max(1, count('fail'))
  process.stderr.write(`privilege drop: ${count('pass')} passed, ${failed} failed\n${failed ? output : ''}`)
  return [`--carried=${count('pass')},${failed}`]
}
