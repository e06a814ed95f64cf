import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, lines, types, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

/** A file of one named column beside a text column, so that the delimiter is beyond doubt. */
async function column(...values: string[]) {
  const { reading, rows } = await kit.read(lines('k|v', ...values.map((value, index) => `row ${index} text|${value}`)))
  return { type: reading.columns[1]?.type, unit: reading.columns[1]?.unit, cells: rows.map((row) => row[1]), reading }
}

describe('numbers', () => {
  it.each<[string, string[], string, unknown[]]>([
    ['integers', ['1', '-20', '0'], 'integer', [1, -20, 0]],
    ['decimal comma and dots', ['1.234,56', '-7,5', '1.000.000,00'], 'decimal', ['1234.56', '-7.50', '1000000.00']],
    ['commas and decimal point', ['1,234.56', '7.5', '1,000,000.00'], 'decimal', ['1234.56', '7.50', '1000000.00']],
    ['no leading zero', [',9', '2,5', '0'], 'decimal', ['0.9', '2.5', '0.0']],
    ['parentheses as minus', ['(1.234,50)', '2,5'], 'decimal', ['-1234.50', '2.50']],
    ['trailing minus', ['12,5-', '2,5'], 'decimal', ['-12.5', '2.5']],
    ['many decimals as doubles', ['0.123456789', '-2.5'], 'number', [0.123456789, -2.5]],
    ['exponents', ['1e3', '2.5E-2'], 'number', [1000, 0.025]],
    ['groups of three proven twice', ['1.234.567', '2.000'], 'decimal', ['1234567', '2000']],
  ])('reads %s', async (_, values, type, cells) => {
    expect(await column(...values)).toMatchObject({ type, cells })
  })

  it.each<[string, string[], string, unknown[]]>([
    ['R$', ['R$ 1.234,56', 'R$ 7,00', '-R$ 3,10'], 'R$', ['1234.56', '7.00', '-3.10']],
    ['%', ['12,5%', '3%'], '%', ['12.5', '3.0']],
    ['$', ['$74.69', '$1,000.00'], '$', ['74.69', '1000.00']],
  ])('takes off %s where every value has it', async (_, values, unit, cells) => {
    expect(await column(...values)).toMatchObject({ type: 'decimal', unit, cells })
  })

  it.each<[string, string[]]>([
    ['leading zeros', ['01310', '04567']],
    ['one leading zero at the end', ['1310', '2000', '04567']],
    ['tax numbers', ['123.456.789-09', '987.654.321-00']],
    ['units on some values only', ['12%', '13']],
    ['two conventions in one column', ['1.234,56', '1,234.56']],
    ['more digits than a number holds exactly', ['12345678901234567890', '22345678901234567890']],
    ['signs of phone numbers', ['+5511999990000', '+5511988880000']],
    ['one word among numbers', ['1', '2', 'three']],
  ])('keeps %s as text, unchanged', async (_, values) => {
    expect(await column(...values)).toMatchObject({ type: 'text', cells: values })
  })

  it('says that 1.234 alone could be either', async () => {
    const { reading } = await column('1.234', '5.678')
    expect(reading.evidence.find(({ what }) => what === 'decimal')).toMatchObject({ ambiguous: true })
    const set = await kit.read(lines('k|v', 'a|1.234', 'b|5.678'), { override: { decimal: ',' } })
    expect(set.rows.map((row) => row[1])).toEqual(['1234', '5678'])
  })

  it('lets other columns of the file decide', async () => {
    const { rows } = await kit.read(lines('a;b', '1.234;1,5', '5.678;2,25'))
    expect(rows).toEqual([
      ['1234', '1.50'],
      ['5678', '2.25'],
    ])
  })
})

describe('dates, times and truth', () => {
  it.each<[string, string[], string, unknown[]]>([
    ['day first', ['31/12/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-02-01']],
    ['month first, proven', ['12/31/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-01-02']],
    ['ISO', ['2024-12-31', '2024-01-02'], 'date', ['2024-12-31', '2024-01-02']],
    ['year first with slashes', ['2024/12/31', '2024/01/02'], 'date', ['2024-12-31', '2024-01-02']],
    ['short years', ['31/12/24', '25/04/08'], 'date', ['2024-12-31', '2008-04-25']],
    ['dots', ['31.12.2024', '01.02.2024'], 'date', ['2024-12-31', '2024-02-01']],
    [
      'clocks of two lengths',
      ['31/12/2024 10:20', '01/02/2024 10:20:30'],
      'timestamp',
      ['2024-12-31T10:20:00', '2024-02-01T10:20:30'],
    ],
    [
      'half days',
      ['12/31/2024 1:05 PM', '01/02/2024 12:00 AM'],
      'timestamp',
      ['2024-12-31T13:05:00', '2024-01-02T00:00:00'],
    ],
    [
      'zones as UTC',
      ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05+02:00'],
      'timestamp',
      ['2024-01-02T03:04:05', '2024-01-02T01:04:05'],
    ],
    ['times', ['10:20', '23:59:59'], 'time', ['10:20:00', '23:59:59']],
    ['sim and não', ['Sim', 'não', 'SIM'], 'boolean', [true, false, true]],
    ['letters, both present', ['S', 'N', 'S'], 'boolean', [true, false, true]],
  ])('reads %s', async (_, values, type, cells) => {
    expect(await column(...values)).toMatchObject({ type, cells })
  })

  it.each<[string, string[]]>([
    ['days that do not exist', ['30/02/2024', '01/03/2024']],
    ['both orders in one column', ['31/12/2024', '12/31/2024']],
    ['one letter only', ['S', 'S']],
    ['durations', ['25:30', '10:00']],
    ['text behind a date', ['2024-01-02abc', '2024-01-03']],
  ])('keeps %s as text', async (_, values) => {
    expect(await column(...values)).toMatchObject({ type: 'text', cells: values })
  })

  it('says that 01/02/2024 could be either and takes the day first', async () => {
    const { reading, cells } = await column('01/02/2024', '03/04/2024')
    expect(cells).toEqual(['2024-02-01', '2024-04-03'])
    expect(reading.evidence.find(({ what }) => what === 'date_order')).toMatchObject({ chosen: 'dmy', ambiguous: true })
    const set = await kit.read(lines('k|v', 'a|01/02/2024', 'b|03/04/2024'), { override: { date_order: 'mdy' } })
    expect(set.rows.map((row) => row[1])).toEqual(['2024-01-02', '2024-03-04'])
  })
})

describe('spellings of nothing', () => {
  it('become null in typed columns and are counted', async () => {
    const { type, cells, reading } = await column('1', 'NA', '-', '#N/D', 'null', '', '5')
    expect(type).toBe('integer')
    expect(cells).toEqual([1, null, null, null, null, null, 5])
    expect(reading.warnings).toContainEqual({ code: 'null_spellings', detail: 'v', count: 4 })
  })

  it('stay in text columns', async () => {
    expect((await column('NA', 'Angola', '-')).cells).toEqual(['NA', 'Angola', '-'])
  })
})

describe('types hold for all rows, not for a sample', () => {
  const many = (last: string, row = (index: number) => String(index)) =>
    lines(
      'k,v',
      ...Array.from({ length: 120_000 }, (_, index) => `some words ${index},${row(index)}`),
      `the last,${last}`,
    )

  it.each([
    ['a word', 'oops', 'text'],
    ['a leading zero', '007', 'text'],
    ['a fraction', '1.5', 'decimal'],
    ['nothing spelled out', 'N/A', 'integer'],
  ])('when %s comes last', async (_, last, type) => {
    const { reading } = await kit.read(many(last))
    expect(types(reading)).toEqual(['text', type])
    expect(reading.rows).toBe(120_001)
  })

  it('when a value of the right shape is no date', async () => {
    const { reading } = await kit.read(many('31/02/2024', () => '28/02/2024'))
    expect(types(reading)[1]).toBe('text')
  })
})
