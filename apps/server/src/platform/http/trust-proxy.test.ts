import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type App, createApp } from './app.ts'

let app: App | undefined
afterEach(async () => {
  await app?.close()
})

/** What the server takes for the caller's address and for the address that the caller opened. */
async function seen(trustProxy: readonly string[] | undefined, remoteAddress: string): Promise<unknown> {
  app = await createApp({
    logger: pino({ level: 'silent' }),
    publicUrl: 'http://localhost',
    authenticate: async () => null,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  })
  const schema = { response: { 200: z.object({ ip: z.string(), protocol: z.string(), host: z.string() }) } }
  app.get('/who', { schema, config: { permission: 'public' } }, ({ ip, protocol, host }) => ({ ip, protocol, host }))
  const headers = {
    host: 'inside:8000',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'data.example.org',
  }
  return (await app.inject({ url: '/who', remoteAddress, headers })).json()
}

describe('X-Forwarded-* headers', () => {
  const forwarded = { ip: '203.0.113.7', protocol: 'https', host: 'data.example.org' }

  it('are believed from a proxy that was named', async () => {
    expect(await seen(['10.0.0.0/8'], '10.1.2.3')).toEqual(forwarded)
    expect(await seen(['loopback'], '127.0.0.1')).toEqual(forwarded)
  })

  it('are nobody else’s to send', async () => {
    expect(await seen(['10.0.0.0/8'], '192.0.2.1')).toEqual({ ip: '192.0.2.1', protocol: 'http', host: 'inside:8000' })
    expect(await seen(undefined, '127.0.0.1')).toEqual({ ip: '127.0.0.1', protocol: 'http', host: 'inside:8000' })
  })
})
