import { describe, expect, it } from 'vitest'
import { PasswordHasher } from './password-hasher.ts'

describe('hashing passwords', () => {
  it('accepts the right password alone, and none without a stored hash', async () => {
    const hasher = new PasswordHasher()
    const hash = await hasher.hash('correct horse')
    expect(await hasher.verify('correct horse', hash)).toBe(true)
    expect(await hasher.verify('correct horse ', hash)).toBe(false)
    expect(await hasher.verify('correct horse', null)).toBe(false)
  })

  it('lets a few wait and says to the rest that it is busy', async () => {
    const hasher = new PasswordHasher({ concurrent: 1, waiting: 1 })
    const [first, second, third] = await Promise.allSettled(['a', 'b', 'c'].map((password) => hasher.hash(password)))
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(third).toMatchObject({ status: 'rejected', reason: { code: 'busy', status: 503 } })
    expect(await hasher.verify('d', await hasher.hash('d'))).toBe(true)
  })
})
