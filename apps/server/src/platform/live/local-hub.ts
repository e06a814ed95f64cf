import type { LiveHub } from './live-hub.ts'

/** Topics and their listeners in this process. A listener that throws does not keep the others from hearing. */
export class LocalHub {
  readonly #listeners = new Map<string, Set<(event: object) => void>>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  deliver(topic: string, event: object): void {
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) {
      try {
        listener(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  subscribe: LiveHub['subscribe'] = (topic, listener) => {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic)
    }
  }
}
