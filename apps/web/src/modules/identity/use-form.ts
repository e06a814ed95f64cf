import type { Problem } from '@datapilot/contracts'
import { ref, shallowRef } from 'vue'
import { toProblem } from '../../platform/client/problem.ts'

/** Runs a form's action once at a time and keeps the problem that it ended with. */
export function useForm() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function submit(action: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await action()
      return true
    } catch (error) {
      problem.value = toProblem(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, submit }
}
