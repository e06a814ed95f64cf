import { describe, expect, it } from 'vitest'
import { nameFromFilename, safeFilename } from './filename.ts'

describe('safeFilename', () => {
  it.each([
    ['data.csv', 'data.csv'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\vendas 2024.csv', 'vendas 2024.csv'],
    ['/absolute/path.parquet', 'path.parquet'],
    ['a\u0000b\r\n.csv', 'ab.csv'],
    ['invoice\u202Evsc.exe', 'invoicevsc.exe'],
    ['relat\u0303orio.csv', 'relat\u0303orio.csv'.normalize('NFC')],
    ['  spaced.csv ', 'spaced.csv'],
    ['..csv', '..csv'],
  ])('reduces %j to %j', (raw, expected) => {
    expect(safeFilename(raw)).toBe(expected)
  })

  it.each(['', '.', '..', '../', 'folder/', '\u0000', '...', '  '])('refuses %j with a code', (raw) => {
    expect(() => safeFilename(raw)).toThrow(expect.objectContaining({ code: 'filename_invalid', status: 422 }))
  })

  it('shortens long names and keeps the ending that says what the file is', () => {
    const short = safeFilename(`${'x'.repeat(500)}.csv.gz`)
    expect(short).toHaveLength(200)
    expect(short).toMatch(/x\.csv\.gz$/)
  })
})

describe('nameFromFilename', () => {
  it.each([
    ['vendas_2024.csv', 'vendas 2024'],
    ['sales.csv.gz', 'sales'],
    ['.csv', '.csv'],
    ['Relatório final', 'Relatório final'],
  ])('%j is shown as %j', (filename, expected) => {
    expect(nameFromFilename(filename)).toBe(expected)
  })
})
