import type { Answer, Cell } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { failedAnswer } from '../answering/answering.ts'
import { agrees, analysisAllowance, lookupAllowance, score } from './score.ts'

function answered(rows: Cell[][]): Answer {
  return {
    ...failedAnswer('1', ''),
    status: 'answered',
    trust: 'single',
    rows,
    value: rows.length === 1 && rows[0]?.length === 1 ? (rows[0][0] ?? null) : null,
  }
}

describe('a gold value and a cell', () => {
  it.each<[Cell, Cell]>([
    [3, 3],
    ['3', 3],
    ['18,690', 18690],
    ['34.65', 34.6512],
    [1 / 3, 0.33333333],
    ['Köln', 'koln'],
    ['"Thin  Line"', 'thin line'],
    ['7.90', '7.9'],
  ])('%j and %j agree', (gold, cell) => {
    expect(agrees(gold, cell)).toBe(true)
  })

  it.each<[Cell, Cell]>([
    [3, 4],
    ['34.65', 34.6],
    ['34', 34.4],
    ['yes', 'no'],
    ['a', null],
    ['1', 'one'],
  ])('%j and %j do not', (gold, cell) => {
    expect(agrees(gold, cell)).toBe(false)
  })
})

describe('the verdict on an answer', () => {
  it('is right when every gold value stands in it', () => {
    expect(score(answered([['a'], ['b']]), ['b', 'a'], lookupAllowance(2))).toBe('right')
    expect(score(answered([['x', 2, 'y']]), [2], lookupAllowance(1))).toBe('right')
  })

  it('is wrong for a missing value, for more rows than gold values and for a dump', () => {
    expect(score(answered([['a']]), ['a', 'b'], lookupAllowance(2))).toBe('wrong')
    expect(score(answered([['a'], ['b']]), ['a'], lookupAllowance(1))).toBe('wrong')
    expect(score(answered([['a', 1, 2, 3, 4]]), ['a'], lookupAllowance(1))).toBe('wrong')
  })

  it('allows labels beside the figures of an analysis', () => {
    expect(
      score(
        answered([
          ['child', 31.09],
          ['adult', 35.17],
        ]),
        ['31.09', '35.17'],
        analysisAllowance(2),
      ),
    ).toBe('right')
  })

  it('tells declined, asked back and failed apart from wrong', () => {
    expect(score({ ...answered([]), status: 'declined' }, ['a'], lookupAllowance(1))).toBe('declined')
    expect(score({ ...answered([]), status: 'clarify' }, ['a'], lookupAllowance(1))).toBe('declined')
    expect(score(failedAnswer('1', 'file_missing'), ['a'], lookupAllowance(1))).toBe('error')
  })
})
