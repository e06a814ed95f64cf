import { gzipSync, zstdCompressSync } from 'node:zlib'
import { join } from 'node:path'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, lines, names, types, type ReadingKit } from '../reading.test-kit.ts'
import { sheetData, xlsxOf, zipOf } from './zip.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const JAN = lines('id;valor', '1;1,5', '2;2,5')
const FEB = lines('valor,id', '3.25,3')
const WORKBOOK = xlsxOf({ sheet: sheetData([[['', '<v>1</v>']], [['', '<v>2</v>']]]) })

describe('archives', () => {
  it('zstd', async () => {
    const { reading, rows } = await kit.read(zstdCompressSync(JAN))
    expect([reading.compression, rows]).toEqual([
      'zstd',
      [
        [1, '1.5'],
        [2, '2.5'],
      ],
    ])
  })

  it('one file in a ZIP is read as it is, whatever lies beside it', async () => {
    const file = zipOf([
      { name: '__MACOSX/._jan.csv', content: 'x' },
      { name: 'pasta/jan.csv', content: JAN },
    ])
    const { reading, rows } = await kit.read(file)
    expect([reading.format, reading.compression, reading.part, rows]).toEqual([
      'csv',
      'zip',
      undefined,
      [
        [1, '1.5'],
        [2, '2.5'],
      ],
    ])
  })

  it('files with the same columns are one table with a column that names the file', async () => {
    const { reading, rows } = await kit.read(
      zipOf([
        { name: 'jan.csv', content: JAN },
        { name: 'fev.csv.gz', content: gzipSync(FEB) },
        { name: 'leia-me.pdf', content: '%PDF-1.7' },
      ]),
    )
    expect(names(reading)).toEqual(['id', 'valor', '_file'])
    expect(types(reading)).toEqual(['integer', 'decimal', 'text'])
    expect(rows).toEqual([
      [1, '1.50', 'jan.csv'],
      [2, '2.50', 'jan.csv'],
      [3, '3.25', 'fev.csv.gz'],
    ])
    expect(reading.files?.map(({ name, rows: count }) => [name, count])).toEqual([
      ['jan.csv', 2],
      ['fev.csv.gz', 1],
    ])
    expect(reading.warnings).toMatchObject([{ code: 'members_not_read', count: 1 }])
  })

  it('files with other columns are tables of their own', async () => {
    const file = zipOf([
      { name: 'jan.csv', content: JAN },
      { name: 'lojas.json', content: '[{"nome":"Norte"},{"nome":"Sul"}]' },
    ])
    const { reading, rows } = await kit.read(file)
    expect([reading.part, rows]).toEqual([
      'jan.csv',
      [
        [1, '1.5'],
        [2, '2.5'],
      ],
    ])
    expect(reading.tables).toEqual([
      { name: 'jan.csv', rows: 2, columns: 2, hidden: false },
      { name: 'lojas.json', rows: 2, columns: 1, hidden: false },
    ])
    const other = await kit.read(file, { override: { sheet: 'lojas.json' } })
    expect([other.reading.part, other.rows]).toEqual(['lojas.json', [['Norte'], ['Sul']]])
  })

  it.each<[string, Buffer, string, string | undefined]>([
    [
      'a name that leads out of the folder',
      zipOf([{ name: '../../etc/passwd', content: JAN }]),
      'archive_unsafe_name',
      undefined,
    ],
    ['an absolute name', zipOf([{ name: '/etc/passwd', content: JAN }]), 'archive_unsafe_name', undefined],
    ['a protected file', zipOf([{ name: 'a.csv', content: JAN, encrypted: true }]), 'file_encrypted', 'a.csv'],
    [
      'an archive in an archive',
      zipOf([{ name: 'b.zip', content: zipOf([{ name: 'a.csv', content: JAN }]) }]),
      'archive_nested',
      undefined,
    ],
    [
      'a bomb by its own word',
      zipOf([{ name: 'a.csv', content: JAN, declared: 4_000_000_000 }]),
      'compressed_too_large',
      undefined,
    ],
    [
      'a bomb that lies about its size',
      zipOf([{ name: 'a.csv', content: Buffer.alloc(50_000_000, '1,2\n'), declared: 100 }]),
      'archive_invalid',
      'a.csv',
    ],
    ['a workbook that is a bomb', xlsxOf({ sheet: ' '.repeat(150 * 1024 * 1024) }), 'compressed_too_large', undefined],
    ['no file', zipOf([{ name: '.DS_Store', content: 'x' }]), 'archive_empty', undefined],
    ['a cut archive', zipOf([{ name: 'a.csv', content: JAN }]).subarray(0, 60), 'archive_invalid', undefined],
    ['a Word document', zipOf([{ name: 'word/document.xml', content: '<a/>' }]), 'file_binary', undefined],
  ])('%s is refused', async (_, file, code, where) => {
    const refused = await kit.read(file).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code, ...(where === undefined ? {} : { facts: { where } }) })
  })

  it('a workbook in an archive is read', async () => {
    expect((await kit.read(zipOf([{ name: 'a.xlsx', content: WORKBOOK }]))).rows).toEqual([[1], [2]])
  })

  it('more files than anybody sends are refused', async () => {
    const many = Array.from({ length: 1100 }, (_, index) => ({ name: `${index}.csv`, content: JAN }))
    await expect(kit.read(zipOf(many))).rejects.toMatchObject({ code: 'archive_too_many_files' })
  })
})

describe('several files of one table', () => {
  async function readAll(contents: Readonly<Record<string, string>>) {
    const folder = await mkdtemp(join(kit.folder, 'several-'))
    const files: { path: string; filename: string }[] = []
    for (const [filename, content] of Object.entries(contents)) {
      const path = join(folder, filename)
      await writeFile(path, content)
      files.push({ path, filename })
    }
    const [first, ...more] = files
    if (first === undefined) throw new Error('a file is needed')
    return kit.readFiles(first, more)
  }

  it('a column that is text in one file is text in all, with its zeros; rejects name their file', async () => {
    const { reading, rows, rejects } = await readAll({
      'a.csv': lines('cep,n', '01310100,1', '20040020,2'),
      'b.csv': lines('cep,n', '99999999,', '1,2,3,4,5', '88888888,'),
    })
    expect(types(reading)).toEqual(['text', 'integer', 'text'])
    expect(rows).toEqual([
      ['01310100', 1, 'a.csv'],
      ['20040020', 2, 'a.csv'],
      ['99999999', null, 'b.csv'],
      ['88888888', null, 'b.csv'],
    ])
    expect(rejects).toMatchObject([{ file: 'b.csv', line: 3, reason: 'too_many_fields' }])
  })

  it.each<[string, Record<string, string>, string]>([
    ['a column too few', { 'a.csv': lines('a,b', '1,2'), 'b.csv': lines('a,c', '1,2') }, 'b.csv, column b'],
    ['a column too many', { 'a.csv': lines('a,b', '1,2'), 'b.csv': lines('a,b,c', '1,2,3') }, 'b.csv, column c'],
    [
      'another unit',
      { 'a.csv': lines('a,b', '1,R$ 2', '2,R$ 3'), 'b.csv': lines('a,b', '1,2%', '2,3%') },
      'b.csv, column b',
    ],
  ])('%s is refused by file and column', async (_, contents, where) => {
    await expect(readAll(contents)).rejects.toMatchObject({ code: 'files_disagree', facts: { where } })
  })

  it('a file that cannot be read is named', async () => {
    const refused = readAll({ 'a.csv': lines('a,b', '1,2'), 'b.csv': '' })
    await expect(refused).rejects.toMatchObject({ code: 'file_empty', facts: { where: 'b.csv' } })
  })
})
