import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountedLines, createReadingKit, names, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

interface WrittenDialect {
  readonly delimiter: string
  readonly newline: string
  readonly encoding: string
  readonly quoteAll: boolean
  readonly lastNewline: boolean
}

const dialects: fc.Arbitrary<WrittenDialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'win1252', 'utf-16le', 'utf-16be'),
  quoteAll: fc.boolean(),
  lastNewline: fc.boolean(),
})

/** Values that are text beyond doubt, with everything in them that has to be quoted. */
const hostile = fc.constantFrom(',', ';', '\t', '|', '"', '\n', "'", ' ', 'ção', '€', '.', '0')
const texts = fc
  .tuple(fc.stringMatching(/^[a-z]{2,8}$/), fc.array(hostile, { maxLength: 4 }), fc.stringMatching(/^[a-z]{1,6}$/))
  .map(([a, middle, b]) => a + middle.join('') + b)
const cents = fc.integer({ min: -99_999_999, max: 99_999_999 })
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const tables = fc.array(fc.tuple(texts, fc.integer({ min: -1_000_000, max: 1_000_000 }), cents, days, texts), {
  minLength: 3,
  maxLength: 40,
})

const twoDecimals = (value: number): string => {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function write(rows: readonly (readonly [string, number, number, string, string])[], dialect: WrittenDialect): Buffer {
  const comma = dialect.delimiter === ';'
  const quote = (value: string): string =>
    dialect.quoteAll || /["\r\n]/.test(value) || value.includes(dialect.delimiter)
      ? `"${value.replaceAll('"', '""')}"`
      : value
  const day = (iso: string): string => (comma ? iso.split('-').toReversed().join('/') : iso)
  const money = (value: number): string => (comma ? twoDecimals(value).replace('.', ',') : twoDecimals(value))
  const cells = rows.map(([a, n, m, d, b]) => [a, String(n), money(m), day(d), b])
  const text = [['nome', 'inteiro', 'valor', 'data', 'nota'], ...cells]
    .map((row) => row.map(quote).join(dialect.delimiter))
    .join(dialect.newline)
  const whole = text + (dialect.lastNewline ? dialect.newline : '')
  if (dialect.encoding === 'utf8-bom') return Buffer.from('\ufeff' + whole)
  return iconv.encode(whole, dialect.encoding, { addBOM: dialect.encoding.startsWith('utf-16') })
}

describe('any table in any dialect', () => {
  it('is read back equal', async () => {
    await fc.assert(
      fc.asyncProperty(tables, dialects, async (rows, dialect) => {
        const { reading, rows: table } = await kit.read(write(rows, dialect))
        expect(names(reading)).toEqual(['nome', 'inteiro', 'valor', 'data', 'nota'])
        expect(reading.rejected_rows).toBe(0)
        const ambiguous = reading.evidence.some(({ what, ambiguous: open }) => what === 'date_order' && open)
        const expected = rows.map(([a, n, m, d, b]): unknown[] => [
          a,
          n,
          twoDecimals(m),
          ambiguous ? expect.any(String) : d,
          b,
        ])
        expect(table).toEqual(expected)
        expect(accountedLines(reading)).toBe(reading.lines?.physical)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  }, 120_000)

  it('loses no row when some are damaged: each is read, or rejected with its line', async () => {
    const damaged = fc.array(fc.constantFrom('short', 'long', 'quote', 'none', 'none', 'none'), {
      minLength: 12,
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(damaged, async (kinds) => {
        const body = kinds.map((kind, index) => {
          const row = [`name ${index}`, String(index), `${index}.50`, 'word']
          if (kind === 'short') return row.slice(0, 2).join(',')
          if (kind === 'long') return [...row, 'more'].join(',')
          return kind === 'quote' ? `"${row.join(',')}` : row.join(',')
        })
        const { reading, rejects } = await kit.read(
          [
            'name,n,m,t',
            'first,900,1.50,word',
            'second,901,1.50,word',
            'third,902,1.50,word',
            ...body,
            'last,999,1.50,word',
          ].join('\n'),
        )
        expect(reading.rows + reading.rejected_rows).toBe(kinds.length + 4)
        expect(rejects).toHaveLength(reading.rejected_rows)
        expect(accountedLines(reading)).toBe(kinds.length + 5)
        for (const { line } of rejects) expect(['short', 'long', 'quote']).toContain(kinds[line - 5])
      }),
      { numRuns: 20, endOnFailure: true },
    )
  }, 120_000)
})
