import { utils, write, type BookType, type CellObject, type WorkBook } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sheetData, xlsxOf } from '../archive/zip.test-kit.ts'
import { accountedLines, createReadingKit, names, types, type ReadingKit } from '../reading.test-kit.ts'

type Cells = readonly (readonly unknown[])[]

function bookOf(sheets: Readonly<Record<string, Cells>>, change: (book: WorkBook) => void = () => undefined): WorkBook {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet([...cells].map((row) => [...row])), name)
  change(book)
  return book
}

function bytes(book: WorkBook, type: BookType = 'xlsx'): Buffer {
  return write(book, { type: 'buffer', bookType: type }) as Buffer
}

const number = (v: number, z?: string): CellObject => (z === undefined ? { t: 'n', v } : { t: 'n', v, z })
const text = (inner: string): [string, string] => ['t="inlineStr"', `<is><t>${inner}</t></is>`]
const plain = (value: string, style = 0): [string, string] => [`s="${style}"`, `<v>${value}</v>`]
const FORMATS = `<numFmts count="2"><numFmt numFmtId="164" formatCode="00000\\-000"/><numFmt numFmtId="165" formatCode="[$R$-416] #,##0.00"/></numFmts>
  <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

describe('workbooks', () => {
  const table: Cells = [
    ['Relatório de vendas'],
    [],
    ['Código', 'CEP', 'Data', 'Valor', 'Parte', 'Ativo', 'Nota'],
    [
      1,
      number(1310100, '00000-000'),
      number(45322, 'dd/mm/yyyy'),
      number(1234.5, '"R$" #,##0.00'),
      number(0.125, '0.0%'),
      true,
      'a',
    ],
    [
      2,
      number(20040020, '00000-000'),
      number(45351, 'dd/mm/yyyy'),
      number(-7, '"R$" #,##0.00'),
      number(0.07, '0.0%'),
      false,
      'b\nc',
    ],
    [
      3,
      number(99999, '00000-000'),
      number(45352, 'dd/mm/yyyy'),
      number(0.3, '"R$" #,##0.00'),
      number(0.5, '0.0%'),
      true,
      null,
    ],
    ['Total', null, null, number(1227.8), null, null, null],
  ]
  const sheets = {
    Vendas: table,
    Outra: [
      ['a', 'b'],
      [1, 'x'],
      [2, 'y'],
    ],
    Oculta: [
      ['c', 'd'],
      [1, 2],
    ],
    Vazia: [],
  }
  const hide = (book: WorkBook): void => {
    book.Workbook = { Sheets: [{}, {}, { Hidden: 1 }, {}] }
  }

  it.each<BookType>(['xlsx', 'biff8'])(
    '%s: title, header, totals, types by format, hidden sheets named',
    async (type) => {
      const { reading, rows } = await kit.read(bytes(bookOf(sheets, hide), type), { name: 'relatorio.bin' })
      expect(reading.format).toBe(type === 'xlsx' ? 'xlsx' : 'xls')
      expect(names(reading)).toEqual(['Código', 'CEP', 'Data', 'Valor', 'Parte', 'Ativo', 'Nota'])
      expect(types(reading)).toEqual(['integer', 'text', 'date', 'decimal', 'decimal', 'boolean', 'text'])
      expect(reading.columns.map(({ unit }) => unit)).toEqual([null, null, null, 'R$', '%', null, null])
      expect(rows).toEqual([
        [1, '01310-100', '2024-01-31', '1234.5', '12.5', true, 'a'],
        [2, '20040-020', '2024-02-29', '-7.0', '7.0', false, 'b\nc'],
        [3, '00099-999', '2024-03-01', '0.3', '50.0', true, null],
      ])
      expect(reading.lines).toEqual({
        physical: 7,
        preamble: 1,
        header: 1,
        blank: 1,
        footer: 1,
        in_rows: 3,
        in_rejected: 0,
      })
      expect(reading.part).toBe('Vendas')
      expect(reading.tables).toEqual([
        { name: 'Vendas', rows: 3, columns: 7, hidden: false },
        { name: 'Outra', rows: null, columns: null, hidden: false },
        { name: 'Oculta', rows: null, columns: null, hidden: true },
        { name: 'Vazia', rows: 0, columns: null, hidden: false },
      ])
      expect(reading.warnings).toEqual([
        { code: 'hidden_sheets', detail: 'Hidden sheets with values: Oculta.', count: 1 },
      ])
    },
  )

  it('reads the sheet that is asked for, and says which there are', async () => {
    const file = bytes(bookOf(sheets, hide))
    const { reading, rows } = await kit.read(file, { override: { sheet: 'Outra' } })
    expect([reading.part, rows]).toEqual([
      'Outra',
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ])
    const hidden = await kit.read(file, { override: { sheet: 'Oculta' } })
    expect(hidden.reading.warnings.map(({ code }) => code)).toContain('hidden_sheet')
    await expect(kit.read(file, { override: { sheet: 'Nenhuma' } })).rejects.toMatchObject({
      code: 'table_not_found',
      facts: { expected: 'Vendas, Outra, Oculta, Vazia' },
    })
  })

  it('a cover sheet of notes is not the table', async () => {
    const { reading } = await kit.read(
      bytes(
        bookOf({
          Capa: [['Leia-me'], ['Feito em 2024']],
          Dados: [
            ['a', 'b'],
            [1, 2],
            [3, 4],
          ],
        }),
      ),
    )
    expect(reading.part).toBe('Dados')
  })

  it('OpenDocument: the same table', async () => {
    const { reading, rows } = await kit.read(
      bytes(
        bookOf({
          Plan1: [
            ['nome', 'valor'],
            ['Ana', 1.5],
            ['Bia  X', -2],
          ],
        }),
        'ods',
      ),
    )
    expect([reading.format, types(reading)]).toEqual(['ods', ['text', 'decimal']])
    expect(rows).toEqual([
      ['Ana', '1.5'],
      ['Bia  X', '-2.0'],
    ])
  })

  it('headings that are merged over columns and rows become one name each; merged data holds for all its rows', async () => {
    const book = bookOf({
      Plan1: [
        ['Loja', 'Vendas', null, 'Meta'],
        [null, '2023', '2024', null],
        ['Norte', 10, 20, 5],
        [null, 11, 21, 6],
        ['Sul', 12, 22, 7],
      ],
    })
    const sheet = book.Sheets['Plan1']
    if (sheet !== undefined) {
      sheet['!merges'] = ['A1:A2', 'B1:C1', 'D1:D2', 'A3:A4'].map((range) => utils.decode_range(range))
    }
    const { reading, rows } = await kit.read(bytes(book))
    expect(names(reading)).toEqual(['Loja', 'Vendas 2023', 'Vendas 2024', 'Meta'])
    expect(rows).toEqual([
      ['Norte', 10, 20, 5],
      ['Norte', 11, 21, 6],
      ['Sul', 12, 22, 7],
    ])
    expect(reading.warnings).toMatchObject([{ code: 'merged_cells' }])
  })

  it('numbers and dates kept as text beside typed ones mean the same', async () => {
    const { reading, rows } = await kit.read(
      bytes(
        bookOf({
          P: [
            ['valor', 'data'],
            [1.5, number(45322, 'dd/mm/yyyy')],
            ['1.234,56', '29/02/2024'],
            ['7,5', '13/03/2024'],
          ],
        }),
      ),
    )
    expect(types(reading)).toEqual(['decimal', 'date'])
    expect(rows).toEqual([
      ['1.50', '2024-01-31'],
      ['1234.56', '2024-02-29'],
      ['7.50', '2024-03-13'],
    ])
    expect(reading.warnings).toEqual([{ code: 'numbers_as_text', detail: 'valor', count: 2 }])
  })

  it('a number of three decimals is not taken for thousands', async () => {
    const { reading, rows } = await kit.read(
      bytes(
        bookOf({
          P: [
            ['x', 'y'],
            [1.234, 'a'],
            [2.345, 'b'],
          ],
        }),
      ),
    )
    expect(reading.evidence.filter(({ ambiguous }) => ambiguous)).toEqual([])
    expect(rows).toEqual([
      ['1.234', 'a'],
      ['2.345', 'b'],
    ])
  })

  it('errors, formulas without a value, hidden rows and columns are counted and named', async () => {
    const sheet =
      '<cols><col min="2" max="2" hidden="1"/></cols>' +
      '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>' +
      '<row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' +
      '<row r="3"><c r="A3"><f>A2+1</f></c><c r="B3"><f>A2*2</f><v>2</v></c></row>' +
      '<row r="5"><c r="A5"><v>3</v></c><c r="B5" t="e"><v>#N/A</v></c></row></sheetData>'
    const { reading, rows } = await kit.read(xlsxOf({ sheet }))
    expect(rows).toEqual([
      [1, null],
      [null, 2],
      [3, null],
    ])
    expect(reading.warnings).toEqual([
      { code: 'hidden_rows', detail: 'Hidden rows are rows of the table like others.', count: 1 },
      { code: 'hidden_columns', detail: 'Hidden columns are columns of the table like others: B.', count: 1 },
      { code: 'formulas_without_value', detail: 'a: first at A3', count: 1 },
      { code: 'error_cells', detail: 'b: #DIV/0! (1), #N/A (1), first at B2, B5', count: 2 },
    ])
    expect(accountedLines(reading)).toBe(reading.lines?.physical)
  })

  it('inline, shared, rich and escaped texts; long integers; styles', async () => {
    const sheet = sheetData([
      [text('t'), text('longo'), text('data'), text('hora'), text('parte'), text('cep'), text('valor')],
      [
        ['t="s"', '<v>0</v>'],
        plain('12345678901234567'),
        plain('60', 1),
        plain('45322.5', 2),
        plain('0.29', 3),
        plain('1310100', 4),
        plain('10.5', 5),
      ],
      [
        ['t="s"', '<v>1</v>'],
        plain('2'),
        plain('61', 1),
        plain('45322', 2),
        plain('1', 3),
        plain('2', 4),
        plain('3', 5),
      ],
    ])
    const sharedStrings =
      '<si><r><t>rico </t></r><r><t xml:space="preserve">texto &amp; x</t></r><rPh><t>fonética</t></rPh></si><si><t>a_x000D_b</t></si>'
    const { reading, rows } = await kit.read(xlsxOf({ sheet, sharedStrings, styles: FORMATS }))
    expect(rows).toEqual([
      ['rico texto & x', '12345678901234567', '1900-02-29', '2024-01-31T12:00:00', '29', '01310-100', '10.5'].map(
        (cell, column) => (column === 4 ? 29 : cell),
      ),
      ['a\rb', 2, '1900-03-01', '2024-01-31T00:00:00', 100, '00000-002', '3.0'],
    ])
    // The day that Excel has and the calendar has not keeps its column text, and says so.
    expect(types(reading)).toEqual(['text', 'integer', 'text', 'timestamp', 'integer', 'text', 'decimal'])
  })

  it('days count from 1904 where the workbook says so', async () => {
    const sheet = sheetData([
      [text('d'), text('x')],
      [plain('43860', 1), plain('1')],
      [plain('0', 1), plain('2')],
    ])
    const { rows } = await kit.read(xlsxOf({ sheet, styles: FORMATS, date1904: true }))
    expect(rows).toEqual([
      ['2024-01-31', 1],
      ['1904-01-01', 2],
    ])
  })

  it('a late wide row and a late text are found', async () => {
    const rows: unknown[][] = [['id', 'valor'], ...Array.from({ length: 6000 }, (_, index) => [index, index / 4])]
    rows.push([6000, 'n/a'], [6001, 1, 'nota'])
    const { reading } = await kit.read(bytes(bookOf({ P: rows })))
    expect(names(reading)).toEqual(['id', 'valor', 'column_3'])
    expect(types(reading)).toEqual(['integer', 'decimal', 'text'])
    expect([reading.rows, reading.rejected_rows]).toEqual([6002, 0])
  })
})

describe('workbooks that are refused', () => {
  it.each<[string, Buffer, string, string | undefined]>([
    [
      'an entity bomb',
      xlsxOf({ before: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', sheet: '<sheetData/>' }),
      'workbook_invalid',
      'sheet Plan1, line 1',
    ],
    ['an unknown entity', xlsxOf({ sheet: sheetData([[text('&boom;')]]) }), 'workbook_invalid', 'sheet Plan1, line 1'],
    ['deep nesting', xlsxOf({ sheet: '<a>'.repeat(5000) }), 'workbook_invalid', 'sheet Plan1, line 1'],
    [
      'a text that is not there',
      xlsxOf({
        sheet: sheetData([
          [text('a'), text('b')],
          [['t="s"', '<v>7</v>'], plain('1')],
        ]),
      }),
      'workbook_invalid',
      'Plan1!A2',
    ],
    ['cut XML', xlsxOf({ sheet: '<sheetData><row r="1"><c r="A1"><v>1</v>' }), 'workbook_invalid', undefined],
    [
      'a number that is none',
      xlsxOf({ sheet: sheetData([[text('a')], [plain('abc')]]) }),
      'workbook_invalid',
      'Plan1!A2',
    ],
    [
      'rows out of order',
      xlsxOf({ sheet: '<sheetData><row r="5"/><row r="2"/></sheetData>' }),
      'workbook_invalid',
      'Plan1!A5',
    ],
    ['nothing in it', xlsxOf({ sheet: '<sheetData/>' }), 'workbook_empty', undefined],
    ['a header alone', xlsxOf({ sheet: sheetData([[text('a'), text('b')]]) }), 'file_header_only', undefined],
    [
      'a column beyond the last one',
      xlsxOf({ sheet: '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>' }),
      'workbook_invalid',
      'Plan1!A1',
    ],
    ['a broken .xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'workbook_invalid', undefined],
  ])('%s', async (_, file, code, where) => {
    const refused = await kit.read(file).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code, ...(where === undefined ? {} : { facts: { where } }) })
  })

  it('a text without end does not fill the memory', async () => {
    const file = xlsxOf({ sheet: sheetData([[text('x'.repeat(20 * 1024 * 1024))]]) })
    await expect(kit.read(file)).rejects.toMatchObject({ code: 'workbook_invalid' })
  })
})
