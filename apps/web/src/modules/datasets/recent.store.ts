import type { DatasetSummary, Problem } from '@datapilot/contracts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { toProblem } from '../../platform/client/problem.ts'
import { datasetsApi } from './datasets.api.ts'

/** The newest datasets, shared by home, sidebar and the ask box. */
export const useRecentDatasets = defineStore('recent-datasets', () => {
  const items = shallowRef<DatasetSummary[] | null>(null)
  const more = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function refresh(): Promise<void> {
    try {
      const answer = await datasetsApi.list({ limit: 12 })
      items.value = answer.items
      more.value = answer.next_cursor !== null
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    }
  }

  return { items, more, problem, refresh }
})
