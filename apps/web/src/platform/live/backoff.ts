/**
 * Milliseconds before reconnection attempt `attempt` (0-based): exponential from 0.5 s to 15 s, with full jitter
 * (AWS Architecture Blog, "Exponential Backoff and Jitter") so that many tabs do not return together.
 */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling / 2 + (random() * ceiling) / 2)
}
