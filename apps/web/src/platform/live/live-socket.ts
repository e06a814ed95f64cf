import { backoffDelay } from './backoff.ts'

export interface LiveSocketOptions<Event> {
  url: string
  onEvent: (event: Event) => void
  /** False while the connection is away and being tried again. */
  onConnected?: (connected: boolean) => void
  createSocket?: (url: string) => WebSocket
}

/** Heartbeats arrive every 15 s; three missed ones mean that the line is dead even if the browser has not noticed. */
const SILENCE_MS = 45_000

/** Opens a WebSocket of JSON events that comes back by itself until `close` is called. */
export function openLiveSocket<Event>(options: LiveSocketOptions<Event>): { close: () => void } {
  const createSocket = options.createSocket ?? ((url: string) => new WebSocket(url))
  let socket: WebSocket | null = null
  let attempt = 0
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  function watchSilence(): void {
    clearTimeout(silence)
    silence = setTimeout(() => socket?.close(), SILENCE_MS)
  }

  function connect(): void {
    const current = createSocket(options.url)
    socket = current
    current.onopen = () => {
      attempt = 0
      options.onConnected?.(true)
      watchSilence()
    }
    current.onmessage = (message: MessageEvent<unknown>) => {
      watchSilence()
      if (typeof message.data === 'string') options.onEvent(JSON.parse(message.data) as Event)
    }
    current.onclose = () => {
      clearTimeout(silence)
      if (closed) return
      options.onConnected?.(false)
      retry = setTimeout(connect, backoffDelay(attempt))
      attempt += 1
    }
  }

  connect()
  return {
    close: () => {
      closed = true
      clearTimeout(retry)
      clearTimeout(silence)
      socket?.close()
    },
  }
}
