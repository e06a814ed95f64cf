import type { Dataset, Problem } from '@datapilot/contracts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { isAborted, toProblem } from '../../platform/client/problem.ts'
import { datasetsApi } from './datasets.api.ts'
import { putFile } from './put-file.ts'
import { secondsLeft } from './upload-progress.ts'

export interface Upload {
  id: number
  name: string
  bytes: number
  sent: number
  state: 'waiting' | 'sending' | 'creating' | 'done' | 'failed' | 'cancelled'
  startedAt: number
  problem: Problem | null
  dataset: Dataset | null
}

/** Two at a time: more share the same line and only make each slower. */
const PARALLEL = 2

/** Files on their way to the server, in the order they were given. */
export const useUploads = defineStore('uploads', () => {
  const items = ref<Upload[]>([])
  const files = new Map<number, File>()
  const cancels = new Map<number, () => void>()
  const listeners = new Set<(dataset: Dataset) => void>()
  let next = 1

  const active = computed(() => items.value.filter((item) => ['waiting', 'sending', 'creating'].includes(item.state)))

  function add(list: Iterable<File>): void {
    for (const file of list) {
      const id = next++
      files.set(id, file)
      items.value.push({
        id,
        name: file.name,
        bytes: file.size,
        sent: 0,
        state: 'waiting',
        startedAt: 0,
        problem: null,
        dataset: null,
      })
    }
    pump()
  }

  function pump(): void {
    const running = items.value.filter((item) => item.state === 'sending' || item.state === 'creating').length
    const waiting = items.value.filter((item) => item.state === 'waiting')
    for (const item of waiting.slice(0, Math.max(0, PARALLEL - running))) void send(item)
  }

  async function send(item: Upload): Promise<void> {
    const file = files.get(item.id)
    if (!file) return
    Object.assign(item, { state: 'sending', sent: 0, problem: null, startedAt: Date.now() })
    try {
      const signed = await datasetsApi.presign(file.name)
      if (wasCancelled(item)) return
      const put = putFile(signed.upload_url, file, (sent) => (item.sent = sent))
      cancels.set(item.id, put.cancel)
      await put.done
      item.sent = item.bytes
      item.state = 'creating'
      item.dataset = await datasetsApi.create({ file_key: signed.file_key })
      item.state = 'done'
      files.delete(item.id)
      for (const listener of listeners) listener(item.dataset)
    } catch (error) {
      item.state = isAborted(error) ? 'cancelled' : 'failed'
      item.problem = isAborted(error) ? null : toProblem(error)
    } finally {
      cancels.delete(item.id)
      pump()
    }
  }

  const wasCancelled = (item: Upload): boolean => item.state === 'cancelled'

  function cancel(id: number): void {
    const item = items.value.find((candidate) => candidate.id === id)
    if (!item) return
    cancels.get(id)?.()
    if (item.state === 'waiting' || item.state === 'sending') item.state = 'cancelled'
    pump()
  }

  function retry(id: number): void {
    const item = items.value.find((candidate) => candidate.id === id)
    if (!item) return
    item.state = 'waiting'
    pump()
  }

  function dismiss(id: number): void {
    items.value = items.value.filter((item) => item.id !== id)
    files.delete(id)
  }

  /** Called with each dataset that an upload became; returns the way to stop listening. */
  function onCreated(listener: (dataset: Dataset) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  const remaining = (item: Upload): number | null =>
    item.state === 'sending' ? secondsLeft(item.sent, item.bytes, Date.now() - item.startedAt) : null

  return { items, active, add, cancel, retry, dismiss, onCreated, remaining }
})
