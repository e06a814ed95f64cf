import type { Cell, Reading } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { parseClean } from './csv-gold.ts'
import { scoreTable } from './csv-score.ts'

function readingOf(...columns: [string, Reading['columns'][number]['type']][]): Reading {
  return {
    format: 'csv',
    compression: 'none',
    bytes: 1,
    dialect: null,
    evidence: [],
    lines: null,
    columns: columns.map(([name, type]) => ({ name, source_name: name, type, unit: null })),
    rows: 0,
    rejected_rows: 0,
    warnings: [],
  }
}

const gold = (header: string[], ...rows: string[][]) => ({ file: 'x.csv', path: 'x.csv', header, rows })

describe('a clean file', () => {
  it('is parsed by RFC 4180 alone', () => {
    expect(parseClean('a,"b, ""c"""\r\n"x\ny",\n')).toEqual([
      ['a', 'b, "c"'],
      ['x\ny', ''],
    ])
    expect(parseClean('a\n1')).toEqual([['a'], ['1']])
  })
})

describe('the score of a table', () => {
  it('is ten when typed values say what the clean text says', () => {
    const reading = readingOf(['day', 'date'], ['price', 'decimal'], ['at', 'time'], ['note', 'text'])
    const rows: Cell[][] = [['2018-01-28', '74.69', '05:00:00', null]]
    const table = gold(['day', 'price', 'at', 'note'], ['28/01/2018', '$74.69', '05:00', ''])
    expect(scoreTable(reading, rows, table).score).toBe(10)
  })

  it('falls with a lost record, a wrong cell and a wrong name', () => {
    const reading = readingOf(['a', 'integer'], ['x', 'text'])
    const { header, records, cells, score } = scoreTable(
      reading,
      [[1, 'one']],
      gold(['a', 'b'], ['1', 'one'], ['2', 'two']),
    )
    expect(header).toEqual({ precision: 0.5, recall: 0.5 })
    expect(records).toEqual({ precision: 1, recall: 0.5 })
    expect(cells).toEqual({ precision: 1, recall: 0.5 })
    expect(score).toBeCloseTo(20 / 3)
  })

  it('is nothing where nothing agrees', () => {
    const reading = readingOf(['x', 'text'])
    expect(scoreTable(reading, [['wrong']], gold(['a'], ['right'])).score).toBe(0)
  })
})
