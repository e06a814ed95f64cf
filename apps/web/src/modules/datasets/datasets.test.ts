import type { Alert, DatasetSummary, Dialect, Reading } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../platform/i18n/index.ts'
import { columnOf } from '../../test-support/column.ts'
import { filterColumns } from './dataset/filter-columns.ts'
import { overrideOf } from './dataset/reading/override-of.ts'
import { wordChosen, wordReason } from './dataset/reading/reading-reasons.ts'
import { numberSample, readingParts } from './dataset/reading/reading-words.ts'
import { sampleCsv } from './uploads/sample-file.ts'
import { sortDatasets } from './sort-datasets.ts'

const t = (key: string, named?: Record<string, unknown>): string => i18n.global.t(key, named ?? {})

describe('the reading in one line', () => {
  const dialect: Dialect = {
    encoding: 'iso-8859-1',
    bom: false,
    delimiter: ';',
    quote: '"',
    escape: '"',
    newline: 'crlf',
    header_line: 9,
    decimal: ',',
    thousands: '.',
    date_order: 'dmy',
  }

  it('says encoding, delimiter, numbers, dates and header', () => {
    expect(readingParts({ dialect, compression: 'none' } as Reading, t)).toEqual([
      'latin-1',
      ';',
      '1.234,56',
      'dd/mm/aaaa',
      'cabeçalho na linha 9',
    ])
  })

  it('writes a tab out and leaves out what no number showed', () => {
    const parts = readingParts(
      {
        dialect: { ...dialect, delimiter: '\t', decimal: null, thousands: null, header_line: null },
        compression: 'gzip',
      } as Reading,
      t,
    )
    expect(parts).toEqual(['latin-1', 'tabulação', 'dd/mm/aaaa', 'sem cabeçalho', 'gzip'])
    expect(numberSample({ decimal: '.', thousands: null })).toBe('1234.56')
  })

  it('names the format where it carries its own schema', () => {
    expect(readingParts({ dialect: null, format: 'parquet', compression: 'none' } as Reading, t)).toEqual(['parquet'])
  })
})

describe('reasons of the reading', () => {
  it('are worded in the language, with their figures', () => {
    expect(wordReason('1996 of 1999 sampled records have 16 fields', t)).toBe(
      '1996 de 1999 registros da amostra têm 16 campos',
    )
    expect(wordReason('the numbers of a, b fit only this; c could be read either way', t)).toBe(
      'os números de a, b só cabem assim; c cabem nas duas leituras',
    )
    expect(wordChosen('line 5', t)).toBe('linha 5')
  })

  it('are shown as they came when they are new', () => {
    expect(wordReason('something else entirely', t)).toBe('something else entirely')
  })
})

describe('a correction', () => {
  it('is made of an alternative, where the server takes one', () => {
    expect(overrideOf('delimiter', 'tab')).toEqual({ delimiter: '\t' })
    expect(overrideOf('header', 'line 3')).toEqual({ header_line: 3 })
    expect(overrideOf('header', 'none')).toEqual({ header_line: null })
    expect(overrideOf('date_order', 'mdy')).toEqual({ date_order: 'mdy' })
    expect(overrideOf('decimal', 'x')).toBeNull()
    expect(overrideOf('footer', 'none')).toBeNull()
  })
})

describe('lists', () => {
  const dataset = (name: string, rows: number | null, created_at: string): DatasetSummary =>
    ({ name, rows, created_at }) as DatasetSummary

  it('sort names as people do, and unread datasets last', () => {
    const items = [dataset('b10', 5, '1'), dataset('B2', null, '2'), dataset('água', 9, '3')]
    expect(sortDatasets(items, { key: 'name', descending: false }, 'pt').map((item) => item.name)).toEqual([
      'água',
      'B2',
      'b10',
    ])
    expect(sortDatasets(items, { key: 'rows', descending: true }, 'pt').map((item) => item.rows)).toEqual([9, 5, null])
  })

  it('filter columns by name without accents, by alert and by missing values', () => {
    const columns = [columnOf({ name: 'Preço' }), columnOf({ name: 'uf', missing: 2 })]
    const alerts = [{ columns: ['Preço'] } as Alert]
    expect(filterColumns(columns, alerts, 'preco', 'all').map((column) => column.name)).toEqual(['Preço'])
    expect(filterColumns(columns, alerts, '', 'alert').map((column) => column.name)).toEqual(['Preço'])
    expect(filterColumns(columns, alerts, '', 'missing').map((column) => column.name)).toEqual(['uf'])
  })
})

describe('the sample', () => {
  it('is the same file for everybody', () => {
    const lines = sampleCsv().trimEnd().split('\n')
    expect(lines).toHaveLength(2001)
    expect(new Set(lines.map((line) => line.split(';').length))).toEqual(new Set([9]))
    expect(sampleCsv()).toBe(sampleCsv())
  })
})
