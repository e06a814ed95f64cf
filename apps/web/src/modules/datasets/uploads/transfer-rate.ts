/** How far back the speed looks: long enough to be calm, short enough to notice a line that became slow. */
const WINDOW_MS = 8_000
/** Below this there is too little to say. */
const LEAST_MS = 1_000

export interface TransferRate {
  /** Notes how many bytes have been sent in all at the instant `now` (ms). */
  note: (sentBytes: number, now: number) => void
  /** Bytes per second over the last eight seconds; null while there is too little to say. */
  bytesPerSecond: () => number | null
}

/** The speed of one transfer from its last samples. */
export function createTransferRate(): TransferRate {
  let samples: { at: number; sent: number }[] = []
  return {
    note: (sent, at) => {
      samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, sent }]
    },
    bytesPerSecond: () => {
      const first = samples[0]
      const last = samples.at(-1)
      if (!first || !last || last.at - first.at < LEAST_MS || last.sent <= first.sent) return null
      return ((last.sent - first.sent) / (last.at - first.at)) * 1000
    },
  }
}

/** Seconds until `left` bytes are there; null where no speed is known. */
export function secondsLeft(left: number, bytesPerSecond: number | null): number | null {
  return bytesPerSecond === null || left <= 0 ? null : Math.ceil(left / bytesPerSecond)
}
