import type { LanguageModelV4ToolCall } from '@ai-sdk/provider'
import type { Cell } from '@datapilot/contracts'
import type { ContextTable, DataContext } from '../../../platform/ai/data-context.ts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { plan, type Outcome } from '../planner.ts'
import { answerCalls, submission } from './answer-calls.ts'
import { runSql, submitAnswer } from './calls.ts'
import type { ToolOutcome } from './prompt.ts'
import { RecentMap } from './recent-map.ts'
import { catalogFrom, readLookup, tableLookup, valueSearch, withFound } from './table-lookup.ts'

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

/** One step of a conversation, as it crosses to the planner's thread. */
export interface Turn {
  readonly question: string
  /** Earlier questions of the conversation, oldest first. */
  readonly earlier: readonly string[]
  readonly outcomes: ReadonlyMap<string, ToolOutcome>
  readonly data: DataContext
  readonly pythonAvailable: boolean
  readonly options: PlannerOptions
}

function rowOf(outcome: ToolOutcome | undefined): readonly Cell[] {
  return outcome?.table?.rows[0] ?? []
}

/** What the planner remembers between turns; both maps forget what was used longest ago. */
export interface Memory {
  readonly tables: RecentMap<string, Known>
  readonly plans: RecentMap<string, Outcome>
}

const KEPT_PLANS = 200

export function createMemory(): Memory {
  return { tables: new RecentMap(KEPT_TABLES), plans: new RecentMap(KEPT_PLANS) }
}

function openLookups({ data, outcomes, question }: Turn, { tables: cache }: Memory): LanguageModelV4ToolCall[] {
  return data.tables.flatMap((table, index) => {
    const calls: LanguageModelV4ToolCall[] = []
    const lookup = cache.has(table.parquetPath) || outcomes.has(`values-${index}`) ? null : tableLookup(table)
    if (lookup) calls.push(runSql(`values-${index}`, { sql: lookup.sql, purpose: 'lookup' }))
    const search = outcomes.has(`search-${index}`) ? null : valueSearch(table, question)
    if (search) calls.push(runSql(`search-${index}`, { sql: search.sql, purpose: 'lookup' }))
    return calls
  })
}

function tableOf(turn: Turn, { tables: cache }: Memory, table: ContextTable, index: number): CatalogTable {
  const { outcomes, question } = turn
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

/** The same turn comes back with the results of its statements; what it means was settled the first time. */
function outcomeOf(turn: Turn, memory: Memory): Outcome {
  const { question, earlier, data, options } = turn
  const searched = data.tables.some((table) => valueSearch(table, question) !== null)
  const key = JSON.stringify([
    question,
    earlier,
    data.language,
    options,
    data.tables.map(({ parquetPath, name }) => [parquetPath, name]),
  ])
  const known = searched ? undefined : memory.plans.get(key)
  if (known) return known
  const tables = data.tables.map((table, index) => tableOf(turn, memory, table, index))
  const outcome = plan(
    question,
    { tables },
    { language: data.language, earlier, ...(options.threshold === null ? {} : { threshold: options.threshold }) },
  )
  memory.plans.set(key, outcome)
  return outcome
}

/** The next tool calls: look values up, run the answer with its checks, or submit what came of it. */
export function nextCalls(turn: Turn, memory: Memory): LanguageModelV4ToolCall[] {
  const lookups = openLookups(turn, memory)
  if (lookups.length > 0) return lookups
  const outcome = outcomeOf(turn, memory)
  if (outcome.kind === 'plan' && !turn.outcomes.has('answer')) return answerCalls(outcome, turn.pythonAvailable)
  return [submitAnswer(submission(outcome, turn.outcomes, turn.options.suggestions))]
}
