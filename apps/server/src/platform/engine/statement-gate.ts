import { StatementType, type DuckDBConnection } from '@duckdb/node-api'
import { WorkerError } from '../workers/worker-child.ts'
import { serializeStatement } from './engine.sql.ts'

/**
 * Table functions that compute from their arguments and touch nothing else. Everything that is not here is refused:
 * `SELECT * FROM enable_logging(...)` is a SELECT to every other gate, and ends the process.
 */
const TABLE_FUNCTIONS = new Set([
  'range',
  'generate_series',
  'unnest',
  'json_each',
  'json_tree',
  'repeat_row',
  'repeat',
])

/** Scalar functions and system tables that show the engine's own settings, files and memory. */
const SCALAR_FUNCTIONS_REFUSED = new Set(['current_setting', 'getvariable', 'write_log', 'error'])
const SYSTEM_TABLE = /^(duckdb_|pragma_|pg_settings$|sqlite_)/

function refuse(detail: string, expected = 'one SELECT over the tables given'): WorkerError {
  return new WorkerError({ code: 'sql_refused', status: 422, detail, expected })
}

/** Walks the parse tree and returns the first thing that is not allowed, in words. */
function findDisallowed(node: unknown): string | null {
  if (Array.isArray(node)) {
    for (const item of node) {
      const found = findDisallowed(item)
      if (found !== null) return found
    }
    return null
  }
  if (typeof node !== 'object' || node === null) return null
  const record = node as Record<string, unknown>
  const own = checkNode(record)
  if (own !== null) return own
  return findDisallowed(Object.values(record))
}

function functionName(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null
  const name = (node as Record<string, unknown>).function_name
  return typeof name === 'string' ? name.toLowerCase() : null
}

function checkNode(node: Record<string, unknown>): string | null {
  if (node.type === 'TABLE_FUNCTION') {
    const name = functionName(node.function)
    return name !== null && TABLE_FUNCTIONS.has(name) ? null : `The table function ${name ?? '?'} is not allowed.`
  }
  if (node.type === 'BASE_TABLE' && typeof node.table_name === 'string') {
    return SYSTEM_TABLE.test(node.table_name.toLowerCase())
      ? `The system table ${node.table_name} is not allowed.`
      : null
  }
  const name = functionName(node)
  return name !== null && SCALAR_FUNCTIONS_REFUSED.has(name) ? `The function ${name} is not allowed.` : null
}

/**
 * A PIVOT without IN is two statements to DuckDB (an enum type and the SELECT) and cannot be serialized. It is let
 * through when nothing but one PIVOT can be meant: no inner semicolon anywhere, not even quoted, and no call at all of
 * a function in FROM position. What it could still reach is locked down below.
 */
function isPlainPivot(sql: string): boolean {
  const text = sql.trim().replace(/;\s*$/, '')
  if (!/^(pivot|pivot_wider|from|select|with)\b/i.test(text) || !/\bpivot(_wider)?\b/i.test(text)) return false
  return (
    !text.includes(';') &&
    !/\b(from|join|pivot|pivot_wider|,)\s+[\w."]+\s*\(/i.test(text) &&
    !/duckdb_|pragma_/i.test(text)
  )
}

/**
 * Refuses everything but one SELECT (which includes WITH, FROM-first, VALUES, DESCRIBE, SUMMARIZE and PIVOT) over
 * tables, with computing functions only.
 *
 * @throws WorkerError `sql_refused`; `sql_failed` when the text does not parse.
 */
export async function checkStatement(connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql)
  if (statements.count === 0) throw refuse('There is no statement.')
  const reader = await connection.runAndReadAll(serializeStatement(sql))
  const tree: unknown = JSON.parse(String(reader.getRows()[0]?.[0] ?? '{"error":true}'))
  const serialized = typeof tree === 'object' && tree !== null && 'error' in tree && tree.error === false
  if (!serialized && isPlainPivot(sql)) return
  if (statements.count !== 1) throw refuse(`There are ${statements.count} statements.`)
  if (!serialized) throw refuse('The statement is not a SELECT.')
  const disallowed = findDisallowed(tree)
  if (disallowed !== null) throw refuse(disallowed)
  const prepared = await statements.prepare(0)
  try {
    if (prepared.statementType !== StatementType.SELECT) throw refuse('The statement is not a SELECT.')
  } finally {
    prepared.destroySync()
  }
}
