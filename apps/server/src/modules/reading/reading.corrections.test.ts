import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DialectOverride } from '@datapilot/contracts'
import { accountedLines, createReadingKit, lines, names, types, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const read = (content: string, override: DialectOverride) => kit.read(content, { override })

describe('a correction', () => {
  it('gives columns their types', async () => {
    const content = lines('cep;n;d;ok', '1310;007;01/02/2024;1', '4567;008;03/04/2024;0', '9999;012;05/06/2024;1')
    const override = { columns: { cep: 'text', n: 'integer', d: 'text', ok: 'number' } } as const
    const { reading, rows } = await read(content, override)
    expect(types(reading)).toEqual(['text', 'integer', 'text', 'number'])
    expect(rows[0]).toEqual(['1310', 7, '01/02/2024', 1])
  })

  it('gives single columns their date order', async () => {
    const content = lines('a,b', '01/02/2024,03/04/2024', '05/06/2024,07/08/2024')
    const { reading, rows } = await read(content, { date_orders: { b: 'mdy' } })
    expect(rows[0]).toEqual(['2024-02-01', '2024-03-04'])
    const open = reading.evidence.filter(({ ambiguous }) => ambiguous).map(({ column }) => column)
    expect(open).toContain('a')
    expect(open).not.toContain('b')
  })

  it('settles what divides thousands', async () => {
    const content = lines('v;w', '1.234;a', '5.678;b', '9.012;c')
    expect((await read(content, { thousands: '.' })).rows[0]).toEqual(['1234', 'a'])
    expect((await read(content, { thousands: null })).rows[0]).toEqual(['1.234', 'a'])
    const { reading } = await read(content, {})
    expect(reading.evidence.find(({ what }) => what === 'decimal')).toMatchObject({
      ambiguous: true,
      alternatives: [{ rows_lost: 0, override: { decimal: '.' } }],
    })
  })

  it('says how many lines at the end are no rows', async () => {
    const content = lines('a,b', '1,2', '3,4', '5,6', 'Total,12')
    const two = await read(content, { footer_lines: 2 })
    expect(two.reading).toMatchObject({ rows: 2, lines: { footer: 2 } })
    const none = await read(content, { footer_lines: 0 })
    expect(none.reading).toMatchObject({ rows: 4, lines: { footer: 0 } })
    for (const { reading } of [two, none]) expect(accountedLines(reading)).toBe(5)
  })

  it('names no column where there is no header', async () => {
    const { reading } = await read(lines('a,b', 'c,d', 'e,f'), { header_line: null })
    expect(reading).toMatchObject({ rows: 3, dialect: { header_line: null } })
    expect(names(reading)).toEqual(['column_1', 'column_2'])
  })

  it('says how quotes inside values are written', async () => {
    const content = lines('a,b', '1,"x \\" y"', '2,"z"')
    expect((await read(content, { escape: '\\' })).rows[0]).toEqual([1, 'x " y'])
  })

  it('keeps the shape that automatic detection sees, so that it is found again', async () => {
    const content = lines('código;valor', '01;1,5', '02;2,5')
    const plain = await kit.read(content)
    const corrected = await read(content, { header_line: null, columns: { column_1: 'text' } })
    expect(corrected.reading.shape).toEqual(plain.reading.shape)
    const other = await kit.read(lines('código;preço', '01;1,5', '02;2,5'))
    expect(other.reading.shape?.fingerprint).not.toBe(plain.reading.shape?.fingerprint)
  })
})

describe('a correction that does not work out', () => {
  const content = lines('a;b;d', '1;x;31/01/2024', '2;y;15/02/2024', '3;z;20/03/2024')

  it.each<[string, DialectOverride, string, object]>([
    ['a type that values contradict', { columns: { b: 'integer' } }, 'column_type_misfit', { column: 'b', misfits: 3 }],
    ['a date that is none', { columns: { a: 'date' } }, 'column_type_misfit', { column: 'a', misfits: 3 }],
    ['an order that days contradict', { date_orders: { d: 'mdy' } }, 'column_type_misfit', { column: 'd' }],
    ['a column that is not there', { columns: { nada: 'text' } }, 'column_unknown', { column: 'nada' }],
  ])('says so: %s', async (_, override, code, data) => {
    await expect(read(content, override)).rejects.toMatchObject({ code, facts: { data } })
  })

  it.each<[string, DialectOverride, string]>([
    ['one sign for thousands and decimals', { thousands: '.', decimal: '.' }, 'correction_contradictory'],
    ['one character for delimiter and quote', { delimiter: '"', quote: '"' }, 'correction_contradictory'],
    ['a line end for a delimiter', { delimiter: '\n' }, 'correction_contradictory'],
    ['a header behind the end', { header_line: 99 }, 'header_line_missing'],
    ['an encoding that nobody knows', { encoding: 'klingon' }, 'encoding_unknown'],
  ])('says so: %s', async (_, override, code) => {
    await expect(read(content, override)).rejects.toMatchObject({ code })
  })
})

describe('a preview', () => {
  it('shows what each line was taken for', async () => {
    const content = lines('Vendas', '# nota', 'a;b', '1;2', '', '3;4;5;6', '5;6', 'Total;8')
    const path = join(kit.folder, 'roles.csv')
    await writeFile(path, content)
    const preview = await kit.reader.previewFile({ path, filename: 'roles.csv' })
    expect(preview.lines.map(({ number, role }) => `${number} ${role}`)).toEqual([
      '1 preamble',
      '2 preamble',
      '3 header',
      '4 row',
      '5 blank',
      '6 rejected',
      '7 row',
      '8 footer',
    ])
    expect(preview).toMatchObject({
      complete: true,
      rows: [
        [1, 2],
        [5, 6],
      ],
    })
  })

  it('shows the first lines of a long file, and no footer where it was cut', async () => {
    const path = join(kit.folder, 'long.csv')
    await writeFile(path, `a,b\n${'1,"x\ny"\n'.repeat(1_500_000)}`)
    const preview = await kit.reader.previewFile({ path, filename: 'long.csv' })
    expect(preview.complete).toBe(false)
    expect(preview.lines).toHaveLength(200)
    expect(preview.lines.slice(0, 3)).toEqual([
      { number: 1, text: 'a,b', role: 'header' },
      { number: 2, text: '1,"x', role: 'row' },
      { number: 3, text: 'y"', role: 'row' },
    ])
    expect(preview.reading.lines?.footer).toBe(0)
  })
})
