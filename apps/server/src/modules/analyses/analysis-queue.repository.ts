import { and, eq, gte, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { AnalysisStage, DatasetProblem, FileFormat } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import { analyses } from './analysis.table.ts'
import type { AnalysisRow } from './analysis.repository.ts'

/** A run holds its row for this long after each sign of life; a restart picks it up when that has passed. */
const LEASE: SQL = sql`now() + interval '6 seconds'`
/** A file that brought the whole server down this often is not tried again. */
const MAX_DEATHS = 30
const BATCH = 500

/** The row as one runner holds it. */
export type HeldAnalysis = Pick<AnalysisRow, 'id' | 'attempt'>

/**
 * Takes the next waiting analysis: of the organization with the fewest running, among those of the one that was served
 * longest ago, then the oldest. So an organization that queues a thousand files delays another by one file, not by a
 * thousand. Versions that another run works on are left for later: no file is read by two at once.
 */
export async function claimNext(tx: Transaction): Promise<AnalysisRow | undefined> {
  // Two claims at once would both see the same organization as the least served.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('datapilot.analyses.claim', 0))`)
  const next = sql`(
    select waiting.id from ${analyses} waiting
    join (
      select queued.organization_id,
        (select count(*) from ${analyses} busy
          where busy.organization_id = queued.organization_id and busy.status = 'running') as running,
        (select max(served.started_at) from ${analyses} served
          where served.organization_id = queued.organization_id) as last_served
      from (select distinct organization_id from ${analyses} where status = 'queued' and not paused) queued
    ) turn on turn.organization_id = waiting.organization_id
    where waiting.status = 'queued' and not waiting.paused
      and not exists (
        select 1 from ${analyses} busy
        where busy.status = 'running'
          and (busy.version_id in (waiting.version_id, waiting.base_version_id)
            or busy.base_version_id in (waiting.version_id, waiting.base_version_id)))
    order by turn.running, turn.last_served nulls first, waiting.created_at, waiting.id
    limit 1)`
  const [row] = await tx
    .update(analyses)
    .set({
      status: 'running',
      attempt: sql`${analyses.attempt} + 1`,
      leaseUntil: LEASE,
      startedAt: sql`now()`,
    })
    .where(and(eq(analyses.id, next), eq(analyses.status, 'queued')))
    .returning()
  return row
}

function heldBy({ id, attempt }: HeldAnalysis) {
  return and(eq(analyses.id, id), eq(analyses.attempt, attempt), eq(analyses.status, 'running'))
}

export interface Progress {
  readonly stage: AnalysisStage
  /** 0 to 100. */
  readonly progress: number
  readonly message: string
  readonly rowsDone: number | null
  readonly rowsTotal: number | null
  readonly secondsLeft: number | null
}

/** `lost`: the row is no longer this run's (cancelled, or taken over). `paused`: somebody wants the run to stop for now. */
export type Hold = 'held' | 'paused' | 'lost'

/** Notes progress and prolongs the lease. */
export async function noteProgress(tx: Transaction, held: HeldAnalysis, progress: Progress): Promise<Hold> {
  const [row] = await tx
    .update(analyses)
    .set({ ...progress, progress: sql`greatest(${analyses.progress}, ${progress.progress}::real)`, leaseUntil: LEASE })
    .where(heldBy(held))
    .returning({ paused: analyses.paused })
  if (!row) return 'lost'
  return row.paused ? 'paused' : 'held'
}

/** Notes what the file turned out to be. */
export async function noteFile(
  tx: Transaction,
  held: HeldAnalysis,
  file: { readonly format: FileFormat; readonly columns: number; readonly rows: number },
): Promise<void> {
  await tx.update(analyses).set(file).where(heldBy(held))
}

/** @returns undefined when the row is no longer this run's. */
export async function completeHeld(tx: Transaction, held: HeldAnalysis): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({
      status: 'completed',
      stage: 'done',
      progress: 100,
      message: 'Completed',
      problem: null,
      paused: false,
      rowsDone: sql`${analyses.rowsTotal}`,
      secondsLeft: 0,
      leaseUntil: null,
      finishedAt: sql`now()`,
    })
    .where(heldBy(held))
    .returning()
  return row
}

/** @returns false when the row is no longer this run's. */
export async function failHeld(tx: Transaction, held: HeldAnalysis, problem: DatasetProblem): Promise<boolean> {
  const rows = await tx
    .update(analyses)
    .set({
      status: 'failed',
      message: problem.detail,
      problem,
      paused: false,
      secondsLeft: null,
      leaseUntil: null,
      finishedAt: sql`now()`,
    })
    .where(heldBy(held))
    .returning({ id: analyses.id })
  return rows.length > 0
}

/**
 * Gives the row back to the queue with what was reached; the next claim goes on where files and rows stand. `failed`
 * counts the run as one that went wrong.
 */
export async function releaseHeld(
  tx: Transaction,
  held: HeldAnalysis,
  { failed, reached }: { readonly failed: boolean; readonly reached: Progress },
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({
      ...reached,
      status: 'queued',
      leaseUntil: null,
      secondsLeft: null,
      message: sql`case when ${analyses.paused} then 'Paused' else 'Waiting' end`,
      failures: sql`${analyses.failures} + ${failed ? 1 : 0}`,
    })
    .where(heldBy(held))
    .returning()
  return row
}

/** Puts runs whose runner died back into the queue: those whose lease ended, and those begun before `deadBefore`. */
export async function requeueDead(tx: Transaction, deadBefore: Date | null): Promise<void> {
  const dead = deadBefore === null ? undefined : lt(analyses.startedAt, deadBefore)
  await tx
    .update(analyses)
    .set({
      status: 'queued',
      leaseUntil: null,
      secondsLeft: null,
      message: sql`case when ${analyses.paused} then 'Paused' else 'Resuming' end`,
      deaths: sql`${analyses.deaths} + 1`,
    })
    .where(
      and(
        eq(analyses.status, 'running'),
        or(lt(analyses.leaseUntil, sql`now()`), dead),
        lt(analyses.deaths, MAX_DEATHS),
      ),
    )
}

/** Runs that died too often, still held; the caller fails them. */
export async function findExhausted(tx: Transaction): Promise<AnalysisRow[]> {
  return tx
    .select()
    .from(analyses)
    .where(and(eq(analyses.status, 'running'), lt(analyses.leaseUntil, sql`now()`), gte(analyses.deaths, MAX_DEATHS)))
    .limit(BATCH)
}

/** What waits, oldest first. */
export async function findQueued(tx: Transaction): Promise<HeldAnalysis[]> {
  return tx
    .select({ id: analyses.id, attempt: analyses.attempt })
    .from(analyses)
    .where(and(eq(analyses.status, 'queued'), not(analyses.paused)))
    .orderBy(analyses.createdAt)
    .limit(BATCH)
}
