import type { Problem } from '@datapilot/contracts'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { isAborted, toProblem } from './client/problem.ts'

export interface LoadState<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  /** Loads again; what is shown stays until the new data is there. */
  reload: () => Promise<void>
}

/** One thing to load, with its three faces: waiting, failed, there. A later call wins over an earlier one. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): LoadState<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let controller: AbortController | null = null

  async function reload(): Promise<void> {
    controller?.abort()
    const mine = new AbortController()
    controller = mine
    loading.value = true
    try {
      const loaded = await load(mine.signal)
      if (controller !== mine) return
      data.value = loaded
      problem.value = null
    } catch (error) {
      if (controller !== mine || isAborted(error)) return
      problem.value = toProblem(error)
    } finally {
      if (controller === mine) loading.value = false
    }
  }

  return { data, problem, loading, reload }
}
