import { randomUUID } from 'node:crypto'
import type { AnalysisEvent, WebSocketInfo } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { AppError, requirePermission } from '../../platform/errors.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import { TooManySocketsError } from './analyses.errors.ts'
import { AnalysisFollower, type FollowerSocket } from './analysis-follower.ts'
import { completedEvent, errorEvent, establishedEvent, statusEvent } from './analysis.presenter.ts'
import type { AnalysisService } from './analysis.service.ts'
import {
  closeSession,
  countOpenSessions,
  deleteOldSessions,
  insertSession,
  touchSessions,
} from './analysis-session.repository.ts'
import { eventsTopic } from './analysis-topics.ts'
import { type Authenticate, type Credentials, stillHolds } from './live-credentials.ts'

export const HEARTBEAT_SECONDS = 15
const MAX_PER_ORGANIZATION = 500
const MAX_LIFETIME_MS = 3600 * 1000
/** RFC 6455 §7.4.1: Going Away, Policy Violation. */
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008

export interface ChannelParts {
  readonly database: Database
  readonly live: LiveHub
  readonly analyses: AnalysisService
  readonly authenticate: Authenticate
  readonly logger: Logger
}

interface Session {
  readonly actor: Actor
  readonly credentials: Credentials
  readonly follower: AnalysisFollower
  readonly openedAt: number
}

/** The WebSockets of this process: who follows which analysis, with one heartbeat for all. */
export class AnalysisChannel {
  readonly #parts: ChannelParts
  readonly #sessions = new Map<string, Session>()
  #timer: NodeJS.Timeout | null = null

  constructor(parts: ChannelParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_SECONDS * 1000)
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    for (const { follower } of this.#sessions.values()) follower.close(GOING_AWAY, 'server stops')
  }

  /** Checks before the handshake is answered. @throws AnalysisNotFoundError, TooManySocketsError */
  async admit(actor: Actor, analysisId: string): Promise<void> {
    await this.#parts.analyses.get(actor, analysisId)
    const open = [...this.#sessions.values()].filter((session) => session.actor.organizationId === actor.organizationId)
    if (open.length >= MAX_PER_ORGANIZATION) throw new TooManySocketsError(MAX_PER_ORGANIZATION)
  }

  /** Lets an open socket follow an analysis: the present state first, then what happens. */
  async follow(actor: Actor, analysisId: string, socket: FollowerSocket, credentials: Credentials): Promise<void> {
    const follower = new AnalysisFollower(socket)
    const id = randomUUID()
    const { organizationId, userId } = actor
    // Listening starts before the state is read: nothing falls between the two.
    const unsubscribe = this.#parts.live.subscribe(eventsTopic(analysisId), (event) =>
      follower.hear(event as AnalysisEvent),
    )
    this.#sessions.set(id, { actor, credentials, follower, openedAt: Date.now() })
    socket.on('close', () => {
      unsubscribe()
      this.#sessions.delete(id)
      void this.#noted(this.#parts.database.withActor(actor, (tx) => closeSession(tx, id)))
    })
    follower.begin(await this.#stateOf(actor, analysisId))
    const session = { id, organizationId, analysisId, userId }
    await this.#parts.database.withActor(actor, (tx) => insertSession(tx, session))
    // The client may have left while the row was being written.
    if (!this.#sessions.has(id)) await this.#parts.database.withActor(actor, (tx) => closeSession(tx, id))
  }

  async #stateOf(actor: Actor, analysisId: string): Promise<AnalysisEvent[]> {
    const row = await this.#parts.analyses.get(actor, analysisId)
    const established = establishedEvent(row)
    if (row.problem) return [established, errorEvent(row.id, row.problem)]
    if (row.status === 'cancelled') {
      return [established, errorEvent(row.id, { code: 'analysis_cancelled', detail: row.message })]
    }
    // Clients as the documents show them learn progress from this event alone.
    if (row.status !== 'completed') return [established, statusEvent(row)]
    return [established, completedEvent(row.id, await this.#parts.analyses.findingsOf(actor, row))]
  }

  /** Open connections of the caller's organization, on every instance. */
  async info(actor: Actor): Promise<WebSocketInfo> {
    requirePermission(actor, 'analysis.read')
    const open = await this.#parts.database.withActor(actor, (tx) => countOpenSessions(tx, actor.organizationId))
    return {
      active_connections: open.reduce((sum, { connections }) => sum + connections, 0),
      analyses: open.map(({ analysisId, connections }) => ({ analysis_id: analysisId, connections })),
      heartbeat_seconds: HEARTBEAT_SECONDS,
    }
  }

  async #beat(): Promise<void> {
    const oldest = Date.now() - MAX_LIFETIME_MS
    for (const { follower, openedAt } of this.#sessions.values()) {
      if (openedAt < oldest) follower.close(GOING_AWAY, 'open again')
      else follower.beat()
    }
    const ids = [...this.#sessions.keys()]
    await this.#noted(
      this.#parts.database.withService(async (tx) => {
        if (ids.length > 0) await touchSessions(tx, ids)
        await deleteOldSessions(tx)
      }),
    )
    await this.#dismissWithdrawn()
  }

  /**
   * Closes the connections of who has signed out, left, been removed or whose token has ended. A database that is away
   * says nothing about rights. Connections with the same credentials are asked about once.
   */
  async #dismissWithdrawn(): Promise<void> {
    for (const sessions of groupByCredentials([...this.#sessions.values()])) {
      const [{ actor, credentials }] = sessions
      const holds = await stillHolds(this.#parts.authenticate, credentials, actor).catch(
        (error: unknown) => !(error instanceof AppError && error.status < 500),
      )
      if (!holds) for (const { follower } of sessions) follower.close(POLICY_VIOLATION, 'credentials ended')
    }
  }

  /** The list of connections is for people to look at; when it cannot be written, following goes on. */
  async #noted(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => this.#parts.logger.warn({ err: error }, 'analysis session not noted'))
  }
}

type Group = [Session, ...Session[]]

function groupByCredentials(sessions: readonly Session[]): Iterable<Group> {
  const groups = new Map<string, Group>()
  for (const session of sessions) {
    const { actor, credentials } = session
    const key = JSON.stringify([actor.userId, actor.organizationId, credentials.headers])
    const group = groups.get(key)
    if (group) group.push(session)
    else groups.set(key, [session])
  }
  return groups.values()
}
