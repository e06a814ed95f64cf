/** Seconds until all bytes are there at the speed so far; null while there is too little to say (under 1 s). */
export function secondsLeft(sent: number, total: number, elapsedMs: number): number | null {
  if (elapsedMs < 1000 || sent <= 0 || sent >= total) return null
  return Math.ceil(((total - sent) / sent) * (elapsedMs / 1000))
}
