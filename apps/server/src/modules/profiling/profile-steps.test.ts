import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PARQUET_READING, profileInProcess, writeParquet } from './testing/profile-in-process.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profiling-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function profileOf(select: string, reading = PARQUET_READING): Promise<Profile> {
  const path = join(folder, `${crypto.randomUUID()}.parquet`)
  await writeParquet(path, select)
  return Profile.parse(await profileInProcess(path, 2, reading))
}

function alertsOf(profile: Profile, column: string): string[] {
  return profile.alerts.filter(({ columns }) => columns.includes(column)).map(({ code }) => code)
}

describe('degenerate tables', () => {
  it('profiles a table without rows', async () => {
    const profile = await profileOf("SELECT 1 AS a, 'x' AS b, DATE '2024-01-01' AS d WHERE false")
    expect(profile).toMatchObject({ rows: 0, column_count: 3, missing_cells: 0, duplicate_rows: 0 })
    expect(profile.alerts.map(({ id }) => id)).toEqual(['empty_table'])
    expect(profile.columns.map(({ kind }) => kind)).toEqual(['empty', 'empty', 'empty'])
  })

  it('profiles columns that are all missing, all equal, or nothing but NaN', async () => {
    const profile = await profileOf(
      "SELECT NULL::DOUBLE AS none, 7.5::DOUBLE AS same, 'nan'::DOUBLE AS nan, 'inf'::DOUBLE AS inf FROM range(5)",
    )
    const [none, same, nan, inf] = profile.columns
    expect([none?.kind, none?.missing, same?.kind]).toEqual(['empty', 5, 'constant'])
    expect(same?.histogram).toEqual({ edges: [7.5, 7.5], counts: [5] })
    expect(same?.number).toMatchObject({ mean: 7.5, standard_deviation: 0, skewness: null, monotonic: 'constant' })
    expect([nan?.number?.nans, nan?.number?.mean, inf?.number?.infinities]).toEqual([5, null, 5])
    expect(alertsOf(profile, 'none')).toEqual(['empty_column'])
    expect(profile.duplicate_rows).toBe(4)
  })

  it('never allocates by range: extreme doubles and integers get few bins or one', async () => {
    const profile = await profileOf(
      `SELECT * FROM (VALUES (-1.7e308::DOUBLE, (-9223372036854775807 - 1)::BIGINT, 5e-324::DOUBLE),
        (1.7e308, 9223372036854775807, 1e-323), (0, 0, 0)) AS t(wide, whole, tiny)`,
    )
    for (const column of profile.columns) {
      expect(column.histogram?.counts.length).toBeLessThanOrEqual(30)
      expect(column.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(3)
    }
    expect(profile.columns[1]?.number).toMatchObject({
      min: '-9223372036854775808',
      max: '9223372036854775807',
      sum: -1,
    })
  })

  it('takes names and values for data, whatever they look like', async () => {
    const profile = await profileOf(
      `SELECT -3 AS "a""b; DROP TABLE g --", '</script>' AS "select", 1 AS "comment" FROM range(3)`,
    )
    expect(profile.columns.map(({ name }) => name)).toEqual(['a"b; DROP TABLE g --', 'select', 'comment'])
  })

  it('profiles nested, binary, time and boolean columns', async () => {
    const profile = await profileOf(
      "SELECT {'a': i} AS s, [i] AS l, 'x'::BLOB AS b, TIME '10:00:00' AS t, i = 1 AS f, uuid() AS u FROM range(4) r(i)",
    )
    expect(profile.columns.map(({ type }) => type)).toEqual(['json', 'json', 'binary', 'time', 'boolean', 'text'])
    expect(profile.columns[4]?.kind).toBe('boolean')
  })
})

describe('alerts', () => {
  it('finds duplicates exactly, with missing values equal to each other', async () => {
    const profile = await profileOf(
      "SELECT * FROM (VALUES (1, NULL), (1, NULL), (1, 'x'), (NULL, NULL), (NULL, NULL)) t(a, b)",
    )
    expect(profile.duplicate_rows).toBe(2)
    expect(profile.alerts[0]).toMatchObject({ code: 'duplicate_rows', count: 2, share: 0.4 })
  })

  it('finds equal columns, high correlation, constant columns and gaps', async () => {
    const profile =
      await profileOf(`SELECT i % 97 AS a, i % 97 AS copy, 2 * (i % 97) + random() / 100 AS near, 'x' AS same,
      CASE WHEN i % 4 > 0 THEN i END AS gaps FROM range(1000) t(i)`)
    const codes = profile.alerts.map(({ code, columns }) => `${code} ${columns.join('~')}`)
    expect(codes).toEqual(
      expect.arrayContaining(['duplicate_columns a~copy', 'high_correlation a~near', 'constant same', 'missing gaps']),
    )
    expect(codes).not.toContain('high_correlation a~copy')
  })

  it('finds spaces, blanks, broken encoding, similar spellings, mixed formats and a row of totals', async () => {
    const profile = await profileOf(`SELECT * FROM (VALUES
      ('São Paulo', ' a', 'JoÃ£o', '01/02/2024', 'loja 1'), ('SAO PAULO', '', 'José', '2024-02-01', 'loja 2'),
      ('são  paulo', 'b', 'Ana', '03/02/2024', 'Total geral')) t(cidade, texto, nome, data, loja)`)
    expect(alertsOf(profile, 'cidade')).toContain('similar_spellings')
    expect(alertsOf(profile, 'texto')).toEqual(expect.arrayContaining(['padded_text', 'blank_text']))
    expect(profile.columns[1]?.text).toMatchObject({ blank: 1, padded: 1 })
    expect(alertsOf(profile, 'nome')).toContain('broken_encoding')
    expect(profile.alerts.find(({ code }) => code === 'mixed_formats')).toMatchObject({
      columns: ['data'],
      count: 1,
      data: { formats: ['date_slash', 'date_iso'] },
    })
    expect(alertsOf(profile, 'loja')).toContain('totals_row')
  })

  it('finds future dates against the given present', async () => {
    const profile = await profileOf("SELECT DATE '2024-05-01' + INTERVAL (i) DAY AS d FROM range(60) t(i)")
    expect(profile.columns[0]?.date?.future).toBe(28)
    expect(alertsOf(profile, 'd')).toContain('future_dates')
  })

  it('says that rows were rejected when the file was read', async () => {
    const profile = await profileOf('SELECT 1 AS a FROM range(8)', { ...PARQUET_READING, rejected_rows: 2 })
    expect(profile.alerts.find(({ code }) => code === 'rejected_rows')).toMatchObject({ count: 2, share: 0.2 })
  })
})

describe('personal data', () => {
  it('recognises CPF, CNPJ, e-mail, phone and card by their check digits, and keeps no value', async () => {
    const profile = await profileOf(`SELECT * FROM (VALUES
      ('529.982.247-25', '11.222.333/0001-81', 'ana@exemplo.com.br', '(11) 98765-4321', '4111 1111 1111 1111', 52998224725),
      ('111.444.777-35', '12.ABC.345/01DE-35', 'jose@exemplo.com', '+55 21 2345-6789', '5500 0000 0000 0004', 11144477735))
      t(a, b, c, d, e, f)`)
    expect(profile.columns.map(({ personal }) => personal?.kind)).toEqual([
      'cpf',
      'cnpj',
      'email',
      'phone',
      'card',
      'cpf',
    ])
    for (const column of profile.columns) {
      expect(column.personal).toMatchObject({ matches: 2, share: 1 })
      expect([column.top, column.number, column.histogram]).toEqual([[], null, null])
    }
    expect(JSON.stringify(profile)).not.toMatch(/529|ana@|98765|4111|52998224725/)
  })

  it('leaves ordinary numbers and codes alone', async () => {
    const profile = await profileOf(
      "SELECT 10000000000 + i AS n, printf('%011d', i * 7919) AS t, DATE '2024-01-01' AS d FROM range(2000) t(i)",
    )
    expect(profile.columns.map(({ personal }) => personal)).toEqual([null, null, null])
  })
})

it('profiles 1,000 columns', async () => {
  const columns = Array.from({ length: 1_000 }, (_, i) =>
    i % 2 === 0 ? `i * ${i} AS n${i}` : `'v' || (i % ${i}) AS t${i}`,
  )
  const profile = await profileOf(`SELECT ${columns.join(', ')} FROM range(200) t(i)`)
  expect(profile.column_count).toBe(1_000)
  expect(profile.columns[998]?.number?.max).toBe(199 * 998)
  expect(profile.correlations[0]?.columns.length).toBeLessThanOrEqual(60)
}, 120_000)
