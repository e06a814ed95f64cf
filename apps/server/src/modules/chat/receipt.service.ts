import type { AnswerRows, AnswerRowsQuery, Rerun, ResultTable } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import { differenceOf } from '../../platform/ai/compare-results.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Engine, EngineTable } from '../../platform/engine/engine.ts'
import { countSql, pageSql } from '../../platform/engine/page.sql.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { PythonSandbox } from '../../platform/sandbox/python-sandbox.ts'
import { ChatNotFoundError, MessageNotFoundError, NoEvidenceError, NothingToRerunError } from './chat.errors.ts'
import type { ChatDatasets, ChatVersion, EvidenceSql } from './chat.ports.ts'
import { findChat, findMessage, type MessageRow } from './chat.repository.ts'

const PAGE_TIMEOUT_MS = 20_000
const MAX_ROWS = 10_000

export interface ReceiptDependencies {
  readonly database: Database
  readonly datasets: ChatDatasets
  readonly engine: Engine
  readonly python: () => Promise<PythonSandbox>
  readonly evidenceSql: EvidenceSql
}

interface Answered {
  readonly datasetId: string
  readonly tableName: string
  readonly message: MessageRow & {
    answer: NonNullable<MessageRow['answer']>
    receipt: NonNullable<MessageRow['receipt']>
  }
}

/** What stands behind an answer: its rows, and its code run once more. */
export class ReceiptService {
  readonly #parts: ReceiptDependencies

  constructor(parts: ReceiptDependencies) {
    this.#parts = parts
  }

  /**
   * The rows that an answer was taken from, in the version of the data that it was taken from.
   *
   * @throws ChatNotFoundError, MessageNotFoundError; NoEvidenceError where the answer has no plan to take rows from.
   */
  async rows(actor: Actor, chatId: string, messageId: string, query: AnswerRowsQuery): Promise<AnswerRows> {
    requirePermission(actor, 'chat.ask')
    const { datasetId, tableName, message } = await this.#answered(actor, chatId, messageId)
    const { answer, receipt } = message
    const row = query.row === undefined ? null : answer.rows[query.row]
    if (receipt.dataset_version === null || row === undefined) throw new NoEvidenceError(messageId)
    const version = await this.#parts.datasets.version(actor, datasetId, receipt.dataset_version)
    const sql = this.#parts.evidenceSql(receipt.plan, version.columns, row)
    if (sql === null) throw new NoEvidenceError(messageId)
    const { offset, limit } = query
    const tables = [{ name: tableName, parquetPath: version.parquetPath }]
    const limits = { maxRows: limit, timeoutMs: PAGE_TIMEOUT_MS }
    const { engine } = this.#parts
    const total = await engine.runTrusted({ tables, sql: countSql(sql), limits })
    const { columns, rows } = await engine.runTrusted({ tables, sql: pageSql(sql, { offset, limit }), limits })
    const count = Number(total.rows[0]?.[0] ?? 0)
    return { columns, rows, row_count: count, truncated: false, offset, dataset_version: version.number }
  }

  /**
   * Runs an answer's recorded code over the data as they are now and says what changed. Nothing is stored.
   *
   * @throws ChatNotFoundError, MessageNotFoundError, NothingToRerunError; AppError of the engine where the code no
   *   longer fits the data.
   */
  async rerun(actor: Actor, chatId: string, messageId: string, signal: AbortSignal): Promise<Rerun> {
    requirePermission(actor, 'chat.ask')
    const started = performance.now()
    const { datasetId, tableName, message } = await this.#answered(actor, chatId, messageId)
    const { answer, receipt } = message
    if (answer.sql === null || receipt.dataset_version === null) throw new NothingToRerunError(messageId)
    const { datasets } = this.#parts
    const before = await datasets.version(actor, datasetId, receipt.dataset_version)
    const after = await datasets.version(actor, datasetId, null)
    const tables = [{ name: tableName, parquetPath: after.parquetPath }]
    const limits = { maxRows: MAX_ROWS }
    // Who wrote stored code does not matter any more: it runs in a process of its own.
    const fresh = await this.#parts.engine.runUntrusted({ tables, sql: answer.sql, limits, signal })
    const second = answer.python && (await this.#inPython(answer.python, tables, signal))
    const stored = { columns: answer.columns, rows: answer.rows, row_count: answer.rows.length, truncated: false }
    const difference = differenceOf(stored, fresh)
    return {
      before: sideOf(before, stored),
      after: sideOf(after, fresh),
      same: difference === null,
      difference,
      second_agrees: second ? differenceOf(fresh, second) === null : null,
      cause: causeOf(before, after),
      elapsed_ms: performance.now() - started,
    }
  }

  async #answered(actor: Actor, chatId: string, messageId: string): Promise<Answered> {
    const found = await this.#parts.database.withActor(actor, async (tx) => {
      const chat = await findChat(tx, actor, chatId)
      return chat && { chat, message: await findMessage(tx, chatId, messageId) }
    })
    if (!found) throw new ChatNotFoundError(chatId)
    const { answer, receipt } = found.message ?? {}
    if (!found.message || !answer || !receipt) throw new MessageNotFoundError(messageId)
    const { datasetId } = found.chat
    const { tableName } = await this.#parts.datasets.resolve(actor, { datasetId })
    return { datasetId, tableName, message: { ...found.message, answer, receipt } }
  }

  /** The second derivation; null where Python is off or the code no longer fits. */
  async #inPython(code: string, tables: readonly EngineTable[], signal: AbortSignal): Promise<ResultTable | null> {
    const sandbox = await this.#parts.python()
    if (sandbox.level === 'off') return null
    const reply = await sandbox.run({
      code,
      tables: tables.map((table) => ({ ...table, columns: null })),
      file: null,
      maxRows: MAX_ROWS,
      explain: false,
      generated: false,
      signal,
    })
    return reply.ok ? reply.result : null
  }
}

function sideOf(version: ChatVersion, { columns, rows }: Pick<ResultTable, 'columns' | 'rows'>): Rerun['before'] {
  const { number, contentHash, rows: tableRows } = version
  return { dataset_version: number, dataset_hash: contentHash, table_rows: tableRows, columns, rows }
}

function causeOf(before: ChatVersion, after: ChatVersion): Rerun['cause'] {
  if (before.number === after.number) return 'none'
  return before.contentHash === after.contentHash ? 'read_again' : 'file_replaced'
}
