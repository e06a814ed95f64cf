import type {
  AnalysisType,
  ListAnalysesQuery,
  LlmSummary,
  PageQuery,
  Profile,
  StartAnalysis,
} from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { cursorFrom, cutPage, type DatasetAccess, type DatasetWithVersion, type ListPage } from '../datasets/index.ts'
import { summarizeComparison, summarizeForModel } from '../profiling/index.ts'
import {
  AnalysisNotCompletedError,
  AnalysisNotFoundError,
  SameVersionError,
  TooManyAnalysesError,
} from './analyses.errors.ts'
import { findComparison } from './analysis-comparison.repository.ts'
import { enqueueTurn } from './analysis-queue.ts'
import { listSessions, type SessionRow } from './analysis-session.repository.ts'
import type { Findings } from './analysis.presenter.ts'
import {
  type AnalysisRow,
  type AnalysisWork,
  countUnfinished,
  findAnalysis,
  findUnfinished,
  insertAnalysis,
  listAnalyses,
  retypeUnbegun,
} from './analysis.repository.ts'

/** Waiting and running together; more would only make the last ones wait for hours. */
const MAX_UNFINISHED = 500
/** What is made of a new version by itself. */
const OF_UPLOADS: AnalysisType = 'full'

export interface AnalysisServiceParts {
  readonly database: Database
  readonly jobs: Jobs
  readonly datasets: DatasetAccess
}

export type FinishedAnalysis = { readonly analysis: AnalysisRow } & Findings

/** Analyses as people start and read them; `AnalysisRunner` does the work, `AnalysisControl` stops it. */
export class AnalysisService {
  readonly #parts: AnalysisServiceParts

  constructor(parts: AnalysisServiceParts) {
    this.#parts = parts
    parts.datasets.creation.onVersion(
      async (tx, actor, made) => (await this.#queue(tx, actor, made, profileOf(made, OF_UPLOADS))).id,
    )
  }

  /**
   * Starts an analysis of a dataset, or of an upload, which becomes a dataset first. While the same analysis of the same
   * version waits or runs, that one is returned.
   *
   * @throws DatasetNotFoundError of either side, SameVersionError, TooManyAnalysesError.
   */
  async start(actor: Actor, body: StartAnalysis): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const { datasets, creation } = this.#parts.datasets
    const base = body.compare_to === undefined ? null : await this.#baseOf(actor, body.compare_to)
    const made =
      body.dataset_id === undefined
        ? await creation.create(actor, { file_key: body.file_key ?? '' })
        : { ...(await datasets.get(actor, body.dataset_id)), created: false }
    const type = body.analysis_type
    if (base !== null && base.versionId === made.version.id) throw new SameVersionError()
    const own = made.created && base === null ? await this.#ownOf(actor, made, type) : undefined
    return own ?? this.#startWork(actor, made, { ...profileOf(made, type), base, key: body.key ?? null })
  }

  async #baseOf(
    actor: Actor,
    to: NonNullable<StartAnalysis['compare_to']>,
  ): Promise<NonNullable<AnalysisWork['base']>> {
    const { dataset, version } = await this.#parts.datasets.datasets.get(actor, to.dataset_id)
    if (to.version === undefined || to.version === version.number)
      return { datasetId: dataset.id, versionId: version.id, number: version.number }
    const other = await this.#parts.datasets.versions.byNumber(actor, dataset.id, to.version)
    return { datasetId: dataset.id, versionId: other.id, number: other.number }
  }

  /** The analysis that came with a new dataset, as the type that was asked for; undefined once it has begun as another. */
  async #ownOf(actor: Actor, { version }: DatasetWithVersion, type: AnalysisType): Promise<AnalysisRow | undefined> {
    const { analysisId } = version
    if (analysisId === null) return undefined
    if (type === OF_UPLOADS) return this.get(actor, analysisId)
    return this.#parts.database.withActor(actor, (tx) => retypeUnbegun(tx, actor.organizationId, analysisId, type))
  }

  #startWork(actor: Actor, found: DatasetWithVersion, work: AnalysisWork): Promise<AnalysisRow> {
    return this.#parts.database.withActor(actor, async (tx) => {
      await this.#parts.datasets.versions.lockForAnalysis(tx, found.version.id)
      return (await findUnfinished(tx, work)) ?? this.#queue(tx, actor, found, work)
    })
  }

  async #queue(
    tx: Transaction,
    actor: Pick<Actor, 'organizationId' | 'userId'>,
    { dataset, version }: DatasetWithVersion,
    work: AnalysisWork,
  ): Promise<AnalysisRow> {
    const { organizationId, userId } = actor
    if ((await countUnfinished(tx, organizationId)) >= MAX_UNFINISHED) throw new TooManyAnalysesError(MAX_UNFINISHED)
    const row = await insertAnalysis(tx, {
      ...work,
      organizationId,
      datasetId: dataset.id,
      fileKey: dataset.fileKey,
      createdBy: userId,
      bytes: version.bytes,
      format: version.reading?.format ?? null,
      columns: version.columns,
      rows: version.rows,
    })
    if (work.base === null) await this.#parts.datasets.versions.analysisQueued(tx, version, row.id)
    await enqueueTurn(this.#parts.jobs, tx, row)
    return row
  }

  /** @throws AnalysisNotFoundError for unknown, deleted and foreign ids alike. */
  async get(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.read')
    const row = await this.#parts.database.withActor(actor, (tx) => findAnalysis(tx, actor.organizationId, id))
    if (!row) throw new AnalysisNotFoundError(id)
    return row
  }

  async list(actor: Actor, query: ListAnalysesQuery): Promise<ListPage<AnalysisRow>> {
    requirePermission(actor, 'analysis.read')
    const filter = {
      limit: query.limit + 1,
      after: cursorFrom(query),
      status: query.status,
      type: query.analysis_type,
      fileKey: query.file_key,
      datasetId: query.dataset_id,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
      deleted: query.deleted,
    }
    const rows = await this.#parts.database.withActor(actor, (tx) => listAnalyses(tx, actor.organizationId, filter))
    return cutPage(rows, query.limit, (row) => row)
  }

  /** Who followed an analysis and when, newest first. */
  async sessions(actor: Actor, id: string, query: PageQuery): Promise<ListPage<SessionRow>> {
    await this.get(actor, id)
    const page = { after: cursorFrom(query), limit: query.limit + 1 }
    const rows = await this.#parts.database.withActor(actor, (tx) => listSessions(tx, actor.organizationId, id, page))
    return cutPage(rows, query.limit, (row) => ({ createdAt: row.connectedAt, id: row.id }))
  }

  /** @throws AnalysisNotCompletedError with the present state. */
  async results(actor: Actor, id: string): Promise<FinishedAnalysis> {
    const analysis = await this.get(actor, id)
    const { status, progress, message } = analysis
    if (status !== 'completed') throw new AnalysisNotCompletedError(id, { status, progress, message })
    return { analysis, ...(await this.findingsOf(actor, analysis)) }
  }

  /** What a completed analysis found. */
  async findingsOf(actor: Actor, { id, type, versionId }: AnalysisRow): Promise<Findings> {
    requirePermission(actor, 'analysis.read')
    if (type !== 'compare') return { profile: await this.#parts.datasets.content.profileOfVersion(actor, versionId) }
    const comparison = await this.#parts.database.withActor(actor, (tx) => findComparison(tx, actor.organizationId, id))
    if (!comparison) throw new AnalysisNotFoundError(id)
    return { comparison }
  }

  async summary(actor: Actor, id: string, maxTokens: number): Promise<LlmSummary> {
    const found = await this.results(actor, id)
    if ('comparison' in found) {
      return { analysis_id: id, exact: true, ...summarizeComparison(found.comparison, { maxTokens }) }
    }
    return { analysis_id: id, exact: found.profile.exact, ...modelSummary(found.profile, maxTokens) }
  }
}

function profileOf({ version }: DatasetWithVersion, type: AnalysisType): AnalysisWork {
  return { type, versionId: version.id, base: null, key: null }
}

function modelSummary(profile: Profile, maxTokens: number): Pick<LlmSummary, 'summary' | 'tokens'> {
  const { summary, tokens } = summarizeForModel(profile, { maxTokens })
  return { summary, tokens }
}
