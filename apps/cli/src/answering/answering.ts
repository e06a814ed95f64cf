import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Answer, Language } from '@datapilot/contracts'
import { createProfiler } from '@datapilot/server/modules/profiling/index.ts'
import { createPlannerModelFactory } from '@datapilot/server/modules/planner/index.ts'
import { createReader } from '@datapilot/server/modules/reading/index.ts'
import { answerQuestion } from '@datapilot/server/platform/ai/answer-loop.ts'
import type { Outcome } from '@datapilot/server/platform/ai/answer-run.ts'
import type { ContextTable } from '@datapilot/server/platform/ai/data-context.ts'
import { createEngine } from '@datapilot/server/platform/engine/index.ts'
import { openPythonSandbox } from '@datapilot/server/platform/sandbox/python-sandbox.ts'
import { createRunPythonTool } from '@datapilot/server/platform/tools/run-python.tool.ts'
import { createRunSqlTool } from '@datapilot/server/platform/tools/run-sql.tool.ts'
import { ToolRegistry } from '@datapilot/server/platform/tools/tool-registry.ts'
import { tableName } from './table-name.ts'

/** Answers questions about files, without server or database. Each file is read and profiled once. */
export interface Answering {
  /** @throws AppError what is wrong with a file. */
  ask(input: {
    readonly id: string
    readonly question: string
    readonly files: readonly string[]
    readonly language: Language | null
  }): Promise<Outcome>
  close(): Promise<void>
}

/** Two engine processes keep both cores of a small machine busy; more only wait for each other. */
const PROCESSES = 2

/**
 * Starts reader, profiler, engine and Python sandbox over `folder`.
 *
 * @param options.python folder of the Python environment; without it, or without isolation, answers have one derivation.
 */
export async function openAnswering(options: {
  readonly folder: string
  readonly python: string | null
  /** Next questions with each answer; nobody reads them in a batch or an evaluation. */
  readonly suggestions: boolean
  /** Confidence below which the planner declines; null for the shipped one. */
  readonly threshold: number | null
  /** Which table of a file with several; undefined takes the first one. */
  readonly sheet?: string | undefined
  readonly signal: AbortSignal
}): Promise<Answering> {
  const { folder, signal } = options
  const workDirectory = join(folder, 'work')
  await mkdir(workDirectory, { mode: 0o700 })
  const shared = { workDirectory, maxConcurrent: PROCESSES, warm: 1 }
  const [reader, profiler, engine] = [
    createReader(shared),
    createProfiler(shared),
    createEngine({ ...shared, maxQueued: 10_000 }),
  ]
  const sandbox =
    options.python === null
      ? null
      : await openPythonSandbox({ python: options.python, workFolder: join(folder, 'python') })
  const tools = new ToolRegistry()
  tools.register(createRunSqlTool(engine))
  if (sandbox && sandbox.level !== 'off') tools.register(createRunPythonTool(sandbox))
  const model = createPlannerModelFactory({ suggestions: options.suggestions, threshold: options.threshold })
  const tables = new Map<string, Promise<ContextTable>>()
  const names = new Set<string>()

  async function open(path: string): Promise<ContextTable> {
    const name = tableName(path, names)
    names.add(name)
    const filename = basename(path)
    const { reading, parquetPath } = await reader.readFile({
      path,
      filename,
      outputDir: join(folder, 'tables', name),
      override: options.sheet === undefined ? {} : { sheet: options.sheet },
      signal,
    })
    const profile = await profiler.profileTable({ reading, parquetPath, name: filename, signal })
    return { name, label: filename, parquetPath, profile }
  }

  function tableOf(path: string): Promise<ContextTable> {
    const known = tables.get(path)
    if (known) return known
    const opened = open(path)
    tables.set(path, opened)
    return opened
  }

  return {
    async ask({ id, question, files, language }) {
      const data = { tables: await Promise.all(files.map(tableOf)), language }
      return answerQuestion(model, tools, { id, question, history: [], data, actor: null, signal })
    },
    async close() {
      await Promise.all([reader.close(), profiler.close(), engine.close(), sandbox?.close()])
    },
  }
}

/** The answer to a question that could not be asked: a bad line, a file that cannot be read. */
export function failedAnswer(id: string, text: string): Answer {
  return {
    id,
    status: 'error',
    trust: 'none',
    reading: '',
    text,
    value: null,
    columns: [],
    rows: [],
    sql: null,
    python: null,
    checks: [],
    rows_read: null,
    rows_excluded: null,
    elapsed_ms: 0,
  }
}
