import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DuckDBInstance } from '@duckdb/node-api'
import { createReader } from './index.ts'
import { accountedLines, createReadingKit, lines, names, types, type ReadingKit } from './reading.test-kit.ts'

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

const rows = (count: number, row: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => row(index))

describe('what surrounds a table', () => {
  it('finds lines of metadata above the header and drops the column behind a trailing delimiter', async () => {
    const { reading, rows: table } = await kit.read(
      lines(
        'REGIAO:;N',
        'UF:;AM',
        'ALTITUDE:;53,56',
        'Data;Hora;Chuva (mm);Temp (°C);',
        '2026/01/01;0000 UTC;0;26,4;',
        '2026/01/01;0100 UTC;,4;25,6;',
      ),
    )
    expect(reading.dialect).toMatchObject({ header_line: 4, decimal: ',', date_order: 'ymd' })
    expect(names(reading)).toEqual(['Data', 'Hora', 'Chuva (mm)', 'Temp (°C)'])
    expect(reading.lines).toEqual({
      physical: 6,
      preamble: 3,
      header: 1,
      blank: 0,
      footer: 0,
      in_rows: 2,
      in_rejected: 0,
    })
    expect(table).toEqual([
      ['2026-01-01', '00:00:00', '0.0', '26.4'],
      ['2026-01-01', '01:00:00', '0.4', '25.6'],
    ])
  })

  it('finds title lines and totals of a spreadsheet', async () => {
    const { reading, rows: table } = await kit.read(
      lines(
        'Relatório de vendas;;',
        '',
        'produto;quantidade;valor',
        'Lápis;10;12,50',
        'Caneta;4;8,00',
        'Total;14;20,50',
        'Fonte: sistema;;',
      ),
    )
    expect(table).toEqual([
      ['Lápis', 10, '12.50'],
      ['Caneta', 4, '8.00'],
    ])
    expect(reading.lines).toMatchObject({ preamble: 1, header: 1, blank: 1, footer: 2, in_rows: 2 })
    expect(reading.evidence.find(({ what }) => what === 'footer')?.reason).toContain('Total;14')
  })

  it('numbers the columns of a table without a header', async () => {
    const { reading, rows: table } = await kit.read(lines('1,2.5,x', '2,3.5,y', '3,4.5,x'))
    expect(names(reading)).toEqual(['column_1', 'column_2', 'column_3'])
    expect(reading.dialect?.header_line).toBeNull()
    expect(table).toHaveLength(3)
  })

  it('gives every column a name of its own', async () => {
    const { reading } = await kit.read(lines('a,A,,a,"x\ny"', '1,2,3,4,5'))
    expect(names(reading)).toEqual(['a', 'A_2', 'column_3', 'a_3', 'x y'])
    expect(reading.columns.map(({ source_name }) => source_name)).toEqual(['a', 'A', '', 'a', 'x\ny'])
  })

  it('counts blank lines', async () => {
    const { reading } = await kit.read('a,b\n\n1,x\n\n2,y\n\n')
    expect(reading.lines).toMatchObject({ physical: 6, blank: 3, in_rows: 2 })
  })
})

describe('rows that do not fit', () => {
  it('are kept with line, reason and text', async () => {
    const { reading, rejects } = await kit.read(
      lines('id,name,n', '1,a,5', '2,b', '3,c,6,extra', '4,"d', 'd",7', '5,e,8'),
    )
    expect(reading).toMatchObject({ rows: 3, rejected_rows: 2 })
    expect(rejects).toEqual([
      { line: 3, file: null, reason: 'too_few_fields', raw: '2,b' },
      { line: 4, file: null, reason: 'too_many_fields', raw: '3,c,6,extra' },
    ])
    expect(accountedLines(reading)).toBe(reading.lines?.physical)
  })

  it('are put in line where only a surplus empty field is in the way', async () => {
    const body = rows(50, (index) => `${String((index % 28) + 1).padStart(2, '0')}/05/2024,${index},word ${index}`)
    const { reading, rows: table } = await kit.read(lines('day,n,t', ...body, ',31/05/2024,7,last'))
    expect(table.at(-1)).toEqual(['2024-05-31', 7, 'last'])
    expect(reading.warnings).toContainEqual(expect.objectContaining({ code: 'rows_repaired', count: 1 }))
  })

  it('are another table when a header of another width follows', async () => {
    const first = rows(10, (index) => `${index},word,${index * 2}`)
    const second = rows(5, (index) => `${index},word,${index * 2},more`)
    const { reading, rejects } = await kit.read(lines('id,name,n', ...first, 'id,name,n,other', ...second))
    expect(reading).toMatchObject({ rows: 10, rejected_rows: 6 })
    expect(new Set(rejects.map(({ reason }) => reason))).toEqual(new Set(['repeated_header', 'other_table']))
  })

  it('are found late in a large file, which is then read exactly', async () => {
    const body = rows(60_000, (index) => `${index},name ${index},${index / 4}`)
    body.splice(50_000, 0, '50000,broken', '')
    const { reading, rejects } = await kit.read(lines('id,name,n', ...body))
    expect(reading).toMatchObject({ rows: 60_000, rejected_rows: 1 })
    expect(rejects[0]).toMatchObject({ line: 50_002, raw: '50000,broken' })
    expect(accountedLines(reading)).toBe(60_003)
  })
})

describe('refusals', () => {
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'file_empty'],
    ['white space', '\n \n', 'file_empty'],
    ['a header alone', 'a,b,c\n', 'file_header_only'],
    ['a damaged ZIP archive', Buffer.from('PK\u0003\u0004\u0014\u0000rest', 'latin1'), 'archive_invalid'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'file_binary'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'file_binary'],
    ['a program', Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), 'file_binary'],
    ['a database', 'SQLite format 3\u0000', 'file_binary'],
    ['random bytes', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)), 'file_not_text'],
    ['damaged Parquet', 'PAR1 and then nothing', 'parquet_invalid'],
  ])('of %s', async (_, content, code) => {
    await expect(kit.read(content)).rejects.toMatchObject({
      code,
      status: 422,
      facts: { detail: expect.stringMatching(/.{10}/) },
    })
  })

  it('of a file that is not there and of a folder', async () => {
    for (const path of [join(kit.folder, 'absent.csv'), kit.folder]) {
      const reading = kit.reader.previewFile({ path, filename: 'x.csv' })
      await expect(reading).rejects.toMatchObject({ code: 'file_unreadable', status: 422 })
    }
  })

  it('of a file that takes more memory than is allowed, said as such', async () => {
    const row = Array.from({ length: 2_000 }, (_, index) => `${index}.5`).join(',')
    const path = join(kit.folder, 'memory.csv')
    await writeFile(path, lines(row.replaceAll('.5', 'x'), ...Array.from({ length: 200 }, () => row)))
    const small = createReader({ workDirectory: join(kit.folder, 'small'), memoryBytes: 24 * 1024 ** 2, warm: 0 })
    const reading = small.readFile({ path, filename: 'memory.csv', outputDir: join(kit.folder, 'small-out') })
    await expect(reading).rejects.toMatchObject({ code: 'reading_out_of_memory', status: 422 })
    await small.close()
  })

  it('of too many columns', async () => {
    const wide = Array.from({ length: 5_000 }, (_, index) => `c${index}`).join(',')
    await expect(kit.read(lines(wide, wide))).rejects.toMatchObject({ code: 'too_many_columns' })
  })

  it('of a gigabyte in one line, within the first megabytes', async () => {
    const path = join(kit.folder, 'line.csv')
    const file = await open(path, 'w')
    await file.write('a,b\n')
    const piece = Buffer.alloc(8 * 1024 * 1024, 'x')
    await file.write(piece)
    await file.truncate(1024 ** 3)
    await file.close()
    const started = performance.now()
    await expect(
      kit.reader.readFile({ path, filename: 'line.csv', outputDir: join(kit.folder, 'line') }),
    ).rejects.toMatchObject({
      code: 'line_too_long',
      facts: { where: 'line 2' },
    })
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('leave nothing behind when the work is cancelled', async () => {
    const controller = new AbortController()
    const path = join(kit.folder, 'cancel.csv')
    await writeFile(path, lines('a,b', rows(300_000, (index) => `${index},"x\ny"`).join('\n')))
    const running = kit.reader.readFile({
      path,
      filename: 'cancel.csv',
      outputDir: join(kit.folder, 'cancel'),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('other inputs', () => {
  it('reads tables as wide as the limit of a server', async () => {
    const row = (start: number): string => rows(2_000, (index) => String(start + index)).join(',')
    const { reading } = await kit.read(lines(row(0).replaceAll(/\d+/g, 'c$&'), ...rows(20, row)))
    expect(reading).toMatchObject({ rows: 20, rejected_rows: 0 })
    expect(reading.columns).toHaveLength(2_000)
  })

  it('reads Parquet, nested types included', async () => {
    const path = join(kit.folder, 'in.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(
      `COPY (SELECT i::INTEGER AS id, i / 4 AS n, DATE '2024-01-01' + i::INTEGER AS day, [i] AS list FROM range(500) t(i)) TO '${path}'`,
    )
    connection.closeSync()
    instance.closeSync()
    await mkdir(join(kit.folder, 'p'), { recursive: true })
    const { reading } = await kit.reader.readFile({ path, filename: 'in.parquet', outputDir: join(kit.folder, 'p') })
    expect(reading).toMatchObject({ format: 'parquet', rows: 500, dialect: null, lines: null })
    expect(types(reading)).toEqual(['integer', 'number', 'date', 'json'])
  })

  it('previews the beginning of a large file', async () => {
    const path = join(kit.folder, 'large.csv')
    await writeFile(
      path,
      lines(
        'id,name,n',
        rows(300_000, (index) => `${index},some longer name ${index},${index / 8 + 0.00001}`).join('\n'),
      ),
    )
    const { reading, complete, rows: table, columns } = await kit.reader.previewFile({ path, filename: 'large.csv' })
    expect(complete).toBe(false)
    expect(reading.rows).toBeGreaterThan(10_000)
    expect(columns.map(({ type }) => type)).toEqual(['integer', 'text', 'number'])
    expect(table).toHaveLength(200)
  })

  it('reports progress with bytes', async () => {
    const path = join(kit.folder, 'large.csv')
    const stages = new Set<string>()
    let bytes = 0
    await kit.reader.readFile({
      path,
      filename: 'large.csv',
      outputDir: join(kit.folder, 'large'),
      onProgress: (progress) => {
        stages.add(progress.stage)
        bytes = Math.max(bytes, progress.bytes)
        expect(progress.bytes).toBeLessThanOrEqual(progress.total_bytes)
      },
    })
    expect(stages).toEqual(new Set(['scan', 'convert']))
    expect(bytes).toBeGreaterThan(5_000_000)
  })
})
