import type { HealthCheck } from '@datapilot/contracts'
import type { Storage } from './storage.ts'

const GIBIBYTE = 1024 ** 3
/** With less, the next larger upload or table may not fit any more. */
const SCARCE_BYTES = 2 * GIBIBYTE

/** One round trip; says kind and room, and neither address nor name. */
export async function storageHealth(storage: Pick<Storage, 'kind' | 'check'>): Promise<HealthCheck> {
  const started = performance.now()
  const state = await storage.check().catch(() => null)
  const elapsed_ms = Math.round((performance.now() - started) * 10) / 10
  if (state === null) return { status: 'failed', detail: `${storage.kind}, does not answer`, elapsed_ms }
  if (state.freeBytes === null) return { status: 'ok', detail: `${storage.kind}, bucket reachable`, elapsed_ms }
  const status = state.freeBytes < SCARCE_BYTES ? 'degraded' : 'ok'
  return { status, detail: `${storage.kind}, ${(state.freeBytes / GIBIBYTE).toFixed(1)} GiB free`, elapsed_ms }
}
