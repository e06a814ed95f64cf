import { randomBytes } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountedLines, createReadingKit, lines, names, types, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const TABLE = lines('nome;cidade;valor', 'José;São Paulo;1.234,56', 'Ana;“Belém” – €;7,5', 'Zoë;Maceió;0,9')

describe('encodings', () => {
  it.each([
    ['utf-8', Buffer.from(TABLE), 'utf-8', false],
    ['utf-8 with a mark', Buffer.from('\ufeff' + TABLE), 'utf-8', true],
    ['windows-1252 with € and quotes', iconv.encode(TABLE, 'windows-1252'), 'windows-1252', false],
    ['utf-16le with a mark', iconv.encode(TABLE, 'utf-16le', { addBOM: true }), 'utf-16le', true],
    ['utf-16be with a mark', iconv.encode(TABLE, 'utf-16be', { addBOM: true }), 'utf-16be', true],
    ['utf-16le without', iconv.encode(TABLE, 'utf-16le'), 'utf-16le', false],
    ['utf-16be without', iconv.encode(TABLE, 'utf-16be'), 'utf-16be', false],
  ])('reads %s', async (_, content, encoding, bom) => {
    const { reading, rows } = await kit.read(content)
    expect(reading.dialect).toMatchObject({ encoding, bom, delimiter: ';', decimal: ',' })
    expect(names(reading)).toEqual(['nome', 'cidade', 'valor'])
    expect(rows).toEqual([
      ['José', 'São Paulo', '1234.56'],
      ['Ana', '“Belém” – €', '7.50'],
      ['Zoë', 'Maceió', '0.90'],
    ])
  })

  it('reads latin-1 and names UTF-8 as the rejected alternative', async () => {
    const { reading, rows } = await kit.read(
      iconv.encode(lines('nome,uf', 'Rondônia,RO', 'Pará,PA', 'Goiás,GO'), 'latin1'),
    )
    expect(reading.dialect?.encoding).toBe('iso-8859-1')
    expect(rows[1]).toEqual(['Pará', 'PA'])
    const evidence = reading.evidence.find(({ what }) => what === 'encoding')
    expect(evidence?.alternatives[0]).toMatchObject({ value: 'utf-8', reason: expect.stringContaining('byte') })
  })

  it('finds a latin-1 letter far behind the sample', async () => {
    const body = Array.from({ length: 200_000 }, (_, index) => `${index},plain text here`).join('\n')
    const { reading, rows } = await kit.read(
      Buffer.concat([Buffer.from(`id,t\n${body}\n`), iconv.encode('200000,Itajaí\n', 'latin1')]),
    )
    expect(reading.dialect?.encoding).toBe('iso-8859-1')
    expect(reading.rows).toBe(200_001)
    expect(rows[0]).toEqual([0, 'plain text here'])
  })

  it('reads UTF-8 with damage character by character and says how many lines', async () => {
    const good = 'é'.repeat(50)
    const content = Buffer.concat([Buffer.from(`a,b\n${good},1\n`), Buffer.from([0xff]), Buffer.from(`${good},2\n`)])
    const { reading, rows } = await kit.read(content)
    expect(rows).toEqual([
      [good, 1],
      [`ÿ${good}`, 2],
    ])
    expect(reading.warnings).toMatchObject([{ code: 'mixed_encoding', count: 1 }])
    expect(reading.evidence.find(({ what }) => what === 'encoding')).toMatchObject({ chosen: 'utf-8', ambiguous: true })
    const strict = kit.read(content, { override: { encoding: 'utf-8' } })
    await expect(strict).rejects.toMatchObject({ code: 'encoding_invalid', facts: { where: 'byte 107' } })
    const other = await kit.read(content, { override: { encoding: 'windows-1252' } })
    expect(other.rows).toHaveLength(2)
  })

  it('strips NUL characters and says how many', async () => {
    const { reading, rows } = await kit.read('a,b\n1,x\u0000y\n2,z\n')
    expect(rows).toEqual([
      [1, 'xy'],
      [2, 'z'],
    ])
    expect(reading.warnings).toContainEqual(expect.objectContaining({ code: 'nul_removed', count: 1 }))
  })
})

describe('compression', () => {
  it.each([
    ['gzip', gzipSync(TABLE)],
    ['zstd', zstdCompressSync(TABLE)],
  ])('reads %s', async (compression, content) => {
    const { reading, rows } = await kit.read(content)
    expect(reading.compression).toBe(compression)
    expect(rows).toHaveLength(3)
  })

  it('refuses a bomb and an archive that was cut', async () => {
    const bomb = gzipSync(Buffer.alloc(160 * 1024 * 1024, 'a,b\n1,2\n'))
    await expect(kit.read(bomb)).rejects.toMatchObject({ code: 'compressed_too_large' })
    const random = Array.from(
      { length: 20_000 },
      () => `${randomBytes(9).toString('hex')},${randomBytes(9).toString('hex')}`,
    ).join('\n')
    const whole = gzipSync(`a,b\n${random}`)
    await expect(kit.read(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'compressed_invalid' })
  })
})

describe('delimiters, quotes and line ends', () => {
  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j', async (delimiter) => {
    const rows = ['id,name,city', '1,Ann,Oslo', '2,Bob,Rome', '3,Cid,Bonn'].map((row) => row.replaceAll(',', delimiter))
    const { reading } = await kit.read(lines(...rows))
    expect(reading.dialect?.delimiter).toBe(delimiter)
    expect(types(reading)).toEqual(['integer', 'text', 'text'])
  })

  it('prefers the delimiter that leaves decimal commas whole', async () => {
    const { reading, rows } = await kit.read(lines('a;b', '1,5;2,5', '3,25;4,5', '5,0;6,75'))
    expect(reading.dialect).toMatchObject({ delimiter: ';', decimal: ',' })
    expect(rows[1]).toEqual(['3.25', '4.50'])
    expect(reading.evidence.find(({ what }) => what === 'delimiter')?.alternatives.length).toBeGreaterThan(0)
  })

  it.each([
    ['lf', '\n'],
    ['crlf', '\r\n'],
    ['cr', '\r'],
  ])('reads %s line ends', async (newline, end) => {
    const { reading, rows } = await kit.read(['a,b', '1,x', '2,y'].join(end) + end)
    expect(reading.dialect?.newline).toBe(newline)
    expect(rows).toEqual([
      [1, 'x'],
      [2, 'y'],
    ])
    expect(reading.lines).toMatchObject({ physical: 3, header: 1, in_rows: 2 })
  })

  it('reads line ends in any mixture', async () => {
    const { reading, rows } = await kit.read('a,b\r\n1,x\n2,y\r3,z')
    expect(reading.dialect?.newline).toBe('mixed')
    expect(rows).toEqual([
      [1, 'x'],
      [2, 'y'],
      [3, 'z'],
    ])
  })

  it('keeps quotes, delimiters and line ends inside quoted values', async () => {
    const { rows, reading } = await kit.read('a,b\r\n1,"x, ""y""\r\nz"\r\n2,w\r\n')
    expect(rows).toEqual([
      [1, 'x, "y"\r\nz'],
      [2, 'w'],
    ])
    expect(reading.lines).toMatchObject({ physical: 4, in_rows: 3 })
  })

  it('reads quotes escaped by a backslash', async () => {
    const { rows } = await kit.read(lines('a,b', '1,"say \\"hi\\", ok"', '2,"\\"x\\" y"'))
    expect(rows).toEqual([
      [1, 'say "hi", ok'],
      [2, '"x" y'],
    ])
  })

  it('keeps a row with a stray quote to itself', async () => {
    const { reading, rows } = await kit.read(lines('id,t,n', '1,"lost,5', '2,fine,6', '3,"ok, too",7'))
    expect(rows).toEqual([
      [1, '"lost', 5],
      [2, 'fine', 6],
      [3, 'ok, too', 7],
    ])
    expect(reading.warnings).toContainEqual(expect.objectContaining({ code: 'stray_quotes', count: 1 }))
  })

  it('keeps unescaped quotes inside a quoted value', async () => {
    const { rows } = await kit.read(lines('id,t', '1,"he said "hi" to me"', '2,"plain"'))
    expect(rows).toEqual([
      [1, 'he said "hi" to me'],
      [2, 'plain'],
    ])
  })

  it('reads a file of one column', async () => {
    const { reading, rows } = await kit.read(lines('name', 'Ann', 'Bob', 'Cid'))
    expect(names(reading)).toEqual(['name'])
    expect(rows).toHaveLength(3)
  })

  it('does what a person sets by hand', async () => {
    const { reading, rows } = await kit.read(lines('x', 'a|b', '1|2'), { override: { delimiter: '|', header_line: 2 } })
    expect(names(reading)).toEqual(['a', 'b'])
    expect(rows).toEqual([[1, 2]])
    expect(accountedLines(reading)).toBe(3)
  })
})
