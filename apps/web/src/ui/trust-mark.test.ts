import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import TrustMark from './TrustMark.vue'

describe('the trust mark', () => {
  it('has a shape and a word of its own for each of the four', () => {
    const marks = (['checked', 'single', 'amber', 'none'] as const).map((trust) =>
      mount(TrustMark, { props: { trust } }),
    )
    expect(new Set(marks.map((mark) => mark.get('svg').html())).size).toBe(4)
    expect(marks.map((mark) => mark.text())).toEqual(['Conferido', 'Uma derivação', 'Com ressalva', 'Sem resposta'])
    expect(marks.every((mark) => mark.get('svg').attributes('aria-hidden') === 'true')).toBe(true)
  })
})
