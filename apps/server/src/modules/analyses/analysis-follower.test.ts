import { describe, expect, it, vi } from 'vitest'
import type { AnalysisEvent } from '@datapilot/contracts'
import { AnalysisFollower } from './analysis-follower.ts'

const ID = '00000000-0000-4000-8000-000000000001'

const RUNNING = {
  analysis_id: ID,
  status: 'running',
  stage: 'counting',
  message: '',
  paused: false,
  rows_done: null,
  rows_total: null,
  seconds_left: null,
} as const

function status(
  progress: number,
  change: Partial<Extract<AnalysisEvent, { type: 'analysis_status' }>> = {},
): AnalysisEvent {
  return { type: 'analysis_status', ...RUNNING, progress, ...change }
}
const established: AnalysisEvent = { type: 'connection_established', ...RUNNING, progress: 1 }
const failed: AnalysisEvent = { type: 'analysis_error', analysis_id: ID, error_code: 'x', error_message: 'x' }

function socketWith(bufferedAmount = 0) {
  const sent: AnalysisEvent[] = []
  const listeners = new Map<string, () => void>()
  const socket = {
    bufferedAmount,
    readyState: 1,
    send: (data: Buffer) => void sent.push(JSON.parse(data.toString()) as AnalysisEvent),
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

  it('leaves passing pictures out for a slow client but never a change of state, and never the end', () => {
    const { socket, sent } = socketWith(512 * 1024)
    const follower = new AnalysisFollower(socket)
    follower.begin([established])
    const relations = status(80, { stage: 'relations' })
    const paused = status(80, { stage: 'relations', paused: true })
    for (const event of [status(10), status(20), relations, status(85, { stage: 'relations' }), paused, failed])
      follower.hear(event)
    expect(sent).toEqual([established, relations, paused, failed])
  })

  it('keeps at most 200 events while the state is read, columns first to go', () => {
    const { socket, sent } = socketWith()
    const follower = new AnalysisFollower(socket)
    const columns: AnalysisEvent = { type: 'analysis_columns', analysis_id: ID, columns: [] }
    for (let i = 0; i < 500; i += 1) follower.hear(columns)
    for (let i = 0; i < 150; i += 1) follower.hear(status(i / 2))
    follower.begin([established])
    expect(sent.length).toBe(201)
    expect(sent.filter(({ type }) => type === 'analysis_status')).toHaveLength(150)
  })

  it('sends a client away that does not read at all', () => {
    const { socket, sent } = socketWith(4 * 1024 * 1024)
    const follower = new AnalysisFollower(socket)
    follower.begin([established])
    follower.hear(status(10))
    expect(sent).toEqual([])
    expect(socket.close).toHaveBeenCalledWith(1013, 'too slow')
    expect(socket.close).toHaveBeenCalledTimes(1)
  })

  it('makes the bytes of an event once for all its receivers', () => {
    const seen: Buffer[] = []
    for (let i = 0; i < 3; i += 1) {
      const { socket } = socketWith()
      const follower = new AnalysisFollower({ ...socket, send: (data) => void seen.push(data) })
      follower.begin([established])
    }
    expect(new Set(seen).size).toBe(1)
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
