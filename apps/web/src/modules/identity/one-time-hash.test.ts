import { describe, expect, it, vi } from 'vitest'
import { takeHashToken } from './one-time-hash.ts'

describe('a one-time link', () => {
  it('gives its secret and leaves none in the address bar', () => {
    const history = { state: null, replaceState: vi.fn() }
    const token = takeHashToken({ hash: '#abc-123', pathname: '/app/link', search: '' }, history)
    expect(token).toBe('abc-123')
    expect(history.replaceState).toHaveBeenCalledWith(null, '', '/app/link')
  })
})
