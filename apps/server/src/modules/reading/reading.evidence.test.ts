import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evidence, Reading } from '@datapilot/contracts'
import { createReadingKit, lines, types, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

function decision({ evidence }: Reading, what: Evidence['what'], column?: string): Evidence {
  const found = evidence.find((one) => one.what === what && one.column === column)
  if (found === undefined) throw new Error(`no evidence of ${what}`)
  return found
}

const lostBy = (evidence: Evidence, value: string): number | null | undefined =>
  evidence.alternatives.find((alternative) => alternative.value === value)?.rows_lost

describe('every decision says what its alternatives would lose', () => {
  it('delimiter, quote, header, decimal, thousands, dates and newline', async () => {
    const content = lines(
      'nome;valor;dia',
      '"a;1";1.234,50;31/01/2024',
      '"b, c";2.000,00;02/02/2024',
      'd;3,25;05/03/2024',
      'e;4,75;07/04/2024',
    )
    const { reading } = await kit.read(content)
    expect(lostBy(decision(reading, 'delimiter'), ',')).toBeGreaterThan(0)
    expect(lostBy(decision(reading, 'quote'), 'none')).toBe(1)
    expect(lostBy(decision(reading, 'header'), 'none')).toBe(0)
    expect(lostBy(decision(reading, 'decimal'), '.')).toBe(4)
    expect(lostBy(decision(reading, 'thousands'), 'none')).toBe(2)
    expect(lostBy(decision(reading, 'date_order'), 'mdy')).toBe(1)
    expect(decision(reading, 'date_order')).toMatchObject({ counted: { rows: 4, whole_file: true }, ambiguous: false })
    expect(decision(reading, 'newline').chosen).toBe('lf')
  })

  it('preamble and footer, with the correction that takes the other reading', async () => {
    const { reading } = await kit.read(lines('Título', '', 'a,b', '1,2', '3,4', 'Total,6'))
    expect(decision(reading, 'preamble').alternatives).toMatchObject([{ rows_lost: 3, override: { header_line: 1 } }])
    expect(decision(reading, 'footer').alternatives).toMatchObject([{ rows_lost: 0, override: { footer_lines: 0 } }])
  })

  it('latin-1 and windows-1252: the same characters, or the lines with other ones', async () => {
    const same = await kit.read(iconv.encode(lines('a,b', 'São,1', 'Pará,2'), 'latin1'))
    expect(lostBy(decision(same.reading, 'encoding'), 'windows-1252')).toBe(0)
    const signs = await kit.read(iconv.encode(lines('a,b', 'São,1', '5 €,2', '“x”,3'), 'windows-1252'))
    expect(signs.reading.dialect?.encoding).toBe('windows-1252')
    expect(lostBy(decision(signs.reading, 'encoding'), 'iso-8859-1')).toBe(2)
    expect(signs.rows.map(([first]) => first)).toEqual(['São', '5 €', '“x”'])
  })

  it('windows-1252 that shows itself only at the end', async () => {
    const body = iconv.encode('São,1\n'.repeat(100_000), 'latin1')
    const { reading } = await kit.read(Buffer.concat([Buffer.from('a,b\n'), body, iconv.encode('5 €,2\n', 'win1252')]))
    expect(reading.dialect?.encoding).toBe('windows-1252')
  })
})

describe('what the evidence does not decide is asked', () => {
  it('day and month', async () => {
    const { reading } = await kit.read(lines('a,b', '01/02/2024,x', '03/04/2024,y'))
    const open = decision(reading, 'date_order')
    expect(open).toMatchObject({ ambiguous: true, alternatives: [{ override: { date_orders: { a: 'mdy' } } }] })
  })

  it('but not where a column is a series by month', async () => {
    const months = Array.from(
      { length: 24 },
      (_, index) => `01/${String((index % 12) + 1).padStart(2, '0')}/2024;${index},5`,
    )
    const { reading } = await kit.read(lines('data;valor', ...months))
    expect(decision(reading, 'date_order')).toMatchObject({ chosen: 'dmy', ambiguous: false })
  })

  it('the order of each column where they differ', async () => {
    const { reading } = await kit.read(lines('a,b', '31/01/2024,01/31/2024', '15/02/2024,02/15/2024'))
    expect(decision(reading, 'date_order', 'a')).toMatchObject({ chosen: 'dmy', ambiguous: false })
    expect(decision(reading, 'date_order', 'b')).toMatchObject({ chosen: 'mdy', ambiguous: false })
  })

  it('a header with more names than the rows have cells', async () => {
    const { reading, rows } = await kit.read(lines('a,b,c,d', '1,2,3', '4,5,6', '7,8,9'))
    expect(rows[0]).toEqual([1, 2, 3, null])
    expect(decision(reading, 'header').ambiguous).toBe(true)
    expect(reading.warnings).toMatchObject([{ code: 'rows_repaired', count: 3 }])
  })

  it('lines of another encoding', async () => {
    const mixed = Buffer.concat([Buffer.from('a,b\nSão,1\nPará,2\nCeará,3\n'), iconv.encode('José,4\n', 'latin1')])
    const { reading, rows } = await kit.read(mixed)
    expect(rows.map(([name]) => name)).toEqual(['São', 'Pará', 'Ceará', 'José'])
    expect(decision(reading, 'encoding').ambiguous).toBe(true)
    expect(reading.warnings).toMatchObject([{ code: 'mixed_encoding', count: 1 }])
  })
})

describe('quotes that were lost', () => {
  it('swallow no rows', async () => {
    const { reading, rows } = await kit.read(
      lines('id,nome,v', '1,a,1', '2,"abc,2', '3,d,3', '4,e,4', '5,f 5",5', '6,g,6', '7,h,7'),
    )
    expect(rows).toHaveLength(7)
    expect(reading.warnings).toMatchObject([{ code: 'stray_quotes' }])
  })

  it('are said to be doubtful where a value may be meant', async () => {
    const { reading } = await kit.read(lines('id,nome,v', '1,a,1', '2,"abc,2', '5,f 5",5', '6,g,6', '7,h,7'))
    expect(reading.warnings).toMatchObject([{ code: 'rows_in_quotes', count: 1 }])
  })

  it('cost no search of megabytes each', async () => {
    const started = performance.now()
    const { reading } = await kit.read(`a,b\n${Array.from({ length: 30_000 }, (_, i) => `"x${i},${i}`).join('\n')}\n`)
    expect(reading.rows).toBe(30_000)
    expect(types(reading)).toEqual(['text', 'integer'])
    // It took 25 s when every lost quote was looked for to the end of the text.
    expect(performance.now() - started).toBeLessThan(8_000)
  })
})
