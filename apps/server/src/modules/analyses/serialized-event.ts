import type { AnalysisEvent } from '@datapilot/contracts'

const made = new WeakMap<AnalysisEvent, Buffer>()

/**
 * The bytes of an event, made once for all its receivers: with 200 followers that is one copy in memory instead of 200,
 * and one serialization.
 */
export function serialized(event: AnalysisEvent): Buffer {
  const known = made.get(event)
  if (known) return known
  const bytes = Buffer.from(JSON.stringify(event))
  made.set(event, bytes)
  return bytes
}
