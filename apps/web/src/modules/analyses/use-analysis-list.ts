import type { Analysis, Problem } from '@datapilot/contracts'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { isAborted, toProblem } from '../../platform/client/problem.ts'
import { usePolling } from '../../platform/use-polling.ts'
import { analysesApi, type AnalysisFilter } from './analyses.api.ts'

/** Between two looks at a list in which something is running. */
const POLL_MS = 2_000
const PAGE = 50

export const isUnfinished = ({ status }: Analysis): boolean => status === 'queued' || status === 'running'

/** Analyses that match a filter, page by page, kept fresh while any of them is running. */
export function useAnalysisList() {
  const items = shallowRef<Analysis[] | null>(null)
  const cursor = ref<string | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let filter: AnalysisFilter = {}
  let controller = new AbortController()

  async function fetchPage(from: string | null): Promise<void> {
    const { signal } = controller
    loading.value = true
    try {
      const answer = await analysesApi.list(filter, { cursor: from ?? undefined, limit: PAGE }, signal)
      items.value = from === null ? answer.items : [...(items.value ?? []), ...answer.items]
      cursor.value = answer.next_cursor
      problem.value = null
    } catch (error) {
      if (!isAborted(error)) problem.value = toProblem(error)
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  async function load(next: AnalysisFilter): Promise<void> {
    filter = next
    controller.abort()
    controller = new AbortController()
    items.value = null
    await fetchPage(null)
  }

  /** Looks at the newest page again and puts what changed into the list without moving the rest. */
  async function refresh(): Promise<void> {
    const answer = await analysesApi.list(filter, { limit: PAGE }, controller.signal)
    const known = new Set(answer.items.map(({ analysis_id: id }) => id))
    const rest = (items.value ?? []).slice(PAGE).filter(({ analysis_id: id }) => !known.has(id))
    items.value = [...answer.items, ...rest]
  }

  function replace(analysis: Analysis): void {
    items.value =
      items.value?.map((item) => (item.analysis_id === analysis.analysis_id ? analysis : item)) ?? items.value
  }

  function without(id: string): void {
    items.value = items.value?.filter((item) => item.analysis_id !== id) ?? items.value
  }

  usePolling(() => items.value?.some(isUnfinished) ?? false, refresh, POLL_MS)
  onScopeDispose(() => controller.abort())

  return {
    items,
    loading,
    problem,
    hasMore: computed(() => cursor.value !== null),
    load,
    more: () => fetchPage(cursor.value),
    refresh,
    replace,
    without,
  }
}
