import { RunPythonInput } from '../ai/answer-protocol.ts'
import { AppError } from '../errors.ts'
import type { PythonReply } from '../sandbox/python-reply.ts'
import type { PythonSandbox } from '../sandbox/python-sandbox.ts'
import type { Tool } from './tools.ts'

const MAX_ROWS = 10_000
const NO_VALUE = { detail: 'The code ends without a value.', expected: 'an expression on the last line' }

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
      const request = { code, tables, file: null, maxRows: MAX_ROWS, explain: !generatedSql, signal }
      const reply = await sandbox.run({ ...request, generated: generatedSql })
      if (!reply.ok) throw new AppError(reply.code, 422, { detail: explained(reply) })
      if (reply.result === null) throw new AppError('python_no_value', 422, NO_VALUE)
      return { ...reply.result, elapsed_ms: performance.now() - started }
    },
  }
}

/** What went wrong, for the model that wrote the code: where, and what it reached for in vain. */
function explained({ detail, line, refusals = [] }: Extract<PythonReply, { ok: false }>): string {
  const reasons = refusals.map(({ line, what, why }) => `line ${line}: ${what}: ${why}`)
  return [line ? `line ${line}: ${detail}` : detail, ...reasons].join('\n')
}
