import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { AppError } from '../../platform/errors.ts'
import { AnalysisChannel, type ChannelParts, HEARTBEAT_SECONDS } from './analysis-channel.ts'
import type { Authenticate } from './live-credentials.ts'

const ANA: Actor = {
  userId: '00000000-0000-4000-8000-000000000001',
  email: 'ana@example.com',
  organizationId: '00000000-0000-4000-8000-0000000000aa',
  role: 'viewer',
  via: 'session',
  permissions: new Set(['analysis.read']),
}
const ANALYSIS = '00000000-0000-4000-8000-0000000000bb'
const CREDENTIALS = { headers: { cookie: 'datapilot_session=of-ana' } }

/** A channel whose analysis runs and whose database takes everything. */
function channelWith(authenticate: Authenticate): AnalysisChannel {
  const parts = {
    database: { withActor: async () => undefined, withService: async () => undefined },
    live: { subscribe: () => () => undefined },
    analyses: { get: async () => ({ id: ANALYSIS, status: 'running', problem: null, createdAt: new Date() }) },
    authenticate,
    logger: { warn: () => undefined },
  }
  return new AnalysisChannel(parts as unknown as ChannelParts)
}

async function closeCodeAfterBeat(authenticate: Authenticate): Promise<number | null> {
  const channel = channelWith(authenticate)
  const close = vi.fn()
  const socket = {
    readyState: 1,
    bufferedAmount: 0,
    send: vi.fn(),
    ping: vi.fn(),
    close,
    terminate: vi.fn(),
    on: vi.fn(),
  }
  channel.start()
  await channel.follow(ANA, ANALYSIS, socket, CREDENTIALS)
  await vi.advanceTimersByTimeAsync(HEARTBEAT_SECONDS * 1000)
  const code = (close.mock.calls[0] as [number] | undefined)?.[0] ?? null
  channel.stop()
  return code
}

describe('an open connection', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('stays while its credentials hold, and is asked about with what opened it', async () => {
    const authenticate = vi.fn(async () => ANA)
    expect(await closeCodeAfterBeat(authenticate)).toBeNull()
    expect(authenticate).toHaveBeenCalledWith(CREDENTIALS)
  })

  it.each<[string, Authenticate]>([
    ['the session has ended', async () => null],
    ['the credentials act in another organization', async () => ({ ...ANA, organizationId: ANALYSIS })],
    [
      'the token was withdrawn',
      () => Promise.reject(new AppError('credential_not_valid', 401, { detail: 'This token is not valid.' })),
    ],
  ])('is closed with the next heartbeat when %s', async (_what, authenticate) => {
    expect(await closeCodeAfterBeat(authenticate)).toBe(1008)
  })

  it('stays while the database cannot be asked', async () => {
    expect(await closeCodeAfterBeat(() => Promise.reject(new Error('away')))).toBeNull()
  })
})
