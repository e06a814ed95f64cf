import type { Problem } from '@datapilot/contracts'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { isAborted, toProblem } from '../../platform/client/problem.ts'

/** One thing at a time that a person asked for: whether it runs, what went wrong, and a way to stop it. */
export function useWork() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let controller: AbortController | null = null

  /** Runs `work` in place of what ran before; resolves to null when it failed or was stopped. */
  async function run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result | null> {
    controller?.abort()
    const mine = new AbortController()
    controller = mine
    busy.value = true
    problem.value = null
    try {
      return await work(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted && !isAborted(error)) problem.value = toProblem(error)
      return null
    } finally {
      if (controller === mine) busy.value = false
    }
  }

  const stop = (): void => controller?.abort()
  onScopeDispose(stop)
  return { busy, problem, run, stop }
}
