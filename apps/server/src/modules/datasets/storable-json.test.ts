import { describe, expect, it } from 'vitest'
import { storableJson } from './storable-json.ts'

describe('storableJson', () => {
  it('replaces what jsonb refuses, at any depth and in keys', () => {
    const value = { a: ['x\u0000y', { 'k\u0000': 'lone \ud800 half' }] }
    expect(storableJson(value)).toEqual({ a: ['x\ufffdy', { 'k\ufffd': 'lone \ufffd half' }] })
  })

  it('keeps text that only shows an escape, and whole surrogate pairs', () => {
    const value = { shown: String.raw`\u0000`, emoji: '😀', backslash: '\\\u0000' }
    expect(storableJson(value)).toEqual({ ...value, backslash: '\\\ufffd' })
  })

  it('returns the same object when there is nothing to replace', () => {
    const value = { text: 'São Paulo' }
    expect(storableJson(value)).toBe(value)
  })
})
