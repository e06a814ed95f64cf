/** Below these, a pace is a guess. */
const MIN_ELAPSED_MS = 1000
const MIN_PERCENT = 3

/** Seconds left when the rest of 100 per cent goes on at the pace so far; null while there is none to go by. */
export function secondsLeft({ percent, elapsedMs }: { percent: number; elapsedMs: number }): number | null {
  if (elapsedMs < MIN_ELAPSED_MS || percent < MIN_PERCENT) return null
  return ((100 - percent) * elapsedMs) / percent / 1000
}
