import type { ColumnProfile, Dataset, DatasetVersion, Problem, Profile } from '@datapilot/contracts'
import { computed, ref, shallowRef, watch } from 'vue'
import { ApiError, toProblem } from '../../../platform/client/problem.ts'
import { usePolling } from '../../../platform/use-polling.ts'
import { profilesApi, useLiveAnalysis } from '../../profiling/index.ts'
import { datasetsApi } from '../datasets.api.ts'
import { useNextVersion } from './use-next-version.ts'

/** Between two looks at a dataset whose reading has not been announced as done. */
const POLL_MS = 1_000

/**
 * Everything that a dataset's page shows, and how it gets there: the dataset, then a profile of a sample, then column
 * by column the exact figures, until the exact profile replaces them all.
 */
export function useDatasetPage(
  id: () => string,
  mayRun: () => boolean,
  onVersionFailed: (version: DatasetVersion) => void,
) {
  const dataset = shallowRef<Dataset | null>(null)
  const profile = shallowRef<Profile | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const cancelled = ref(false)
  /** Whether it has been asked if the exact profile is there: before that no channel is opened. */
  const looked = ref(false)
  let turn = 0

  const exact = computed(() => profile.value?.exact === true)
  const reading = computed(() => dataset.value?.status === 'queued' || dataset.value?.status === 'reading')
  const followed = computed(() =>
    exact.value || !dataset.value || !(looked.value || reading.value) ? null : dataset.value.analysis_id,
  )
  const live = useLiveAnalysis(
    () => followed.value,
    () => void finished(),
  )

  async function refresh(): Promise<void> {
    const mine = turn
    try {
      const loaded = await datasetsApi.get(id())
      if (mine !== turn) return
      dataset.value = loaded
      problem.value = null
      if (loaded.status === 'ready') await loadProfile(mine, loaded)
    } catch (error) {
      if (mine === turn) problem.value = toProblem(error)
    }
  }

  /** The exact profile where it exists, else one of a sample; a dataset without any analysis gets one. */
  async function loadProfile(mine: number, loaded: Dataset): Promise<void> {
    try {
      const shown = await profilesApi.preview(loaded.id)
      if (mine === turn && !exact.value) profile.value = shown
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 409)) throw error
    }
    if (mine === turn) looked.value = true
    if (loaded.analysis_id === null && !exact.value && mayRun() && !cancelled.value) {
      const analysis = await profilesApi.start(loaded.id)
      if (mine === turn) dataset.value = { ...loaded, analysis_id: analysis.analysis_id }
    }
  }

  async function finished(): Promise<void> {
    if (live.status.value === 'cancelled') cancelled.value = true
    await refresh()
  }

  async function cancel(): Promise<void> {
    if (followed.value) await profilesApi.cancel(followed.value)
  }

  /** Pauses the analysis, or lets it go on; the live channel tells when it did. */
  async function pause(): Promise<void> {
    if (!followed.value) return
    await (live.pace.value.paused ? profilesApi.resume(followed.value) : profilesApi.pause(followed.value))
  }

  async function start(): Promise<void> {
    if (!dataset.value) return
    cancelled.value = false
    const analysis = await profilesApi.start(dataset.value.id)
    dataset.value = { ...dataset.value, analysis_id: analysis.analysis_id }
  }

  const next = useNextVersion(id, (version) => {
    if (version.status === 'failed') onVersionFailed(version)
    else begin()
  })

  /** Another version was asked for: it takes the place of this one as soon as it is read. */
  function restart(): void {
    if (dataset.value) next.expect(dataset.value.version)
  }

  function begin(): void {
    turn += 1
    dataset.value = null
    profile.value = null
    problem.value = null
    cancelled.value = false
    looked.value = false
    void refresh()
  }

  watch(
    id,
    () => {
      next.forget()
      begin()
    },
    { immediate: true },
  )
  usePolling(() => reading.value, refresh, POLL_MS)

  const columns = computed<ColumnProfile[] | null>(() => {
    const shown = profile.value?.columns
    if (!shown)
      return live.columns.value.size > 0 ? [...live.columns.value.values()].sort((a, b) => a.index - b.index) : null
    return exact.value ? shown : shown.map((column) => live.columns.value.get(column.name) ?? column)
  })
  const isPending = (name: string): boolean => !exact.value && !live.columns.value.has(name)
  const working = computed(
    () => reading.value || (!exact.value && followed.value !== null && !cancelled.value && live.error.value === null),
  )

  return {
    dataset,
    profile,
    columns,
    problem,
    exact,
    working,
    coming: next.coming,
    cancelled,
    live,
    isPending,
    refresh,
    restart,
    cancel,
    pause,
    start,
  }
}
