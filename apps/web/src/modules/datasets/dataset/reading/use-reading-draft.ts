import type { DialectOverride, Problem, ReadingPreview } from '@datapilot/contracts'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isAborted, toProblem } from '../../../../platform/client/problem.ts'
import { mergeOverride } from './merge-override.ts'
import { readingApi } from './reading.api.ts'

/** Long enough to type a two-digit line number, short enough to feel like an answer. */
const DEBOUNCE_MS = 250

/**
 * A correction that is being tried: each change asks for the first lines and the table they become; an answer that has
 * been overtaken is dropped. `table` names the dataset and its version; null while it cannot be read yet.
 */
export function useReadingDraft(table: () => { id: string; version: number } | null) {
  const override = shallowRef<DialectOverride>({})
  const preview = shallowRef<ReadingPreview | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const changed = computed(() => Object.keys(override.value).length > 0)
  let controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    const asked = table()
    controller.abort()
    if (!asked) return
    const mine = new AbortController()
    controller = mine
    loading.value = true
    try {
      const answer = await readingApi.preview(asked.id, override.value, mine.signal)
      if (controller !== mine) return
      preview.value = answer
      problem.value = null
    } catch (error) {
      if (controller === mine && !isAborted(error)) problem.value = toProblem(error)
    } finally {
      if (controller === mine) loading.value = false
    }
  }

  function lookSoon(): void {
    clearTimeout(timer)
    controller.abort()
    loading.value = true
    timer = setTimeout(() => void look(), DEBOUNCE_MS)
  }

  function change(part: DialectOverride): void {
    override.value = mergeOverride(override.value, part)
    lookSoon()
  }

  function reset(): void {
    override.value = {}
    lookSoon()
  }

  watch(
    () => {
      const shown = table()
      return shown && `${shown.id} ${shown.version}`
    },
    () => {
      clearTimeout(timer)
      override.value = {}
      preview.value = null
      problem.value = null
      void look()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    controller.abort()
  })

  return { override, preview, problem, loading, changed, change, reset, look }
}
