import pg from 'pg'
import { AppError } from '../errors.ts'

/** Finds PostgreSQL's own error inside what Drizzle wrapped around it. */
function databaseError(error: unknown): pg.DatabaseError | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof pg.DatabaseError) return current
  }
  return null
}

/** True when `error` is a violation of a unique key, of `constraint` where one is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = databaseError(error)
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint)
}

/** A NUL in a text (22021) or in JSON (22P05): JSON may carry it, PostgreSQL cannot store it. */
const UNSTORABLE = new Set(['22021', '22P05'])
const DISK_FULL = '53100'

/** Why something could not be stored: the text itself, or no room. Null when `error` is something else. */
export function storingError(error: unknown): AppError | null {
  const code = databaseError(error)?.code ?? ''
  if (code === DISK_FULL)
    return new AppError('storage_full', 507, { detail: 'The disk of the server is full.' }, { cause: error })
  if (!UNSTORABLE.has(code)) return null
  return new AppError(
    'text_not_storable',
    400,
    { detail: 'A text holds a NUL character, which cannot be stored.', expected: 'texts without U+0000' },
    { cause: error },
  )
}

const SOCKET_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])
/** Connection exceptions (class 08), shutdown and start (57P0x), too many connections (53300). */
const UNAVAILABLE = /^(08|57P0|53300)/
const CONNECTION_MESSAGES = /Connection terminated|timeout exceeded when trying to connect/

/** Says "the database is away", "it took too long" and "this cannot be stored" with codes of their own; everything else stays what it was. */
export function translateDatabaseError(error: unknown): unknown {
  const refused = storingError(error)
  if (refused !== null) return refused
  const code = databaseError(error)?.code ?? socketCode(error)
  if (code === '57014') {
    return new AppError('database_timeout', 503, { detail: 'The database took too long for this.' }, { cause: error })
  }
  const away = code !== null && (UNAVAILABLE.test(code) || SOCKET_ERRORS.has(code))
  if (!away && !(error instanceof Error && CONNECTION_MESSAGES.test(rootMessage(error)))) return error
  return new AppError(
    'database_unavailable',
    503,
    { detail: 'The database does not answer at the moment.', expected: 'try again in a few seconds' },
    { cause: error },
  )
}

/** Refused user or password (class 28), no such database (3D000). */
const REFUSED = /^(28|3D000)/

/**
 * Why the configured database cannot be used at the start, for the person at the terminal: never the URL, which carries
 * the password. Everything else stays what it was.
 */
export function explainConnectFailure(error: unknown): unknown {
  const found = databaseError(error)
  const code = found?.code ?? socketCode(error)
  if (code === null || !(REFUSED.test(code) || UNAVAILABLE.test(code) || SOCKET_ERRORS.has(code))) return error
  return new AppError(
    'database_unreachable',
    503,
    {
      detail: `The database of DATABASE_URL cannot be used: ${found === null ? `it does not answer (${code})` : found.message}.`,
      expected: 'a running PostgreSQL, with its address, user, password and database in DATABASE_URL',
    },
    { cause: error },
  )
}

function socketCode(error: unknown): string | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('syscall' in current && 'code' in current && typeof current.code === 'string') return current.code
  }
  return null
}

function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message
}
