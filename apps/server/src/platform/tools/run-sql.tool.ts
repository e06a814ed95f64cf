import { RunSqlInput } from '../ai/answer-protocol.ts'
import type { Engine, EngineLimits } from '../engine/engine.ts'
import type { Tool } from './tools.ts'

/** Rows and bytes that a model or a person gets to see of one result. */
const LIMITS: Partial<EngineLimits> = { maxRows: 10_000, maxBytes: 8 * 1024 * 1024 }

/** `run_sql`: one SELECT over the tables of the conversation, in an engine process that sees nothing else. */
export function createRunSqlTool(engine: Engine): Tool<typeof RunSqlInput> {
  return {
    name: 'run_sql',
    description: 'Runs one DuckDB SELECT over the tables of this conversation and returns its rows.',
    input: RunSqlInput,
    code: (input) => input.sql,
    async execute({ sql }, { data, generatedSql, signal }) {
      const statement = { tables: data.tables, sql, limits: LIMITS, signal }
      const { elapsedMs, ...table } = generatedSql
        ? await engine.runTrusted(statement)
        : await engine.runUntrusted(statement)
      return { ...table, elapsed_ms: elapsedMs }
    },
  }
}
