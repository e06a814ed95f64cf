import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoffDelay } from './backoff.ts'
import { openLiveSocket } from './live-socket.ts'

class FakeSocket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  close = vi.fn(() => this.onclose?.())
}

let sockets: FakeSocket[]
const create = (): WebSocket => {
  const socket = new FakeSocket()
  sockets.push(socket)
  return socket as unknown as WebSocket
}

beforeEach(() => {
  sockets = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('the reconnection delay', () => {
  it('doubles up to 15 seconds and stays above half of the ceiling', () => {
    expect(backoffDelay(0, () => 1)).toBe(500)
    expect(backoffDelay(3, () => 1)).toBe(4000)
    expect(backoffDelay(3, () => 0)).toBe(2000)
    expect(backoffDelay(100, () => 1)).toBe(15_000)
  })
})

describe('a live socket', () => {
  it('delivers parsed events and comes back after a loss', () => {
    const events: unknown[] = []
    const states: boolean[] = []
    openLiveSocket({
      url: 'ws://x',
      onEvent: (event) => events.push(event),
      onConnected: (is) => states.push(is),
      createSocket: create,
    })
    sockets[0]?.onopen?.()
    sockets[0]?.onmessage?.({ data: '{"type":"ping"}' })
    sockets[0]?.onclose?.()
    vi.advanceTimersByTime(500)
    sockets[1]?.onopen?.()
    expect(events).toEqual([{ type: 'ping' }])
    expect(states).toEqual([true, false, true])
  })

  it('treats three missed heartbeats as a loss', () => {
    openLiveSocket({ url: 'ws://x', onEvent: () => undefined, createSocket: create })
    sockets[0]?.onopen?.()
    vi.advanceTimersByTime(45_000)
    expect(sockets[0]?.close).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
  })

  it('stays closed once it is closed on purpose', () => {
    const live = openLiveSocket({ url: 'ws://x', onEvent: () => undefined, createSocket: create })
    sockets[0]?.onopen?.()
    live.close()
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })
})
