import type { Cell, Problem, ResultColumn } from '@datapilot/contracts'
import { onScopeDispose, ref, shallowRef, triggerRef } from 'vue'
import { isAborted, toProblem } from '../../../platform/client/problem.ts'
import { datasetsApi } from '../datasets.api.ts'

/** Rows per call; about four screens, so that scrolling by hand rarely waits. */
const PAGE = 200
/** Pages kept; far ones are dropped so that a long scroll does not grow the tab's memory. */
const KEPT = 25

export interface RowSort {
  column: string
  direction: 'asc' | 'desc'
}

/** Rows of one table by index, fetched page by page as they come into view. */
export function useRowPages(datasetId: () => string) {
  const columns = shallowRef<ResultColumn[] | null>(null)
  const total = ref(0)
  const problem = shallowRef<Problem | null>(null)
  const pages = shallowRef(new Map<number, readonly (readonly Cell[])[]>())
  const sort = shallowRef<RowSort | null>(null)
  const waiting = new Set<number>()
  let controller = new AbortController()

  async function load(page: number): Promise<void> {
    if (pages.value.has(page) || waiting.has(page)) return
    waiting.add(page)
    const { signal } = controller
    try {
      const query = { offset: page * PAGE, limit: PAGE, sort: sort.value?.column, direction: sort.value?.direction }
      const answer = await datasetsApi.rows(datasetId(), query, signal)
      if (signal.aborted) return
      columns.value ??= answer.columns
      total.value = answer.row_count
      keep(page, answer.rows)
      problem.value = null
    } catch (error) {
      if (!isAborted(error)) problem.value = toProblem(error)
    } finally {
      if (!signal.aborted) waiting.delete(page)
    }
  }

  function keep(page: number, rows: readonly (readonly Cell[])[]): void {
    pages.value.set(page, rows)
    const far = [...pages.value.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page))
    for (const key of far.slice(0, Math.max(0, pages.value.size - KEPT))) pages.value.delete(key)
    triggerRef(pages)
  }

  /** Makes sure that the rows from `first` to `last` (inclusive) are there or on their way. */
  function ensure(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) void load(page)
  }

  const row = (index: number): readonly Cell[] | undefined => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE]

  function restart(next: RowSort | null = sort.value): void {
    controller.abort()
    controller = new AbortController()
    waiting.clear()
    pages.value = new Map()
    sort.value = next
    void load(0)
  }

  onScopeDispose(() => controller.abort())

  return { columns, total, problem, sort, row, ensure, restart }
}
