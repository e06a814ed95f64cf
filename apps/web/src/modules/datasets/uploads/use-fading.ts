import { onScopeDispose, watch } from 'vue'

/** How long a finished thing stays to be read. */
const STAY_MS = 6_000

/**
 * Lets finished things go by themselves after six seconds. While somebody holds them (pointer or focus) none goes, and
 * the time begins again when they are let go.
 */
export function useFading(finished: () => readonly number[], held: () => boolean, dismiss: (id: number) => void): void {
  const timers = new Map<number, ReturnType<typeof setTimeout>>()

  function clear(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  function leave(id: number): void {
    timers.delete(id)
    dismiss(id)
  }

  watch(
    [held, () => finished().join()],
    ([isHeld]) => {
      if (isHeld) {
        clear()
        return
      }
      for (const id of finished())
        if (!timers.has(id))
          timers.set(
            id,
            setTimeout(() => leave(id), STAY_MS),
          )
    },
    { immediate: true },
  )
  onScopeDispose(clear)
}
