import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountedLines, createReadingKit, lines, names, types, type ReadingKit } from '../reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const json = (value: unknown): string => JSON.stringify(value, null, 1)
const AB = [
  { a: 1, b: 'x' },
  { a: 2, b: 'y' },
]

describe('JSON', () => {
  it.each<[string, string | Buffer]>([
    ['a list of objects', json(AB)],
    ['an object with one list inside', json({ meta: { total: 2, tags: ['p'] }, data: AB })],
    ['a list deeper inside', json({ response: { page: 1, data: AB } })],
    ['an object of columns', json({ a: [1, 2], b: ['x', 'y'] })],
    ['columns of numbered objects', json({ a: { 0: 1, 1: 2 }, b: { 0: 'x', 1: 'y' } })],
    [
      'a list of lists with names',
      json([
        ['a', 'b'],
        [1, 'x'],
        [2, 'y'],
      ]),
    ],
    ['a byte order mark', `\ufeff${json(AB)}`],
    ['UTF-16', Buffer.from(`\ufeff${json(AB)}`, 'utf16le')],
    ['objects on lines', lines('{"a":1,"b":"x"}', '{"a":2,"b":"y"}')],
    ['objects on lines, CRLF, without an end', '{"a":1,"b":"x"}\r\n{"a":2,"b":"y"}'],
  ])('%s', async (_, content) => {
    const { reading, rows } = await kit.read(content)
    expect([names(reading), types(reading), rows]).toEqual([
      ['a', 'b'],
      ['integer', 'text'],
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ])
    expect(reading.rejected_rows).toBe(0)
  })

  it('an object by key has the key as a column; one object is one row', async () => {
    const keyed = await kit.read(json({ A1: { n: 1 }, B2: { n: 2 } }))
    expect([names(keyed.reading), keyed.rows]).toEqual([
      ['_key', 'n'],
      [
        ['A1', 1],
        ['B2', 2],
      ],
    ])
    const single = await kit.read(json({ a: 1, b: [1, 2] }))
    expect(single.rows).toEqual([[1, '[1,2]']])
  })

  it('several lists are tables: the longest one is read, the others are named', async () => {
    const content = json({ vendas: [...AB, ...AB], lojas: [{ nome: 'Norte' }] })
    const { reading } = await kit.read(content)
    expect([reading.part, reading.rows]).toEqual(['vendas', 4])
    expect(reading.tables).toEqual([
      { name: 'vendas', rows: 4, columns: 2, hidden: false },
      { name: 'lojas', rows: 1, columns: null, hidden: false },
    ])
    const other = await kit.read(content, { override: { sheet: 'lojas' } })
    expect([other.reading.part, other.rows]).toEqual(['lojas', [['Norte']]])
    await expect(kit.read(content, { override: { sheet: 'x' } })).rejects.toMatchObject({ code: 'table_not_found' })
  })

  it('nested objects are nested columns; flattening is offered and done', async () => {
    const records = [
      { id: 1, geo: { lat: 1.5, tags: ['a'] } },
      { id: 2, geo: { lat: 2, alt: 7 } },
      { id: 3, geo: null },
    ]
    const kept = await kit.read(json(records))
    expect(types(kept.reading)).toEqual(['integer', 'json'])
    expect(kept.rows.map(([, geo]) => (geo === null ? null : (JSON.parse(String(geo)) as unknown)))).toEqual([
      { lat: 1.5, tags: ['a'], alt: null },
      { lat: 2, tags: null, alt: 7 },
      null,
    ])
    const offer = kept.reading.evidence.find(({ what }) => what === 'nesting')?.alternatives[0]
    expect(offer?.override).toEqual({ flatten: true })
    const flat = await kit.read(json(records), { override: { flatten: true } })
    expect(names(flat.reading)).toEqual(['id', 'geo.lat', 'geo.tags', 'geo.alt'])
    expect(flat.rows).toEqual([
      [1, '1.5', '["a"]', null],
      [2, '2.0', null, 7],
      [3, null, null, null],
    ])
  })

  it('what a late record adds is a column, and a late text makes a column text, over all rows', async () => {
    const records: Record<string, unknown>[] = Array.from({ length: 7000 }, (_, index) => ({ n: index, m: index }))
    records.push({ n: 'sete mil', m: { a: 1 }, late: true })
    const { reading, rows } = await kit.read(records.map((record) => JSON.stringify(record)).join('\n'))
    expect(names(reading)).toEqual(['n', 'm', 'late'])
    expect(types(reading)).toEqual(['text', 'json', 'boolean'])
    expect(reading.rows).toBe(7001)
    expect(rows[5]).toEqual(['5', '5', null])
    expect(reading.warnings).toEqual([
      { code: 'mixed_values', detail: 'm', count: 1 },
      { code: 'mixed_values', detail: 'n', count: 1 },
    ])
  })

  it('every digit counts; texts go through the evidence of all values', async () => {
    const content =
      '[{"id":12345678901234567890,"v":"1.234,56","d":"31/12/2024","x":1.10},{"id":1,"v":"7,5","d":"01/02/2024","x":-2}]'
    const { reading, rows } = await kit.read(content)
    expect(types(reading)).toEqual(['text', 'decimal', 'date', 'decimal'])
    expect(rows).toEqual([
      ['12345678901234567890', '1234.56', '2024-12-31', '1.10'],
      ['1', '7.50', '2024-02-01', '-2.00'],
    ])
  })

  it('what is changed is said: duplicate keys, NaN, empty texts', async () => {
    const { reading, rows } = await kit.read('[{"a":1,"a":2,"b":NaN,"c":""},{"a":3,"b":1,"c":"x"}]')
    expect(rows).toEqual([
      [2, null, null],
      [3, 1, 'x'],
    ])
    expect(reading.warnings.map(({ code, count }) => [code, count])).toEqual([
      ['duplicate_keys', 1],
      ['not_a_number', 1],
      ['empty_texts', 1],
    ])
  })

  it('bad lines are rejected with line, reason and text, and every line is accounted for', async () => {
    const { reading, rows, rejects } = await kit.read('{"a":1}\n{"a":\n\n[2]\n{"a":3}\n{"a":4')
    expect(rows).toEqual([[1], [3]])
    expect(rejects.map(({ line, reason, raw }) => [line, reason, raw])).toEqual([
      [2, 'invalid_json', '{"a":'],
      [4, 'not_an_object', '[2]'],
      [6, 'invalid_json', '{"a":4'],
    ])
    expect(reading.lines).toMatchObject({ physical: 6, in_rows: 2, in_rejected: 3, blank: 1 })
    expect(accountedLines(reading)).toBe(6)
  })

  it.each<[string, string, string, string | undefined]>([
    ['a list that was cut', '[{"a":1},\n{"a":2},\n{"a":', 'json_truncated', 'line 3, character 19'],
    ['a missing comma', '[{"a":1} {"a":2}]', 'json_invalid', undefined],
    ['a bad value', '[{"a":1},\n{"a":x}]', 'json_invalid', 'line 2, character 15'],
    ['something behind the end', '{"data":[{"a":1}]} x', 'json_invalid', 'line 1, character 19'],
    ['deep nesting', `[{"a":${'['.repeat(100)}${']'.repeat(100)}}]`, 'json_too_deep', 'line 1'],
    ['nothing but empty objects', '[{},{}]', 'no_rows', undefined],
    ['an empty list', '{"data":[]}', 'no_rows', undefined],
  ])('%s is refused, saying where', async (_, content, code, where) => {
    const refused = await kit.read(content).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code, ...(where === undefined ? {} : { facts: { where } }) })
  })

  it('a value of any length does not fill the memory', async () => {
    const content = `[{"a":"${'x'.repeat(6 * 1024 * 1024)}"}]`
    await expect(kit.read(content)).rejects.toMatchObject({ code: 'json_value_too_long' })
  })
})
