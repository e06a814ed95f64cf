import { onScopeDispose, watch } from 'vue'

/** Calls `look` every `everyMs` while `needed` holds; the next call waits for the one before. */
export function usePolling(needed: () => boolean, look: () => Promise<unknown>, everyMs: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function turn(): Promise<void> {
    await look().catch(() => undefined)
    if (!stopped && needed()) timer = setTimeout(() => void turn(), everyMs)
    else timer = undefined
  }

  watch(
    needed,
    (now) => {
      if (now && timer === undefined) timer = setTimeout(() => void turn(), everyMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stopped = true
    clearTimeout(timer)
  })
}
