import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Transaction } from './database.ts'

/** Longest single statement on DataPilot's own tables; the slowest measured (a page of 10,000 rows) takes 40 ms. */
const STATEMENT_TIMEOUT = '30s'
/** A transaction never spans network, engine or model work, so it is never idle for long. */
const IDLE_TIMEOUT = '15s'

const dialect = new PgDialect()

/**
 * Runs `work` in a transaction as `role` with `claims`, both of which end with the transaction. Begin, role, claims and
 * timeouts go in one message, because round trips are the larger part of what a short request costs.
 */
export async function transactionAs<T>(
  pool: pg.Pool,
  role: string,
  claims: object | null,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(opening(role, claims))
    const result = await work(new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined))
    await client.query('commit')
    return result
  } catch (error) {
    // A connection that cannot roll back still acts as somebody: it must not go back to the pool.
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure))
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function opening(role: string, claims: object | null): string {
  const settings = {
    role,
    'request.jwt.claims': claims === null ? '' : JSON.stringify(claims),
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT,
  }
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  )
  return `begin; select ${calls.join(', ')}`
}
