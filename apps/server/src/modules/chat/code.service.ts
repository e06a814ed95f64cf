import { ChartSpec, type CodeResult, type ExecuteCode } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { PythonReply } from '../../platform/sandbox/python-reply.ts'
import type { PythonSandbox } from '../../platform/sandbox/python-sandbox.ts'
import { ChatNotFoundError, DatasetNotReadyError } from './chat.errors.ts'
import type { ChatDatasets } from './chat.ports.ts'
import { findChat } from './chat.repository.ts'

const MAX_ROWS = 1000

export interface CodeDependencies {
  readonly database: Database
  readonly datasets: ChatDatasets
  /** Opened when first needed. */
  readonly python: () => Promise<PythonSandbox>
}

/** Python that a person wrote or changed, over the dataset of a chat, in a process that is thrown away. */
export class CodeService {
  readonly #parts: CodeDependencies

  constructor(parts: CodeDependencies) {
    this.#parts = parts
  }

  /**
   * Runs code. What is wrong with the code is part of the result; errors are for everything else.
   *
   * @throws ChatNotFoundError, DatasetNotReadyError; AppError python_off, python_busy, python_timeout, python_died.
   */
  async execute(actor: Actor, { chat_id: chatId, code }: ExecuteCode, signal: AbortSignal): Promise<CodeResult> {
    requirePermission(actor, 'code.run')
    const { database, datasets, python } = this.#parts
    const row = await database.withActor(actor, (tx) => findChat(tx, actor, chatId))
    if (!row) throw new ChatNotFoundError(chatId)
    const dataset = await datasets.resolve(actor, { datasetId: row.datasetId })
    const { name, status, parquetPath, tableName } = dataset
    if (parquetPath === null) throw new DatasetNotReadyError({ name, status })
    const sandbox = await python()
    const started = performance.now()
    const reply = await sandbox.run({
      code,
      tables: [{ name: tableName, parquetPath, columns: null }],
      file: await datasets.originalFile(actor, dataset),
      maxRows: MAX_ROWS,
      generated: false,
      explain: true,
      signal,
    })
    return {
      stdout: reply.stdout,
      stdout_dropped: reply.stdout_dropped,
      ...outcomeOf(reply),
      isolation: sandbox.level,
      dataset_version: dataset.version,
      elapsed_ms: performance.now() - started,
    }
  }
}

/** Charts are untrusted like everything the process sends: only what the allow-list knows goes on. */
function outcomeOf(reply: PythonReply): Pick<CodeResult, 'result' | 'charts' | 'error'> {
  if (!reply.ok) {
    const { code, detail, line = null, refusals = [] } = reply
    return { result: null, charts: [], error: { code, detail, line, refusals } }
  }
  const charts = reply.charts.flatMap(({ spec, data }) => {
    const known = ChartSpec.safeParse(spec)
    return known.success ? [{ spec: known.data, data }] : []
  })
  return { result: reply.result, charts, error: null }
}
