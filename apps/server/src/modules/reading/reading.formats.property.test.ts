import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReadingKit, names, type ReadBack, type ReadingKit } from './reading.test-kit.ts'

type Value = number | string | boolean | null

/** A table as any of the formats can hold it: the first column is never empty, so that no row is blank. */
interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

const WORDS = ['Ana', 'São Paulo', 'a "b"', 'x; y', 'linha 1\nlinha 2', '🙂', '=1+1', "d'água"] as const
const word = fc.constantFrom(...WORDS)
const integer = fc.integer({ min: -1_000_000, max: 1_000_000 })
/** Hundredths are what a double and a decimal of two places both hold. */
const money = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => cents / 100)
const orNull = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.option(value, { nil: null, freq: 6 })

const tableArbitrary: fc.Arbitrary<Table> = fc
  .array(fc.tuple(integer, orNull(word), orNull(money), orNull(fc.boolean()), word), { minLength: 3, maxLength: 40 })
  // A column of nothing but nulls has no type to come back with.
  .filter((rows) => [1, 2, 3].every((column) => rows.filter((row) => row[column] !== null).length > 1))
  .filter((rows) => rows.some(([, , value]) => typeof value === 'number' && !Number.isInteger(value)))
  .map((rows) => ({ header: ['id', 'nome', 'valor', 'ativo', 'nota'], rows }))

let kit: ReadingKit
let next = 0
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

function records({ header, rows }: Table): Record<string, Value>[] {
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? null])))
}

function asXlsx({ header, rows }: Table): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([[...header], ...rows.map((row) => [...row])]), 'Dados')
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

const asJson = (table: Table): string => JSON.stringify(records(table), null, 1)
const asLines = (table: Table): string =>
  records(table)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('')

async function throughParquet(table: Table): Promise<ReadBack> {
  next += 1
  const [json, parquet] = [join(kit.folder, `p${next}.json`), join(kit.folder, `p${next}.parquet`)]
  await writeFile(json, asJson(table))
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`COPY (SELECT * FROM read_json('${json}', columns={id: 'BIGINT', nome: 'VARCHAR',
    valor: 'DECIMAL(18,2)', ativo: 'BOOLEAN', nota: 'VARCHAR'})) TO '${parquet}' (FORMAT parquet)`)
  connection.closeSync()
  return kit.readFiles({ path: parquet, filename: 'p.parquet' }, [])
}

/** Cells as they travel, with decimals as numbers again. */
function cells({ rows }: Pick<ReadBack, 'rows'>): Value[][] {
  return rows.map((row) => row.map((cell, column) => (column === 2 && cell !== null ? Number(cell) : cell)))
}

describe('a table', () => {
  it('comes back equal from xlsx, JSON, NDJSON and Parquet', async () => {
    await fc.assert(
      fc.asyncProperty(tableArbitrary, async (table) => {
        const read = [
          await kit.read(asXlsx(table)),
          await kit.read(asJson(table)),
          await kit.read(asLines(table)),
          await throughParquet(table),
        ]
        for (const back of read) {
          expect(names(back.reading)).toEqual(table.header)
          expect(cells(back)).toEqual(table.rows)
          expect(back.reading.rejected_rows).toBe(0)
        }
      }),
      { numRuns: 10, seed: 20 },
    )
  })

  it('with damaged lines comes back without them, and they are reported', async () => {
    const damaged = fc.tuple(tableArbitrary, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }))
    await fc.assert(
      fc.asyncProperty(damaged, async ([table, at, cut]) => {
        const lines = asLines(table).trimEnd().split('\n')
        const index = at % lines.length
        const line = lines[index] ?? ''
        // Cut anywhere inside, an object is no object any more.
        lines[index] = line.slice(0, 1 + (cut % (line.length - 1)))
        const back = await kit.read(lines.join('\n'))
        expect(back.rejects).toMatchObject([{ line: index + 1, reason: 'invalid_json', raw: lines[index] }])
        expect(back.reading.rows).toBe(table.rows.length - 1)
      }),
      { numRuns: 10, seed: 21 },
    )
  })

  it('in a workbook that was cut or changed anywhere is read right or refused', async () => {
    const damaged = fc.tuple(tableArbitrary, fc.nat(), fc.nat({ max: 255 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(damaged, async ([table, at, byte, cut]) => {
        const whole = asXlsx(table)
        const position = at % whole.length
        const broken = cut ? whole.subarray(0, position) : Buffer.from(whole)
        if (!cut) broken[position] = byte
        const back = await kit.read(broken).catch((error: unknown) => error)
        if (back instanceof Error) expect(back).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) })
        else expect(cells(back as ReadBack)).toEqual(table.rows)
      }),
      { numRuns: 80, seed: 22 },
    )
  })
})
