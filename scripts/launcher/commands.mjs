import { join } from 'node:path'

/**
 * What the launcher can run: the set-up steps it needs, the program, and
 * - `here`: the program runs in the folder the person stands in, because its arguments name files;
 * - `browser`: its tests need Chromium;
 * - `writes`: it changes the code tree, so what root runs elsewhere is brought back;
 * - `listens`: it needs its port.
 */
export const COMMANDS = {
  setup: { steps: ['node', 'packages', 'python', 'web'] },
  start: { steps: ['node', 'packages', 'python', 'web'], program: 'apps/server/src/main.ts', listens: true },
  cli: { steps: ['node', 'packages', 'python'], program: 'apps/cli/src/main.ts', here: true },
  eval: { steps: ['node', 'packages', 'python'], program: 'apps/cli/src/main.ts', first: ['eval'], here: true },
  test: { steps: ['node', 'packages', 'python', 'web'], program: 'scripts/test.mjs', browser: true },
  check: { steps: ['node', 'packages', 'python'], program: 'scripts/check.mjs' },
  bench: { steps: ['node', 'packages', 'python', 'web'], program: 'bench/main.ts' },
  format: { steps: ['node', 'packages', 'python'], program: 'scripts/format.mjs', writes: true },
  'db:generate': {
    steps: ['node', 'packages'],
    program: 'node_modules/drizzle-kit/bin.cjs',
    first: ['generate', '--config', 'apps/server/drizzle.config.ts'],
    writes: true,
  },
  'api:generate': { steps: ['node', 'packages', 'python'], program: 'scripts/api-generate.mjs', writes: true },
}

const WITHOUT_BROWSER = new Set(['check', 'unit', 'integration', 'vitest', 'python'])

/** `datapilot serve` is `npm start`; everything else the command line program understands by itself. */
export function resolveCommand([name, ...args]) {
  if (name === 'cli' && args[0] === 'serve') return { command: COMMANDS.start, args: args.slice(1) }
  if (name === 'test' && WITHOUT_BROWSER.has(args[0]))
    return { command: { ...COMMANDS.test, steps: COMMANDS.check.steps, browser: false }, args }
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined
  return { command, args }
}

/** The arguments of Node that run a command. */
export function programArguments(root, { program, first = [] }, args) {
  return [join(root, program), ...first, ...args]
}
