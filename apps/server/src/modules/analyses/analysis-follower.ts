import type { AnalysisEvent } from '@datapilot/contracts'

/** What of a WebSocket a follower needs. */
export interface FollowerSocket {
  readonly bufferedAmount: number
  readonly readyState: number
  send(data: string): void
  ping(): void
  close(code: number, reason: string): void
  terminate(): void
  on(event: 'close' | 'error' | 'pong', listener: () => void): void
}

const OPEN = 1
/** Bytes waiting for one client: pictures that will be followed by others are left out above the first limit… */
const SKIP_ABOVE = 256 * 1024
/** …and above the second the client is sent away: it comes back and reads the state, memory does not. */
const CLOSE_ABOVE = 2 * 1024 * 1024
/** RFC 6455 §7.4.1, registry: Try Again Later. */
const TRY_AGAIN_LATER = 1013

const PASSING: ReadonlySet<AnalysisEvent['type']> = new Set(['analysis_status', 'analysis_columns', 'ping'])

/** One client that follows one analysis: sends in order, holds events back until the state was sent, limits what waits. */
export class AnalysisFollower {
  readonly #socket: FollowerSocket
  #held: AnalysisEvent[] | null = []
  #alive = true

  constructor(socket: FollowerSocket) {
    this.#socket = socket
    socket.on('pong', () => {
      this.#alive = true
    })
    // `close` follows every error; without a listener an error would end the process.
    socket.on('error', () => undefined)
  }

  /** An event of the hub. */
  hear(event: AnalysisEvent): void {
    if (this.#held) this.#held.push(event)
    else this.#send(event)
  }

  /** Sends the present state, then what happened while it was read. */
  begin(state: readonly AnalysisEvent[]): void {
    const held = this.#held ?? []
    this.#held = null
    for (const event of state) this.#send(event)
    const ended = state.some(({ type }) => type === 'analysis_completed' || type === 'analysis_error')
    if (!ended) for (const event of held) this.#send(event)
  }

  /** One heartbeat, for programs and for the connection; a client that missed the last one is dropped. */
  beat(): void {
    if (!this.#alive) {
      this.#socket.terminate()
      return
    }
    this.#alive = false
    if (this.#socket.readyState === OPEN) this.#socket.ping()
    this.hear({ type: 'ping' })
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  #send(event: AnalysisEvent): void {
    if (this.#socket.readyState !== OPEN) return
    const waiting = this.#socket.bufferedAmount
    if (waiting > CLOSE_ABOVE) {
      this.#socket.close(TRY_AGAIN_LATER, 'too slow')
      // A close frame waits behind everything else; a client that does not read never sees it.
      setTimeout(() => this.#socket.terminate(), 5000).unref()
      return
    }
    if (waiting > SKIP_ABOVE && PASSING.has(event.type)) return
    this.#socket.send(JSON.stringify(event))
  }
}
