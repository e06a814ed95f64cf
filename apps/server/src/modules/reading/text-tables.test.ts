import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, lines, names, type ReadingKit } from './reading.test-kit.ts'

const TWO = lines(
  'id;nome',
  ...['1;Ana', '2;Bia', '3;Caio', '4;Davi', '5;Eva'],
  '',
  'loja;cidade;meta',
  ...['Norte;Belém;10', 'Sul;Porto Alegre;20', 'Leste;Recife;30'],
)

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

describe('several tables in one text', () => {
  it('the first one is read, its neighbour is named and can be read by itself', async () => {
    const first = await kit.read(TWO)
    expect([names(first.reading), first.reading.rows, first.reading.part]).toEqual([['id', 'nome'], 5, 'table 1'])
    expect(first.reading.tables).toEqual([
      { name: 'table 1', rows: 5, columns: 2, hidden: false },
      { name: 'table 2', rows: null, columns: null, hidden: false },
    ])
    expect(new Set(first.rejects.map(({ reason }) => reason))).toEqual(new Set(['other_table']))
    const second = await kit.read(TWO, { override: { sheet: 'table 2' } })
    expect(names(second.reading)).toEqual(['loja', 'cidade', 'meta'])
    expect(second.rows).toEqual([
      ['Norte', 'Belém', 10],
      ['Sul', 'Porto Alegre', 20],
      ['Leste', 'Recife', 30],
    ])
    expect(second.reading.warnings).toEqual([
      { code: 'part_of_file', detail: 'Lines are counted from line 8 of the file, where the table begins.', count: 7 },
    ])
  })

  it.each(['table 2', 'table 0', 'Plan1'])('%s of a file with one table is refused', async (sheet) => {
    await expect(kit.read(lines('a,b', '1,2'), { override: { sheet } })).rejects.toMatchObject({
      code: 'table_not_found',
    })
  })
})
