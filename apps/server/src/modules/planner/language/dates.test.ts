import { describe, expect, it } from 'vitest'
import { findDates } from './dates.ts'

const read = (text: string) => findDates(text).map(({ year, quarter, month, day }) => [year, quarter, month, day])

describe('dates in a question', () => {
  it.each([
    ['em 31/12/2024', [2024, null, 12, 31]],
    ['em 5 de março de 2024', [2024, null, 3, 5]],
    ['em março de 2024', [2024, null, 3, null]],
    ['em mar/2024', [2024, null, 3, null]],
    ['no primeiro trimestre de 2023', [2023, 1, null, null]],
    ['no 2º trimestre de 2023', [2023, 2, null, null]],
    ['em 2023', [2023, null, null, null]],
    ['em março', [null, null, 3, null]],
    ['on March 5, 2024', [2024, null, 3, 5]],
    ['on 12-Apr-2005', [2005, null, 4, 12]],
    ['in Q1 2023', [2023, 1, null, null]],
    ['in January 2024', [2024, null, 1, null]],
    ['on 2024-02-29', [2024, null, 2, 29]],
    ['on February 2', [null, null, 2, 2]],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  it.each(['how many may apply', 'R$ 2000', 'more than 2.000', 'the march to victory', 'page 3000'])(
    'finds none in %s',
    (text) => {
      expect(read(text)).toEqual([])
    },
  )

  it('reads both ends of a range', () => {
    expect(read('entre 01/01/2024 e 31/01/2024')).toEqual([
      [2024, null, 1, 1],
      [2024, null, 1, 31],
    ])
  })
})
