import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberDepth } from '../columns/number-depth.ts'
import { numberFigures } from '../columns/number-statistics.ts'
import { cellOf } from '../cells.ts'
import { byColumn, countOf, openSession, textOf, type Session } from '../session.ts'
import type { NumberFamily, SourceColumn } from '../source-table.ts'
import { COUNTS_OF_GROUPS, createGroupsSql, DROP_GROUPS, topValuesSql } from '../sql/groups.sql.ts'
import { DROP_SORTED, DROP_SORTED_GROUPS } from '../sql/sorted.sql.ts'
import { sortedFigures } from './sorted-figures.ts'
import { SortedPlaces } from './sorted-places.ts'

let session: Session
beforeAll(async () => {
  session = await openSession({ memoryMegabytes: 512, threads: 2, spillFolder: tmpdir() })
})
afterAll(() => session.close())

const DOUBLE: NumberFamily = { kind: 'double', scale: 0, exact: false }
const INTEGER: NumberFamily = { kind: 'integer', scale: 0, exact: true }
const DECIMAL: NumberFamily = { kind: 'decimal', scale: 2, exact: true }
const TYPES = { double: 'number', integer: 'integer', decimal: 'decimal' } as const

function columnOf(family: NumberFamily): SourceColumn {
  return { index: 3, name: 'x', type: TYPES[family.kind], sqlType: '', unit: null, family }
}

/** The same figures by way of groups, with the numbers of values and the most frequent ones. */
async function groupedFigures(column: SourceColumn, family: NumberFamily) {
  await session.run(createGroupsSql([column], 'source'))
  const counts = byColumn(await session.rows(COUNTS_OF_GROUPS)).get(3) ?? {}
  const [different, most] = [countOf(counts.different), countOf(counts.most)]
  const figures = (await numberFigures(session, family, [column], new Map([[3, { different, most }]]))).get(3)
  const empty = {
    range: null,
    coefficient_of_variation: null,
    median_absolute_deviation: null,
    smallest: [],
    largest: [],
  }
  const profile = {
    index: 3,
    count: countOf(counts.present),
    distinct: different,
    number: { ...empty, ...figures?.number },
  }
  const depth = (await numberDepth(session, family, [column], [profile as never])).get(3)
  const top = (await session.rows(topValuesSql([column], 20))).map((row) => ({
    value: cellOf(column, textOf(row.value)),
    count: countOf(row.n),
  }))
  await session.run(DROP_GROUPS)
  const present = countOf(counts.present)
  return {
    counts: { present, different, most },
    top,
    number: { ...figures?.number, ...depth },
    histogram: figures?.histogram,
  }
}

/** Floats to 11 digits, or 13 places for a skewness near zero: the two ways round their sums differently beyond. */
function rounded(value: unknown): unknown {
  const round = (one: number) =>
    Number(Math.abs(one) < 1e-3 && one !== 0 && Math.abs(one) > 1e-9 ? one.toFixed(13) : one.toPrecision(11))
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' && !Number.isInteger(one) ? round(one) : one)),
  )
}

async function bothWays(select: string, family: NumberFamily) {
  await session.run(`CREATE OR REPLACE TEMP VIEW source AS ${select}`)
  const column = columnOf(family)
  const grouped = await groupedFigures(column, family)
  const { counts, top, number } = await sortedFigures(session, column, family)
  await session.run(DROP_SORTED_GROUPS)
  await session.run(DROP_SORTED)
  const { present, different, most } = counts
  return { grouped: rounded(grouped), sorted: rounded({ counts: { present, different, most }, top, ...number }) }
}

describe('figures from sorted values are those from groups', () => {
  it.each([
    ['different doubles', 'SELECT sin(i) * 1000 AS x FROM range(5000) t(i)', DOUBLE],
    [
      'doubles with repetitions and gaps',
      'SELECT CASE WHEN i % 9 > 0 THEN (i % 613) / 7.0::DOUBLE END AS x FROM range(9001) t(i)',
      DOUBLE,
    ],
    ['one value', 'SELECT 4.5::DOUBLE AS x', DOUBLE],
    ['one value many times', 'SELECT -2::BIGINT AS x FROM range(3000)', INTEGER],
    ['two values', 'SELECT (i % 2)::BIGINT AS x FROM range(11) t(i)', INTEGER],
    ['integers around zero', 'SELECT (i * 7919 % 10007 - 5000)::BIGINT AS x FROM range(20000) t(i)', INTEGER],
    ['integers near 2^53', 'SELECT (9007199254740000 + i * 31 % 991)::BIGINT AS x FROM range(3000) t(i)', INTEGER],
    ['money', 'SELECT ((i * 104729 % 100003) / 100.0 - 300)::DECIMAL(18, 2) AS x FROM range(50000) t(i)', DECIMAL],
    ['a long tail', 'SELECT exp(i / 500.0) AS x FROM range(6000) t(i)', DOUBLE],
    [
      'huge and tiny',
      'SELECT CASE WHEN i % 2 = 0 THEN 1e300 * (i + 1) ELSE -1e-300 * i END AS x FROM range(700) t(i)',
      DOUBLE,
    ],
  ] as const)('%s', async (_, select, family) => {
    const { grouped, sorted } = await bothWays(select, family)
    expect(sorted).toEqual(grouped)
  })
})

describe('places in sorted values', () => {
  const values = Float64Array.from({ length: 5_000 }, (_, i) => Math.floor((i * i) / 3_000) - 2_000)
  const step = 64
  const milestones = {
    step,
    values: Float64Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[i * step] ?? 0),
  }
  let read = 0
  const places = new SortedPlaces(values.length, milestones, (from, to) => {
    read += to - from
    return Promise.resolve(values.slice(from, to))
  })

  it('finds the first value that passes', async () => {
    for (const bound of [-3_000, -2_000, -1_999, 0, 17, 6_000, 9_999]) {
      const expected = values.findIndex((value) => value >= bound)
      expect(await places.firstRank((value) => value >= bound)).toBe(expected === -1 ? values.length : expected)
    }
  })

  it('finds the nth distance to any centre, and reads little', async () => {
    for (const centre of [-2_000, -1_990.5, 0, 333, 6_000, 8_000]) {
      const distances = values.map((value) => Math.abs(value - centre)).sort()
      for (const k of [0, 1, 2_499, 4_998, 4_999]) {
        read = 0
        expect(await places.nthDistance(centre, k)).toBe(distances[k])
        expect(read).toBeLessThanOrEqual(2 * values.length)
      }
    }
  })
})
