import { createHash } from 'node:crypto'
import { inArray, lt, sql } from 'drizzle-orm'
import type { AccountPool } from './account.repository.ts'
import { authAttempt } from './auth-store.table.ts'

export interface AttemptCount {
  readonly count: number
  /** When the window ends and counting starts again. */
  readonly expiresAt: Date
}

/** Counts one more attempt under `key` and says how many there were in its window of `seconds`. */
export async function countAttempt(db: AccountPool, key: string, seconds: number): Promise<AttemptCount> {
  const window = sql`now() + make_interval(secs => ${seconds})`
  const rows = await db
    .insert(authAttempt)
    .values({ key: hashKey(key), count: 1, expiresAt: window })
    .onConflictDoUpdate({
      target: authAttempt.key,
      set: {
        count: sql`case when ${authAttempt.expiresAt} <= now() then 1 else ${authAttempt.count} + 1 end`,
        expiresAt: sql`case when ${authAttempt.expiresAt} <= now() then excluded.expires_at else ${authAttempt.expiresAt} end`,
      },
    })
    .returning({ count: authAttempt.count, expiresAt: authAttempt.expiresAt })
  const [row] = rows
  if (!row) throw new Error('an attempt was not counted')
  return row
}

/** Takes back attempts that turned out to be right. */
export async function uncountAttempts(db: AccountPool, keys: readonly string[]): Promise<void> {
  await db
    .update(authAttempt)
    .set({ count: sql`greatest(${authAttempt.count} - 1, 0)` })
    .where(inArray(authAttempt.key, keys.map(hashKey)))
}

/** Windows that are over; keeps the table as small as the present traffic. */
export async function deleteOldAttempts(db: AccountPool): Promise<void> {
  await db.delete(authAttempt).where(lt(authAttempt.expiresAt, sql`now()`))
}

function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
