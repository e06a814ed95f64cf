import type { DatasetSummary, Problem } from '@datapilot/contracts'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { isAborted, toProblem } from '../../platform/client/problem.ts'
import { usePolling } from '../../platform/use-polling.ts'
import { datasetsApi } from './datasets.api.ts'

/** Between two looks at a list in which something is still being read. */
export const POLL_MS = 2_000

export const isUnfinished = (dataset: DatasetSummary): boolean =>
  dataset.status === 'queued' || dataset.status === 'reading' || (dataset.status === 'ready' && dataset.alerts === null)

/** The datasets that match a search, page by page, kept fresh while any of them is being read. */
export function useDatasetList() {
  const items = shallowRef<DatasetSummary[] | null>(null)
  const cursor = ref<string | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let query = ''
  let controller = new AbortController()

  async function load(search: string): Promise<void> {
    query = search
    controller.abort()
    controller = new AbortController()
    await fetchPage(null, controller.signal)
  }

  async function fetchPage(from: string | null, signal: AbortSignal): Promise<void> {
    loading.value = true
    try {
      const answer = await datasetsApi.list({ q: query || undefined, cursor: from ?? undefined, limit: 50 }, signal)
      items.value = from === null ? answer.items : [...(items.value ?? []), ...answer.items]
      cursor.value = answer.next_cursor
      problem.value = null
    } catch (error) {
      if (!isAborted(error)) problem.value = toProblem(error)
    } finally {
      loading.value = signal.aborted ? loading.value : false
    }
  }

  /** Looks at the newest page again and puts what changed into the list without moving the rest. */
  async function refreshFirst(): Promise<void> {
    const answer = await datasetsApi.list({ q: query || undefined, limit: 50 }, controller.signal)
    const known = new Set(answer.items.map((item) => item.id))
    const rest = (items.value ?? []).slice(answer.items.length).filter((item) => !known.has(item.id))
    items.value = [...answer.items, ...rest]
  }

  usePolling(() => items.value?.some(isUnfinished) ?? false, refreshFirst, POLL_MS)
  onScopeDispose(() => controller.abort())

  return {
    items,
    loading,
    problem,
    hasMore: computed(() => cursor.value !== null),
    load,
    more: () => fetchPage(cursor.value, controller.signal),
    refresh: refreshFirst,
    without: (id: string) => {
      items.value = items.value?.filter((item) => item.id !== id) ?? null
    },
  }
}
