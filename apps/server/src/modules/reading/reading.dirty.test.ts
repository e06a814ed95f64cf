import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, expectReading, lines, type ReadingCase, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const AB = [
  [1, 2],
  [3, 4],
]
const ABC = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
]

describe('delimiters and quotes', () => {
  it.each<ReadingCase>([
    [
      'columns aligned by spaces',
      lines('name      age  city', 'Ann        23  Oslo', 'Bob Lee    31  Rome', 'Cid         5  New York'),
      {
        names: ['name', 'age', 'city'],
        rows: [
          ['Ann', 23, 'Oslo'],
          ['Bob Lee', 31, 'Rome'],
          ['Cid', 5, 'New York'],
        ],
      },
    ],
    [
      'numbers right-aligned, no header',
      lines('  1.5   2.5', '  4.5  15.5', ' 10.5   2.0'),
      {
        names: ['column_1', 'column_2'],
        rows: [
          ['1.5', '2.5'],
          ['4.5', '15.5'],
          ['10.5', '2.0'],
        ],
      },
    ],
    [
      'numbers by any number of spaces',
      lines('1 10  3', '20  5 6', '7 8   90'),
      {
        rows: [
          [1, 10, 3],
          [20, 5, 6],
          [7, 8, 90],
        ],
      },
    ],
    [
      'words without quotes between spaces',
      lines('id name amount', '1 Ann 5.5', '2 Bob Lee 6.5', '3 Cid von Dee 7.5', '4 Zed 8'),
      {
        names: ['id', 'name', 'amount'],
        rows: [
          [1, 'Ann', '5.5'],
          [2, 'Bob Lee', '6.5'],
          [3, 'Cid von Dee', '7.5'],
          [4, 'Zed', '8.0'],
        ],
        ambiguous: ['delimiter'],
      },
    ],
    [
      'quoted texts beside words without quotes',
      lines(
        'day n what note',
        '01/02/2024 1 red shoe "good and cheap"',
        '15/02/2024 2 hat "nice"',
        '20/02/2024 3 long blue coat "a bit dear"',
      ),
      {
        names: ['day', 'n', 'what', 'note'],
        rows: [
          ['2024-02-01', 1, 'red shoe', 'good and cheap'],
          ['2024-02-15', 2, 'hat', 'nice'],
          ['2024-02-20', 3, 'long blue coat', 'a bit dear'],
        ],
        ambiguous: ['delimiter'],
      },
    ],
    [
      'two pipes',
      lines('a||b||c', '1||x||3', '2||y||4', '3||z||5'),
      {
        names: ['a', 'b', 'c'],
        rows: [
          [1, 'x', 3],
          [2, 'y', 4],
          [3, 'z', 5],
        ],
        dialect: { delimiter: '||' },
      },
    ],
    [
      'comma and space',
      lines('a, b, c', '1, x, 3', '2, "y, z", 4'),
      {
        rows: [
          [1, 'x', 3],
          [2, 'y, z', 4],
        ],
        dialect: { delimiter: ', ' },
      },
    ],
    ['pipes at both ends', lines('|a|b|', '|1|2|', '|3|4|'), { names: ['a', 'b'], rows: AB }],
    [
      'a table of Markdown',
      lines('| a | b |', '|---|---|', '| 1 | 2 |', '| 3 | 4 |'),
      { names: ['a', 'b'], rows: AB, rejects: ['ruler'], warnings: ['ruler'] },
    ],
    ['the unit separator', 'a\u001fb\n1\u001f2\n3\u001f4\n', { rows: AB }],
    [
      'single quotes',
      lines('a,b,c', "1,'x, y',2", "2,'z, w',3", "3,'it''s, ok',4"),
      {
        rows: [
          [1, 'x, y', 2],
          [2, 'z, w', 3],
          [3, "it's, ok", 4],
        ],
        dialect: { quote: "'" },
      },
    ],
    [
      'apostrophes that are no quotes',
      lines('a,b', "1,don't", "2,'tis", '3,ok'),
      {
        rows: [
          [1, "don't"],
          [2, "'tis"],
          [3, 'ok'],
        ],
        dialect: { quote: '"' },
      },
    ],
    [
      'quotes in the middle of values',
      lines('id,t,n', '1,5" pipe,5', '2,6" pipe,6', '3,plain,7'),
      {
        rows: [
          [1, '5" pipe', 5],
          [2, '6" pipe', 6],
          [3, 'plain', 7],
        ],
      },
    ],
    [
      'line ends inside quotes of another kind',
      'a,b\r\n1,"x\ny"\r\n2,"z\r\nw"\r\n',
      {
        rows: [
          [1, 'x\ny'],
          [2, 'z\r\nw'],
        ],
      },
    ],
    [
      'sentences with commas below one name',
      lines('comment', 'well, this is fine', 'nothing', 'good', 'bad, really bad'),
      {
        names: ['comment'],
        ambiguous: ['delimiter'],
        rows: [['well, this is fine'], ['nothing'], ['good'], ['bad, really bad']],
      },
    ],
    [
      'a delimiter in the header only',
      lines('a,b,c', 'hello world', 'other words', 'third line'),
      { names: ['a,b,c'], rows: [['hello world'], ['other words'], ['third line']], ambiguous: ['delimiter'] },
    ],
    [
      'whole lines in quotes',
      lines('"a,b,c"', '"1,x,3"', '"2,y,4"'),
      { names: ['a,b,c'], rows: [['1,x,3'], ['2,y,4']], ambiguous: ['delimiter'] },
    ],
    [
      'a quoted value of 1.2 MB',
      `a,b\n1,"${'x, y '.repeat(240_000)}"\n2,z\n`,
      {
        rows: [
          [1, 'x, y '.repeat(240_000)],
          [2, 'z'],
        ],
      },
    ],
    ['no line end at the end', 'a,b\n1,2\n3,4', { rows: AB }],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))
})

describe('lines that are no rows', () => {
  it.each<ReadingCase>([
    [
      'comments above',
      lines('# made by a tool, v1', '# second', 'a,b,c', '1,2,3', '4,5,6', '7,8,9'),
      { names: ['a', 'b', 'c'], rows: ABC, lines: { preamble: 2 } },
    ],
    [
      'comments between, some as wide as the table',
      lines('a,b,c', '1,2,3', '# a remark', '4,5,6', '# other, remark, here', '7,8,9'),
      { rows: ABC, types: ['integer', 'integer', 'integer'], rejects: ['comment', 'comment'], warnings: ['comment'] },
    ],
    [
      'a header that starts with #',
      lines('#,name', '1,x', '2,y'),
      {
        names: ['#', 'name'],
        rows: [
          [1, 'x'],
          [2, 'y'],
        ],
      },
    ],
    ['blank lines between', lines('a,b', '', '1,2', '', '', '3,4', ''), { rows: AB, lines: { blank: 4 } }],
    [
      'the header again in the middle',
      lines('a,b', '1,2', 'a,b', '3,4'),
      { names: ['a', 'b'], rows: AB, rejects: ['repeated_header'], warnings: ['repeated_header'] },
    ],
    [
      'a second table of another width',
      lines('a,b,c', '1,2,3', '4,5,6', '7,8,9', '', 'x,y', '9,8', '7,6', '5,4'),
      { rows: ABC, rejects: ['other_table', 'other_table', 'other_table', 'other_table'], warnings: ['other_table'] },
    ],
    [
      'a second table of the same width',
      lines('name,qty', 'ann,1', 'bob,2', '', 'city,day', 'Rome,2024-01-01', 'Oslo,2024-01-02'),
      {
        types: ['text', 'integer'],
        rows: [
          ['ann', 1],
          ['bob', 2],
        ],
        rejects: ['other_table', 'other_table', 'other_table'],
        warnings: ['other_table'],
      },
    ],
    [
      'the same table going on after a blank line',
      lines('name,qty', 'ann,1', '', 'bob,2'),
      {
        rows: [
          ['ann', 1],
          ['bob', 2],
        ],
      },
    ],
    [
      'short rows',
      lines('a,b,c', '1,2,3', '4,5', '4,5,6', '9', '7,8,9', '7'),
      { rows: ABC, rejects: ['too_few_fields', 'too_few_fields', 'too_few_fields'], warnings: ['too_few_fields'] },
    ],
    [
      'long rows',
      lines('a,b,c', '1,2,3', '4,5,6', '1,2,3,4', '7,8,9'),
      { rows: ABC, rejects: ['too_many_fields'], warnings: ['too_many_fields'] },
    ],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))
})

describe('headers', () => {
  it.each<ReadingCase>([
    [
      'headings that span columns above names',
      lines('Vendas;;Custos;', 'Qtd;Valor;Qtd;Valor', '1;2,5;3;4,5', '2;3,5;4;5,5'),
      {
        names: ['Vendas Qtd', 'Vendas Valor', 'Custos Qtd', 'Custos Valor'],
        rows: [
          [1, '2.5', 3, '4.5'],
          [2, '3.5', 4, '5.5'],
        ],
        lines: { header: 2 },
      },
    ],
    [
      'units below names',
      lines('time,temp', 's,°C', '1,20.5', '2,21.5'),
      {
        names: ['time s', 'temp °C'],
        rows: [
          [1, '20.5'],
          [2, '21.5'],
        ],
        lines: { header: 2 },
      },
    ],
    [
      'the heading of a section over all columns',
      lines('no,gate', 'north side,north side', '1,2', '3,4'),
      { names: ['no', 'gate'], rows: AB, lines: { header: 2 } },
    ],
    [
      'a first row of nothing is no second header',
      lines('a,b', 'NA,NA', '1,2', '3,4'),
      { names: ['a', 'b'], rows: [[null, null], ...AB], warnings: ['null_spellings', 'null_spellings'] },
    ],
    [
      'one name less than there are fields',
      lines('a,b', 'r1,1,2', 'r2,3,4'),
      {
        names: ['column_1', 'a', 'b'],
        rows: [
          ['r1', 1, 2],
          ['r2', 3, 4],
        ],
        ambiguous: ['header'],
      },
    ],
    ['a trailing delimiter on rows only', lines('a;b', '1;2;', '3;4;'), { names: ['a', 'b'], rows: AB }],
    [
      'years as names',
      lines('pais,2019,2020', 'BR,1.5,2.5', 'AR,1.2,2.1'),
      {
        names: ['pais', '2019', '2020'],
        rows: [
          ['BR', '1.5', '2.5'],
          ['AR', '1.2', '2.1'],
        ],
      },
    ],
    [
      'empty and repeated names',
      lines('a,,a,A,', '1,2,3,4,5'),
      { names: ['a', 'column_2', 'a_2', 'A_3', 'column_5'], rows: [[1, 2, 3, 4, 5]] },
    ],
    ['no header', lines('1,2', '3,4'), { names: ['column_1', 'column_2'], rows: AB, dialect: { header_line: null } }],
    ['one row', lines('name,city', 'Ann,Oslo'), { names: ['name', 'city'], rows: [['Ann', 'Oslo']] }],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))
})

describe('other formats are refused with what they look like', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['an HTML page', '<!DOCTYPE html>\n<html><body>a,b</body></html>\n', 'file_other_format', /HTML/],
    [
      'a table of HTML, as "Excel" files are',
      '<table border=1>\n<tr><td>a</td></tr>\n</table>\n',
      'file_other_format',
      /HTML/,
    ],
    ['XML', '<?xml version="1.0"?>\n<a><b>1</b></a>\n', 'file_other_format', /XML/],
    ['SQL', lines('-- dump', 'CREATE TABLE x (a int);', 'INSERT INTO x VALUES (1);'), 'file_other_format', /SQL/],
    ['a compressed PDF', gzipSync(Buffer.from('%PDF-1.7\n', 'latin1')), 'file_binary', /PDF/],
  ])('%s', async (_, content, code, detail) => {
    await expect(kit.read(content)).rejects.toMatchObject({
      code,
      facts: { detail: expect.stringMatching(detail), data: { looks_like: expect.stringMatching(detail) } },
    })
  })

  it('but JSON inside a table is a value', () =>
    expectReading(kit, lines('id,doc', '1,"{""a"": 1}"', '2,"{""a"": 2}"'), {
      rows: [
        [1, '{"a": 1}'],
        [2, '{"a": 2}'],
      ],
    }))
})
