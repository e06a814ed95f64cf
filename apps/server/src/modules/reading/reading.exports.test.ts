import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { createReadingKit, expectReading, lines, type ReadingCase, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const ACCENTS = lines('nome;cidade', 'José;São Paulo', 'João;Belém', 'Conceição;Goiânia')
const ACCENT_ROWS = [
  ['José', 'São Paulo'],
  ['João', 'Belém'],
  ['Conceição', 'Goiânia'],
]
const AB = [
  [1, 2],
  [3, 4],
]
describe('exports of Brazilian systems', () => {
  it.each<ReadingCase>([
    [
      'title lines and a grand total',
      lines(
        'Relatório de Vendas',
        'Gerado em 01/02/2024',
        '',
        'Produto;Valor',
        'A;R$ 1.234,50',
        'B;R$ 7,00',
        'Total geral;R$ 1.241,50',
      ),
      {
        names: ['Produto', 'Valor'],
        rows: [
          ['A', '1234.50'],
          ['B', '7.00'],
        ],
        lines: { preamble: 2, blank: 1, footer: 1 },
      },
    ],
    [
      'a total whose label is in the second column',
      lines('UF;Ano;Valor', 'AC;2020;1,5', 'AM;2020;2,5', ';Total;4,0'),
      {
        types: ['text', 'integer', 'decimal'],
        rows: [
          ['AC', 2020, '1.5'],
          ['AM', 2020, '2.5'],
        ],
        lines: { footer: 1 },
      },
    ],
    [
      'a total with empty cells',
      lines('a;b;c', 'x;1;2', 'y;3;4', 'TOTAL;;6'),
      {
        rows: [
          ['x', 1, 2],
          ['y', 3, 4],
        ],
        lines: { footer: 1 },
      },
    ],
    [
      'sep=; as the first line',
      lines('sep=;', 'nome;valor', 'a;1,5', 'b;2,5'),
      {
        names: ['nome', 'valor'],
        rows: [
          ['a', '1.5'],
          ['b', '2.5'],
        ],
        dialect: { delimiter: ';', decimal: ',' },
        lines: { preamble: 1 },
      },
    ],
    [
      'sep=tab behind a mark, CRLF',
      '\ufeffsep=\t\r\na\tb\r\n1\t2\r\n3\t4\r\n',
      { names: ['a', 'b'], rows: AB, dialect: { bom: true, delimiter: '\t' } },
    ],
    [
      'trailing minus',
      lines('k;v', 'a;1.234,56-', 'b;10,00'),
      {
        rows: [
          ['a', '-1234.56'],
          ['b', '10.00'],
        ],
      },
    ],
    [
      'parentheses as minus',
      lines('k;v', 'a;(1.234,56)', 'b;10,00'),
      {
        rows: [
          ['a', '-1234.56'],
          ['b', '10.00'],
        ],
      },
    ],
    [
      'currency on some values only',
      lines('k;v', 'a;R$ 1,00', 'b;2,00', 'c;3,00'),
      {
        rows: [
          ['a', 'R$ 1,00'],
          ['b', '2,00'],
          ['c', '3,00'],
        ],
        warnings: ['mixed_values'],
      },
    ],
    [
      'two forms of dates in one column',
      lines('d;v', '31/12/2024;1', '2024-12-30;2', '29/12/2024;3'),
      {
        types: ['text', 'integer'],
        rows: [
          ['31/12/2024', 1],
          ['2024-12-30', 2],
          ['29/12/2024', 3],
        ],
        warnings: ['mixed_values'],
      },
    ],
    [
      'two decimal marks in one column',
      lines('k;v', 'a;1.234,56', 'b;1,234.56', 'c;2.345,67'),
      {
        rows: [
          ['a', '1.234,56'],
          ['b', '1,234.56'],
          ['c', '2.345,67'],
        ],
        warnings: ['mixed_values'],
      },
    ],
    [
      'groups by spaces',
      lines('k;v', 'a;1 234 567,89', 'b;12,50'),
      {
        types: ['text', 'decimal'],
        rows: [
          ['a', '1234567.89'],
          ['b', '12.50'],
        ],
        dialect: { decimal: ',', thousands: ' ' },
      },
    ],
    [
      'groups by no-break spaces',
      lines('k;v', 'a;R$ 1\u00a0234,50', 'b;R$ 2,50'),
      {
        rows: [
          ['a', '1234.50'],
          ['b', '2.50'],
        ],
      },
    ],
    [
      'groups by apostrophes',
      lines('k;v', "a;1'234.50", 'b;12.5'),
      {
        rows: [
          ['a', '1234.50'],
          ['b', '12.50'],
        ],
        dialect: { decimal: '.', thousands: "'" },
      },
    ],
    [
      'telephone numbers in groups',
      lines('k;v', 'a;987 654 321', 'b;912 345 678'),
      {
        rows: [
          ['a', '987 654 321'],
          ['b', '912 345 678'],
        ],
      },
    ],
    [
      'the minus sign of typesetting',
      lines('k;v', 'a;−5', 'b;7'),
      {
        rows: [
          ['a', '-5'],
          ['b', '7'],
        ],
      },
    ],
    [
      'postal codes and tax numbers',
      lines('cep,cpf,n', '01310-100,123.456.789-09,00123', '04567-000,987.654.321-00,04567'),
      {
        types: ['text', 'text', 'text'],
        rows: [
          ['01310-100', '123.456.789-09', '00123'],
          ['04567-000', '987.654.321-00', '04567'],
        ],
      },
    ],
    [
      'integers beyond 64 bits',
      lines('id,n', 'a,12345678901234567890', 'b,1'),
      {
        rows: [
          ['a', '12345678901234567890'],
          ['b', '1'],
        ],
      },
    ],
    [
      'infinities, which are kept as they stand',
      lines('k,v', 'a,inf', 'b,1.5', 'c,2.5'),
      {
        types: ['text', 'text'],
        rows: [
          ['a', 'inf'],
          ['b', '1.5'],
          ['c', '2.5'],
        ],
      },
    ],
    [
      'question marks and errors for nothing',
      lines('k,v', 'a,1', 'b,?', 'c,#DIV/0!', 'd,n.d.', 'e,5'),
      {
        types: ['text', 'integer'],
        rows: [
          ['a', 1],
          ['b', null],
          ['c', null],
          ['d', null],
          ['e', 5],
        ],
        warnings: ['null_spellings'],
      },
    ],
    [
      'sim and não beside S and N',
      lines('k,v,w', 'a,sim,S', 'b,não,N'),
      {
        types: ['text', 'boolean', 'boolean'],
        rows: [
          ['a', true, true],
          ['b', false, false],
        ],
      },
    ],
    [
      'a date that could be either',
      lines('k,v', 'a,01/02/2024', 'b,03/04/2024'),
      {
        rows: [
          ['a', '2024-02-01'],
          ['b', '2024-04-03'],
        ],
        ambiguous: ['date_order'],
      },
    ],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))
})

describe('encodings of old systems', () => {
  it.each<ReadingCase>([
    ['DOS (850)', iconv.encode(ACCENTS, 'cp850'), { rows: ACCENT_ROWS, dialect: { encoding: 'cp850' } }],
    ['old Macs', iconv.encode(ACCENTS, 'macintosh'), { rows: ACCENT_ROWS, dialect: { encoding: 'macintosh' } }],
    [
      'windows-1252',
      iconv.encode(lines('nome;preço', '“Zé”;€ 5,00', 'Ana – x;€ 7,50'), 'windows-1252'),
      {
        rows: [
          ['“Zé”', '5.00'],
          ['Ana – x', '7.50'],
        ],
        dialect: { encoding: 'windows-1252' },
      },
    ],
    [
      'utf-16 without a mark, CRLF',
      iconv.encode('nome;v\r\nJosé;1\r\nAna;2\r\n', 'utf-16le'),
      {
        rows: [
          ['José', 1],
          ['Ana', 2],
        ],
        dialect: { encoding: 'utf-16le', newline: 'crlf' },
      },
    ],
    ['a mark before quotes', '\ufeff"a","b"\n"1","2"\n"3","4"\n', { names: ['a', 'b'], rows: AB }],
    [
      'UTF-8 encoded twice, said and left alone',
      Buffer.from(Buffer.from(ACCENTS).toString('latin1')),
      {
        rows: ACCENT_ROWS.map((row) => row.map((cell) => Buffer.from(cell).toString('latin1'))),
        warnings: ['double_encoded'],
      },
    ],
    [
      'NUL bytes',
      'a,b\n1,x\u0000y\n2,z\n',
      {
        rows: [
          [1, 'xy'],
          [2, 'z'],
        ],
        warnings: ['nul_removed'],
      },
    ],
    ['gzip under another name', gzipSync(lines('a,b', '1,2', '3,4')), { rows: AB }],
    ['the end mark of DOS files', 'a,b\n1,2\n3,4\n\u001a', { rows: AB, lines: { footer: 1 } }],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))
})
