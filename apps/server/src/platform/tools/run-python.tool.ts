import { RunPythonInput } from '../ai/answer-protocol.ts'
import { AppError } from '../errors.ts'
import type { PythonSandbox } from '../sandbox/python-sandbox.ts'
import type { Tool } from './tools.ts'

const MAX_ROWS = 10_000

/** `run_python`: pandas code over the tables of the conversation, in a process that sees nothing else. */
export function createRunPythonTool(sandbox: PythonSandbox): Tool<typeof RunPythonInput> {
  return {
    name: 'run_python',
    description: 'Runs pandas code; each table is a data frame of its name, the last expression is the result.',
    input: RunPythonInput,
    code: (input) => input.code,
    async execute({ code, columns }, { data, generatedSql, signal }) {
      const started = performance.now()
      const tables = data.tables
        .filter(({ name }) => columns === undefined || name in columns)
        .map(({ name, parquetPath }) => ({ name, parquetPath, columns: columns?.[name] ?? null }))
      const reply = await sandbox.run({ code, tables, maxRows: MAX_ROWS, generated: generatedSql, signal })
      if (!reply.ok) throw new AppError(reply.code, 422, { detail: reply.detail })
      return { ...reply.result, elapsed_ms: performance.now() - started }
    },
  }
}
