import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reading } from '@datapilot/contracts'
import { AppError } from '../../platform/errors.ts'
import { expectedCell, writeTable, writtenTables, type WrittenTable } from './reading.roundtrip.test-kit.ts'
import { accountedLines, createReadingKit, names, type ReadBack, type ReadingKit } from './reading.test-kit.ts'

/** `READING_RUNS=10000` looks longer; a failure prints the seed, and `READING_SEED` runs it again. */
const RUNS = Number(process.env.READING_RUNS ?? 60)
const SEED = process.env.READING_SEED === undefined ? {} : { seed: Number(process.env.READING_SEED) }

let kit: ReadingKit
beforeAll(async () => {
  kit = await createReadingKit()
})
afterAll(() => kit.close())

/** True where the reading says that something is wrong or open, or shows more lines below the table than were written. */
function isReported({ rejected_rows: rejected, warnings, evidence, lines }: Reading, totals: boolean): boolean {
  const footer = (lines?.footer ?? 0) > (totals ? 1 : 0)
  return rejected > 0 || warnings.length > 0 || footer || evidence.some(({ ambiguous }) => ambiguous)
}

/** The rows that should be read. Dates may have their months and days exchanged where that is said to be open. */
function isEqual({ names: header, kinds, rows, dialect }: WrittenTable, { reading, rows: table }: ReadBack): boolean {
  if (JSON.stringify(names(reading)) !== JSON.stringify(header) || table.length !== rows.length) return false
  const open = reading.evidence.some(({ what, ambiguous }) => what === 'date_order' && ambiguous)
  return rows.every((row, index) =>
    row.every((value, column) => {
      const kind = kinds[column] ?? 'text'
      const actual = table[index]?.[column]
      if (kind === 'date' && open && value !== null) return typeof actual === 'string'
      return actual === expectedCell(value, kind, reading.columns[column]?.type ?? 'text', dialect)
    }),
  )
}

/** The end of a file cannot be missed by looking at it: only the last row may differ. */
function withoutLastRow(table: WrittenTable, read: ReadBack): [WrittenTable, ReadBack] {
  const kept = table.rows.slice(0, -1)
  return [
    { ...table, rows: kept },
    { ...read, rows: read.rows.slice(0, kept.length) },
  ]
}

describe('any table in any dialect with any damage', () => {
  it('is read equal, or the damage is reported; no line is lost', async () => {
    await fc.assert(
      fc.asyncProperty(writtenTables, async (table) => {
        const read = await kit.read(writeTable(table)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError)
          return null
        })
        if (read === null) {
          expect(table.damage.kind).not.toBe('none')
          return
        }
        expect(accountedLines(read.reading)).toBe(read.reading.lines?.physical)
        const compared = table.damage.kind === 'cut_end' ? withoutLastRow(table, read) : ([table, read] as const)
        const fine =
          isEqual(...compared) || (table.damage.kind !== 'none' && isReported(read.reading, table.dialect.totals))
        const { evidence: _, ...seen } = read.reading
        if (!fine) expect({ rows: read.rows, seen }).toEqual({ rows: table.rows, damage: table.damage })
      }),
      { numRuns: RUNS, endOnFailure: true, ...SEED },
    )
  }, 3_600_000)
})
