import type { AnalysisEvent } from '@datapilot/contracts'
import { serialized } from './serialized-event.ts'

/** What of a WebSocket a follower needs. */
export interface FollowerSocket {
  readonly bufferedAmount: number
  readonly readyState: number
  send(data: Buffer, options: { readonly binary: false }): void
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
/** Events held while the present state is read, which the state includes; the oldest pictures go first. */
const MOST_HELD = 200
/** RFC 6455 §7.4.1, registry: Try Again Later. */
const TRY_AGAIN_LATER = 1013
/** A close frame waits behind everything else; a client that does not read never sees it. */
const TERMINATE_AFTER_MS = 5000

/** One client that follows one analysis: sends in order, holds events back until the state was sent, limits what waits. */
export class AnalysisFollower {
  readonly #socket: FollowerSocket
  #held: AnalysisEvent[] | null = []
  #alive = true
  #closing = false
  /** Status, stage and pause as this client knows them. */
  #known = ''

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
    if (!this.#held) {
      this.#send(event)
      return
    }
    this.#held.push(event)
    if (this.#held.length <= MOST_HELD) return
    const passing = this.#held.findIndex(({ type }) => type === 'analysis_columns' || type === 'ping')
    this.#held.splice(Math.max(0, passing), 1)
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
    this.#closing = true
    this.#socket.close(code, reason)
    setTimeout(() => this.#socket.terminate(), TERMINATE_AFTER_MS).unref()
  }

  #send(event: AnalysisEvent): void {
    if (this.#closing || this.#socket.readyState !== OPEN) return
    const waiting = this.#socket.bufferedAmount
    if (waiting > CLOSE_ABOVE) {
      this.close(TRY_AGAIN_LATER, 'too slow')
      return
    }
    const changes = this.#changesState(event)
    if (waiting > SKIP_ABOVE && !changes) return
    this.#socket.send(serialized(event), { binary: false })
  }

  /** Whether the event says something that no later one repeats: every change of status, stage or pause, and the end. */
  #changesState(event: AnalysisEvent): boolean {
    if (event.type === 'ping' || event.type === 'analysis_columns') return false
    if (event.type !== 'analysis_status' && event.type !== 'connection_established') return true
    const state = `${event.status} ${event.stage} ${String(event.paused)}`
    const changed = state !== this.#known
    this.#known = state
    return changed || event.type === 'connection_established'
  }
}
