import type { DatasetVersion } from '@datapilot/contracts'
import { computed, ref } from 'vue'
import { usePolling } from '../../../platform/use-polling.ts'
import { versionsApi } from './versions/versions.api.ts'

const POLL_MS = 1_000

/**
 * The version that is on its way after a correction, a new file or a restore: until it is read the dataset goes on
 * showing the one before. `onSettled` gets it once it is ready or has failed.
 */
export function useNextVersion(id: () => string, onSettled: (version: DatasetVersion) => void) {
  const after = ref<{ id: string; version: number } | null>(null)

  async function look(): Promise<void> {
    const awaited = after.value
    if (!awaited) return
    const [newest] = (await versionsApi.list(awaited.id)).items
    if (after.value !== awaited || !newest || newest.number <= awaited.version) return
    if (newest.status !== 'ready' && newest.status !== 'failed') return
    after.value = null
    onSettled(newest)
  }

  usePolling(() => after.value !== null, look, POLL_MS)

  return {
    /** Whether a newer version of the dataset on the page is being read. */
    coming: computed(() => after.value !== null && after.value.id === id()),
    expect: (version: number) => {
      after.value = { id: id(), version }
      void look().catch(() => undefined)
    },
    forget: () => {
      after.value = null
    },
  }
}
