import type { AnalysisEvent, AnalysisPace, AnalysisStage, ColumnProfile, JobStatus } from '@datapilot/contracts'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, socketUrl } from '../../platform/client/urls.ts'
import { openLiveSocket } from '../../platform/live/live-socket.ts'

const NO_PACE: AnalysisPace = { paused: false, rows_done: null, rows_total: null, seconds_left: null }

/**
 * What one running analysis reports: stage, percentage, rows, time left and the columns that are already exact. A late or returning
 * connection is told the present state by the server, so nothing depends on having seen every event.
 */
export function useLiveAnalysis(analysisId: () => string | null, onFinished: () => void) {
  const status = ref<JobStatus | null>(null)
  const stage = ref<AnalysisStage | null>(null)
  const progress = ref(0)
  const pace = shallowRef<AnalysisPace>(NO_PACE)
  const connected = ref(true)
  const error = ref<{ code: string; message: string } | null>(null)
  const columns = shallowRef<ReadonlyMap<string, ColumnProfile>>(new Map())
  let socket: { close: () => void } | null = null

  function reset(): void {
    socket?.close()
    socket = null
    status.value = null
    stage.value = null
    progress.value = 0
    pace.value = NO_PACE
    connected.value = true
    error.value = null
    columns.value = new Map()
  }

  function end(final: JobStatus): void {
    status.value = final
    socket?.close()
    socket = null
    onFinished()
  }

  function take(event: AnalysisEvent): void {
    if (event.type === 'connection_established') {
      status.value = event.status
      stage.value = event.stage
      pace.value = event
      progress.value = Math.max(progress.value, event.progress)
      if (event.status === 'completed' || event.status === 'cancelled' || event.status === 'failed') end(event.status)
    } else if (event.type === 'analysis_status') {
      status.value = event.status
      stage.value = event.stage
      pace.value = event
      progress.value = Math.max(progress.value, event.progress)
      if (event.status === 'cancelled') end('cancelled')
    } else if (event.type === 'analysis_columns') {
      const merged = new Map(columns.value)
      for (const column of event.columns) merged.set(column.name, column)
      columns.value = merged
    } else if (event.type === 'analysis_completed') {
      progress.value = 100
      end('completed')
    } else if (event.type === 'analysis_error') {
      error.value = { code: event.error_code, message: event.error_message }
      end('failed')
    }
  }

  watch(
    analysisId,
    (id) => {
      reset()
      if (!id) return
      socket = openLiveSocket<AnalysisEvent>({
        url: socketUrl(api.analysisEvents(id)),
        onEvent: take,
        onConnected: (is) => (connected.value = is),
      })
    },
    { immediate: true },
  )
  onScopeDispose(reset)

  return { status, stage, progress, pace, connected, error, columns }
}
