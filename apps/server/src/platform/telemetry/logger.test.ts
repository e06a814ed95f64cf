import { pino } from 'pino'
import { expect, it } from 'vitest'
import { loggerOptions, presentError, redactUrl } from './logger.ts'

function logged(...args: [object, string]): string {
  const lines: string[] = []
  pino(loggerOptions('info'), { write: (line: string) => lines.push(line) }).info(...args)
  return lines.join('')
}

it.each(['authorization', 'cookie', 'set-cookie', 'password', 'senha', 'token', 'key', 'signature'])(
  'logs no %s, at the top or inside',
  (name) => {
    const line = logged(
      { [name]: 'hunter2', headers: { [name]: 'hunter2' }, request: { headers: { [name]: 'hunter2' } } },
      'x',
    )
    expect(line).not.toContain('hunter2')
    expect(line).toContain('[redacted]')
  },
)

it('takes the secrets out of addresses and leaves the rest', () => {
  expect(redactUrl('/api/v1/storage/a?max_bytes=9&signature=abc&expires=1')).toBe(
    '/api/v1/storage/a?max_bytes=9&signature=[redacted]&expires=1',
  )
  expect(redactUrl('/live?ticket=abc')).toBe('/live?ticket=[redacted]')
})

it('logs a failed query without its parameters, with the cause', () => {
  // As Drizzle words it.
  const text = 'Failed query: insert into account values ($1)\nparams: hunter2'
  const error = Object.assign(new Error(text, { cause: new Error('duplicate key') }), { params: ['hunter2'] })
  const shown = JSON.stringify(presentError(error))
  expect(shown).toContain('insert into account')
  expect(shown).toContain('duplicate key')
  expect(shown).not.toContain('hunter2')
  expect(logged({ err: error }, 'failed')).not.toContain('hunter2')
})
