import type {
  LanguageModelV4,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
} from '@ai-sdk/provider'
import type { Cell } from '@datapilot/contracts'
import type { ModelFactory } from '../../../platform/ai/answer-protocol.ts'
import type { ContextTable, DataContext } from '../../../platform/ai/data-context.ts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { plan, type Outcome } from '../planner.ts'
import { answerCalls, submission } from './answer-calls.ts'
import { CALLS_TOOLS, NO_TOKENS, runSql, submitAnswer } from './calls.ts'
import { readPrompt, type ToolOutcome } from './prompt.ts'
import { RecentMap } from './recent-map.ts'
import { catalogFrom, readLookup, tableLookup, valueSearch, withFound } from './table-lookup.ts'

const MODEL_ID = 'datapilot-planner-1'
/** Catalogs kept between questions; a version's Parquet file never changes, so its path names its content. */
const KEPT_TABLES = 64

interface Known {
  readonly known: ReturnType<typeof readLookup>
  readonly table: CatalogTable
}

export interface PlannerOptions {
  /** Next questions are proposed with each answer. */
  readonly suggestions: boolean
  /** Confidence below which the planner declines; null for the shipped one. */
  readonly threshold: number | null
}

const DEFAULTS: PlannerOptions = { suggestions: true, threshold: null }

interface Turn {
  readonly question: string
  readonly outcomes: ReadonlyMap<string, ToolOutcome>
  readonly data: DataContext
  readonly pythonAvailable: boolean
  readonly cache: RecentMap<string, Known>
  readonly options: PlannerOptions
}

function rowOf(outcome: ToolOutcome | undefined): readonly Cell[] {
  return outcome?.table?.rows[0] ?? []
}

function openLookups({ data, cache, outcomes, question }: Turn): LanguageModelV4ToolCall[] {
  return data.tables.flatMap((table, index) => {
    const calls: LanguageModelV4ToolCall[] = []
    const lookup = cache.has(table.parquetPath) || outcomes.has(`values-${index}`) ? null : tableLookup(table)
    if (lookup) calls.push(runSql(`values-${index}`, { sql: lookup.sql, purpose: 'lookup' }))
    const search = outcomes.has(`search-${index}`) ? null : valueSearch(table, question)
    if (search) calls.push(runSql(`search-${index}`, { sql: search.sql, purpose: 'lookup' }))
    return calls
  })
}

function tableOf(turn: Turn, table: ContextTable, index: number): CatalogTable {
  const { cache, outcomes, question } = turn
  let entry = cache.get(table.parquetPath)
  if (!entry || entry.table.name !== table.name) {
    const known = entry?.known ?? readLookup(table, tableLookup(table), rowOf(outcomes.get(`values-${index}`)))
    entry = { known, table: catalogFrom(table, known) }
    cache.set(table.parquetPath, entry)
  }
  const search = valueSearch(table, question)
  const found = search ? outcomes.get(`search-${index}`) : undefined
  return search && found?.table ? catalogFrom(table, withFound(entry.known, search, rowOf(found))) : entry.table
}

function nextCalls(turn: Turn): LanguageModelV4ToolCall[] {
  const lookups = openLookups(turn)
  if (lookups.length > 0) return lookups
  const tables = turn.data.tables.map((table, index) => tableOf(turn, table, index))
  const outcome: Outcome = plan(
    turn.question,
    { tables },
    {
      language: turn.data.language,
      ...(turn.options.threshold === null ? {} : { threshold: turn.options.threshold }),
    },
  )
  if (outcome.kind === 'plan' && !turn.outcomes.has('answer')) return answerCalls(outcome, turn.pythonAvailable)
  return [submitAnswer(submission(outcome, turn.outcomes, turn.options.suggestions))]
}

function createModel(
  data: DataContext,
  pythonAvailable: boolean,
  cache: RecentMap<string, Known>,
  options: PlannerOptions,
): LanguageModelV4 {
  const calls = (prompt: LanguageModelV4Prompt) =>
    nextCalls({ ...readPrompt(prompt), data, pythonAvailable, cache, options })
  return {
    specificationVersion: 'v4',
    provider: 'datapilot',
    modelId: MODEL_ID,
    supportedUrls: {},
    doGenerate({ prompt }) {
      return Promise.resolve({ content: calls(prompt), finishReason: CALLS_TOOLS, usage: NO_TOKENS, warnings: [] })
    },
    doStream({ prompt }) {
      const parts: LanguageModelV4StreamPart[] = [
        { type: 'stream-start', warnings: [] },
        ...calls(prompt),
        { type: 'finish', finishReason: CALLS_TOOLS, usage: NO_TOKENS },
      ]
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part)
          controller.close()
        },
      })
      return Promise.resolve({ stream })
    },
  }
}

/** The built-in planner as a language model: deterministic, without network, and silent about everything it is unsure of. */
export function createPlannerModelFactory(options: PlannerOptions = DEFAULTS): ModelFactory {
  const cache = new RecentMap<string, Known>(KEPT_TABLES)
  return {
    id: MODEL_ID,
    generatesSql: true,
    create: (data, { pythonAvailable }) => createModel(data, pythonAvailable, cache, options),
  }
}
