import { describe, expect, it } from 'vitest'
import { SummarySigner } from './chat-summary.ts'

const now = new Date('2026-03-01T12:00:00.000Z')
const binding = { actor: { organizationId: 'org-a', userId: 'user-a' }, chatId: 'chat-1' }
const summary = {
  dataset_id: '0b9b7e0a-59c5-4d2c-9f0a-3a8a7a1d2c11',
  name: 'vendas',
  table_name: 'vendas',
  version: 3,
  exact: true,
  rows: 10,
  columns: [{ name: 'uf', type: 'text' as const, kind: 'category' as const, missing_share: 0, distinct: 2 }],
  starter_questions: [],
  expires_at: '2026-03-02T00:00:00.000Z',
}
const signer = new SummarySigner('a secret of the installation')

describe('SummarySigner', () => {
  it('accepts what it signed, also when the client re-ordered the keys', () => {
    const signed = signer.sign(summary, binding)
    const reordered = Object.fromEntries(Object.entries(signed).reverse())
    expect(signer.verify(reordered, binding, 3, now)).toEqual(signed)
  })

  it.each([
    ['an altered figure', { rows: 11 }, binding, 3, now],
    ['another chat', {}, { ...binding, chatId: 'chat-2' }, 3, now],
    ['another user', {}, { ...binding, actor: { ...binding.actor, userId: 'user-b' } }, 3, now],
    ['another organization', {}, { ...binding, actor: { ...binding.actor, organizationId: 'org-b' } }, 3, now],
    ['a newer dataset version', {}, binding, 4, now],
    ['an expired one', {}, binding, 3, new Date('2026-03-02T00:00:00.001Z')],
    ['a cut signature', { signature: 'x' }, binding, 3, now],
  ])('refuses %s', (_what, change, bound, version, at) => {
    expect(signer.verify({ ...signer.sign(summary, binding), ...change }, bound, version, at)).toBeNull()
  })

  it('refuses a signature of another installation', () => {
    const foreign = new SummarySigner('another secret').sign(summary, binding)
    expect(signer.verify(foreign, binding, 3, now)).toBeNull()
  })
})
