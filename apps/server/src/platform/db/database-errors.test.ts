import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { explainConnectFailure, translateDatabaseError } from './database-errors.ts'

/** PostgreSQL's error as Drizzle wraps it. */
function failed(code: string, message = 'as PostgreSQL says it'): Error {
  const cause = Object.assign(new pg.DatabaseError(message, 1, 'error'), { code })
  return new Error('Failed query: insert …\nparams: secret', { cause })
}

describe('errors of the database', () => {
  it.each([
    ['22021', 'text_not_storable', 400],
    ['22P05', 'text_not_storable', 400],
    ['53100', 'storage_full', 507],
    ['57014', 'database_timeout', 503],
    ['57P01', 'database_unavailable', 503],
  ])('%s is %s', (state, code, status) => {
    expect(translateDatabaseError(failed(state))).toMatchObject({ code, status })
  })

  it('that nobody can act on stay what they were', () => {
    const error = failed('42P01')
    expect(translateDatabaseError(error)).toBe(error)
    expect(explainConnectFailure(error)).toBe(error)
  })

  it('of a start name what is wrong with the address, in words of PostgreSQL where there are some', () => {
    const refused = explainConnectFailure(failed('28P01', 'password authentication failed for user "ana"'))
    expect(refused).toMatchObject({
      code: 'database_unreachable',
      facts: { detail: expect.stringContaining('password authentication failed') },
    })
  })
})
