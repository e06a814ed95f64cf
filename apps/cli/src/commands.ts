/** A command: its arguments in, its exit code out (0 done, 1 failed, 2 called wrongly). */
export interface Command {
  run(args: readonly string[]): Promise<number>
}

/** Loaded when called, so that none pays for the others' start. */
export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['profile', () => import('./commands/profile.ts')],
  ['ask', () => import('./commands/ask.ts')],
  ['eval', () => import('./commands/eval.ts')],
])
