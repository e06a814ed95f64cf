import type { Answer, ChatMessage } from '@datapilot/contracts'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import AnswerMessage from './AnswerMessage.vue'

function message(answer: Partial<Answer>, rest: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: '1',
    role: 'assistant',
    content: 'Foram 12 vendas.',
    answer: {
      id: '1',
      status: 'answered',
      trust: 'checked',
      reading: 'contagem de linhas',
      text: '',
      value: 12,
      columns: [{ name: 'n', type: 'integer' }],
      rows: [[12]],
      sql: 'SELECT 12',
      python: null,
      checks: [],
      rows_read: 12,
      rows_excluded: 0,
      elapsed_ms: 5,
      ...answer,
    },
    receipt: null,
    choices: [],
    follow_ups: [],
    created_at: '2026-01-01T00:00:00.000Z',
    ...rest,
  }
}

const show = (shown: ChatMessage) =>
  mount(AnswerMessage, { props: { message: shown, opened: null, last: true, busy: false, readonly: false } })

describe('an answer', () => {
  it('says its trust in a word and how the question was read', () => {
    const text = show(message({})).text()
    expect(text).toContain('Conferido')
    expect(text).toContain('Lido como: contagem de linhas')
  })

  it('opens the receipt of the figure that is clicked', async () => {
    const wrapper = show(message({}))
    await wrapper.get('p button').trigger('click')
    expect(wrapper.emitted('receipt')).toEqual([['12']])
  })

  it('puts a failed check in words beside the number', () => {
    const checks = [{ name: 'nulls_dropped', passed: false, detail: '12% das linhas ficaram de fora.' }]
    const text = show(message({ trust: 'amber', checks })).text()
    expect(text).toContain('Com ressalva')
    expect(text).toContain('12% das linhas ficaram de fora.')
  })

  it('asks back with choices that ask their question', async () => {
    const choices = [{ label: 'Maior receita', question: 'Quais lojas têm a maior receita?' }]
    const wrapper = show(message({ status: 'clarify', trust: 'none', rows: [], columns: [] }, { choices }))
    await wrapper
      .findAll('button')
      .find((button) => button.text().includes('Maior receita'))
      ?.trigger('click')
    expect(wrapper.emitted('ask')).toEqual([['Quais lojas têm a maior receita?']])
  })

  it('shows text from data as text, never as markup', () => {
    const wrapper = show(message({}, { content: '<img src=x onerror=alert(1)> vale 5' }))
    expect(wrapper.find('img').exists()).toBe(false)
    expect(wrapper.text()).toContain('<img src=x')
  })
})
