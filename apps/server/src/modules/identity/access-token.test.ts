import { afterEach, describe, expect, it, vi } from 'vitest'
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-token.ts'

const ISSUER = 'https://data.example.com'
const subject = { userId: '0b8f3a52-63b5-4c3f-9d0e-7b7b0a0b7f01', credentialVersion: 3 }

afterEach(() => vi.useRealTimers())

describe('access tokens', () => {
  it('carry the person and the credential version', async () => {
    const tokens = new AccessTokens('secret', ISSUER)
    expect(await tokens.verify(await tokens.sign(subject))).toEqual(subject)
  })

  it('end after an hour', async () => {
    vi.useFakeTimers()
    const tokens = new AccessTokens('secret', ISSUER)
    const token = await tokens.sign(subject)
    vi.advanceTimersByTime((ACCESS_TOKEN_SECONDS - 5) * 1000)
    expect(await tokens.verify(token)).toEqual(subject)
    vi.advanceTimersByTime(10_000)
    expect(await tokens.verify(token)).toBeUndefined()
  })

  it('of another installation or another address are worth nothing', async () => {
    const tokens = new AccessTokens('secret', ISSUER)
    expect(await tokens.verify(await new AccessTokens('other', ISSUER).sign(subject))).toBeUndefined()
    expect(await tokens.verify(await new AccessTokens('secret', 'https://other.example').sign(subject))).toBeUndefined()
  })
})
