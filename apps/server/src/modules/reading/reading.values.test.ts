import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, expectReading, lines, types, type ReadingCase, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

describe('values as people write them', () => {
  it.each<ReadingCase>([
    [
      'months as words',
      lines(
        'a;b;c;d',
        '01-Jan-2024;1º/jan/24;1 de março de 2024;March 5, 2024',
        '15-Dec-2023;2º/dez/23;31 de maio de 2023;Aug 9, 2023',
      ),
      {
        types: ['date', 'date', 'date', 'date'],
        rows: [
          ['2024-01-01', '2024-01-01', '2024-03-01', '2024-03-05'],
          ['2023-12-15', '2023-12-02', '2023-05-31', '2023-08-09'],
        ],
      },
    ],
    [
      'hours of weather stations, the end of a day, and hours of half days',
      lines('a,b,c', '0000 UTC,2024-01-01 24:00,10:30 AM', '2300 UTC,2024-01-02 01:00,11:05 PM'),
      {
        types: ['time', 'timestamp', 'time'],
        rows: [
          ['00:00:00', '2024-01-02T00:00:00', '10:30:00'],
          ['23:00:00', '2024-01-02T01:00:00', '23:05:00'],
        ],
      },
    ],
    [
      'currency before and behind parentheses, minus signs behind',
      lines('a;b', 'R$ 1.000,00;100,00-', 'R$ (500,00);250,50', '-R$ 20,00;1.000,00-'),
      {
        types: ['decimal', 'decimal'],
        rows: [
          ['1000.00', '-100.00'],
          ['-500.00', '250.50'],
          ['-20.00', '-1000.00'],
        ],
      },
    ],
    [
      'powers of ten with a decimal comma',
      lines('a;b', '1,5E+05;x', '2,25E+03;y', '7;z'),
      {
        types: ['number', 'text'],
        rows: [
          [150000, 'x'],
          [2250, 'y'],
          [7, 'z'],
        ],
      },
    ],
    [
      'digits that Excel was told to keep as text',
      lines('a;b', '="00123";1', '="00124";2'),
      {
        types: ['text', 'integer'],
        rows: [
          ['00123', 1],
          ['00124', 2],
        ],
        warnings: ['excel_texts'],
      },
    ],
    [
      'years and seconds since 1970 as numbers',
      lines('a,b', '2020,1700000000', '2021,1700000001'),
      {
        types: ['integer', 'integer'],
        rows: [
          [2020, 1700000000],
          [2021, 1700000001],
        ],
      },
    ],
    [
      'a table that is drawn, without the drawing',
      lines(
        ' id | nome       | valor ',
        '----+------------+-------',
        '  1 | Ana        |  10.5',
        '  2 | João Paulo |  20.5',
      ),
      {
        names: ['id', 'nome', 'valor'],
        rows: [
          [1, 'Ana', '10.5'],
          [2, 'João Paulo', '20.5'],
        ],
        rejects: ['ruler'],
        warnings: ['ruler'],
      },
    ],
    [
      'columns of fixed width whose numbers hold commas',
      lines(
        'CODIGO    NOME              VALOR',
        '00001     ANA MARIA         10,50',
        '00002     PEDRO DA SILVA    20,50',
        '00003     JOÃO              30,50',
      ),
      {
        types: ['text', 'text', 'decimal'],
        rows: [
          ['00001', 'ANA MARIA', '10.50'],
          ['00002', 'PEDRO DA SILVA', '20.50'],
          ['00003', 'JOÃO', '30.50'],
        ],
      },
    ],
    [
      'years below a heading',
      lines('Município;Ano;', ';2020;2021', 'Abadia;20042;20286', 'Abaeté;23250;23259', 'Acre;...;-'),
      {
        names: ['Município', 'Ano 2020', 'Ano 2021'],
        rows: [
          ['Abadia', 20042, 20286],
          ['Abaeté', 23250, 23259],
          ['Acre', null, null],
        ],
        warnings: ['null_spellings', 'null_spellings'],
      },
    ],
    [
      'a bank statement with its closing balance',
      lines(
        'Extrato',
        'Conta: 1',
        '',
        'Data;Histórico;Valor;Saldo',
        '02/01/2024;Pix;1.500,00;2.500,00',
        '15/01/2024;Tarifa;-32,90;2.467,10',
        'Saldo final;;;2.467,10',
      ),
      {
        types: ['date', 'text', 'decimal', 'decimal'],
        rows: [
          ['2024-01-02', 'Pix', '1500.00', '2500.00'],
          ['2024-01-15', 'Tarifa', '-32.90', '2467.10'],
        ],
        lines: { preamble: 2, blank: 1, footer: 1 },
      },
    ],
  ])('%s', (_, content, expected) => expectReading(kit, content, expected))

  it('spellings of nothing are counted one by one', async () => {
    const { reading } = await kit.read(lines('a,b', '1,2024-01-01', 'n/d,-', 'NA,vazio', 'n/d,2024-01-02'))
    expect(types(reading)).toEqual(['integer', 'date'])
    expect(reading.columns[0]?.nulls).toEqual([
      { spelling: 'n/d', count: 2 },
      { spelling: 'NA', count: 1 },
    ])
  })

  it('spellings of nothing behind the sample are counted too', async () => {
    const body = Array.from(
      { length: 60_000 },
      (_, index) => `${index},${index % 1000 === 999 ? 'n/d' : String(index)}`,
    )
    const { reading } = await kit.read(`id,v\n${body.join('\n')}\n`)
    expect(reading.columns[1]).toMatchObject({ type: 'integer', nulls: [{ spelling: 'n/d', count: 60 }] })
  })

  it('units beside each other are reported and not merged', async () => {
    const { reading, rows } = await kit.read(
      lines('item;peso;preço', 'a;10 kg;R$ 5,00', 'b;500 g;US$ 3,00', 'c;2 kg;R$ 7,50'),
    )
    expect(types(reading)).toEqual(['text', 'text', 'text'])
    expect(rows[1]).toEqual(['b', '500 g', 'US$ 3,00'])
    expect(reading.columns[1]?.units).toEqual([
      { unit: 'kg', count: 2 },
      { unit: 'g', count: 1 },
    ])
    expect(reading.warnings.map(({ code }) => code)).toEqual(['mixed_units', 'mixed_units'])
  })

  it('a second table of the same width far behind the sample is no part of the first', async () => {
    const body = Array.from({ length: 150_000 }, (_, index) => `${index},${index * 2}`)
    const { reading, rejects } = await kit.read(`id,v\n${body.join('\n')}\n\nuf,nome\nSP,São Paulo\nRJ,Rio\n`)
    expect(reading.rows).toBe(150_000)
    expect(types(reading)).toEqual(['integer', 'integer'])
    expect(rejects.map(({ reason }) => reason)).toEqual(['other_table', 'other_table', 'other_table'])
  })

  it('byte order marks inside a file are taken out', async () => {
    const { reading, rows } = await kit.read('\ufeffa,b\n1,2\n\ufeff3,4\n')
    expect(rows).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(reading.warnings).toMatchObject([{ code: 'bom_removed', count: 1 }])
  })
})
