import { describe, expect, it, vi } from 'vitest'
import type { AnalysisEvent } from '@datapilot/contracts'
import { AnalysisFollower } from './analysis-follower.ts'

const ID = '00000000-0000-4000-8000-000000000001'

function status(progress: number): AnalysisEvent {
  return { type: 'analysis_status', analysis_id: ID, status: 'running', stage: 'counting', progress, message: '' }
}
const established: AnalysisEvent = {
  type: 'connection_established',
  analysis_id: ID,
  status: 'running',
  progress: 1,
  message: '',
}
const failed: AnalysisEvent = { type: 'analysis_error', analysis_id: ID, error_code: 'x', error_message: 'x' }

function socketWith(bufferedAmount = 0) {
  const sent: AnalysisEvent[] = []
  const listeners = new Map<string, () => void>()
  const socket = {
    bufferedAmount,
    readyState: 1,
    send: (data: string) => void sent.push(JSON.parse(data) as AnalysisEvent),
    ping: vi.fn(),
    close: vi.fn(),
    terminate: vi.fn(),
    on: (event: string, listener: () => void) => void listeners.set(event, listener),
  }
  return { socket, sent, pong: () => listeners.get('pong')?.() }
}

describe('AnalysisFollower', () => {
  it('holds events back until the state was sent, then keeps their order', () => {
    const { socket, sent } = socketWith()
    const follower = new AnalysisFollower(socket)
    follower.hear(status(10))
    follower.begin([established])
    follower.hear(status(20))
    expect(sent).toEqual([established, status(10), status(20)])
  })

  it('does not tell the end twice when it fell between listening and reading the state', () => {
    const { socket, sent } = socketWith()
    const follower = new AnalysisFollower(socket)
    follower.hear(failed)
    follower.begin([established, failed])
    expect(sent).toEqual([established, failed])
  })

  it('leaves passing pictures out for a slow client but never the end', () => {
    const { socket, sent } = socketWith(512 * 1024)
    const follower = new AnalysisFollower(socket)
    follower.begin([established])
    follower.hear(status(10))
    follower.hear(failed)
    expect(sent).toEqual([established, failed])
  })

  it('sends a client away that does not read at all', () => {
    const { socket, sent } = socketWith(4 * 1024 * 1024)
    const follower = new AnalysisFollower(socket)
    follower.begin([established])
    expect(sent).toEqual([])
    expect(socket.close).toHaveBeenCalledWith(1013, 'too slow')
  })

  it('pings and drops a client that missed a heartbeat', () => {
    const { socket, sent, pong } = socketWith()
    const follower = new AnalysisFollower(socket)
    follower.begin([])
    follower.beat()
    pong()
    follower.beat()
    expect(socket.terminate).not.toHaveBeenCalled()
    follower.beat()
    expect(socket.terminate).toHaveBeenCalled()
    expect(sent).toEqual([{ type: 'ping' }, { type: 'ping' }])
  })
})
