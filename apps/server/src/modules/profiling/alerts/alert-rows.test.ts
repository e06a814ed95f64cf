import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AlertCode, type Alert, type Profile, type Reading } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countOf, openSession } from '../session.ts'
import { PARQUET_READING, profileInProcess, writeParquet } from '../testing/profile-in-process.ts'
import { ALERT_TABLE, alertRowsSql, hasAlertRows } from './alert-rows.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alert-rows-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Shown {
  readonly profile: Profile
  /** Row numbers of every alert that shows rows, all pages together. */
  readonly rows: ReadonlyMap<string, readonly number[]>
}

const PAGE = 7

/** Profiles a table and turns all pages of all alerts, in small and in one large one. */
async function shown(select: string, reading: Reading = PARQUET_READING): Promise<Shown> {
  const path = join(folder, `${crypto.randomUUID()}.parquet`)
  await writeParquet(path, select)
  const profile = await profileInProcess(path, 2, reading, { kind: 'full' })
  const session = await openSession({ memoryMegabytes: 512, threads: 2, spillFolder: tmpdir() })
  try {
    await session.run(`CREATE VIEW ${ALERT_TABLE} AS SELECT * FROM read_parquet('${path}')`)
    const page = async (alert: Alert, offset: number, limit: number) => {
      const found = await session.rows(alertRowsSql(profile, alert, { offset, limit }) ?? '')
      return found.map((row) => countOf(Object.values(row).at(-1)))
    }
    const rows = new Map<string, number[]>()
    for (const alert of profile.alerts.filter(({ rows }) => rows)) {
      const all = await page(alert, 0, 100_000)
      expect([...(await page(alert, 0, PAGE)), ...(await page(alert, PAGE, PAGE))]).toEqual(all.slice(0, 2 * PAGE))
      rows.set(alert.id, all)
    }
    return { profile, rows }
  } finally {
    session.close()
  }
}

function alertOf({ profile }: Shown, id: string): Alert {
  const alert = profile.alerts.find((one) => one.id === id)
  if (!alert) throw new Error(`no alert ${id}, but ${profile.alerts.map((one) => one.id).join(' ')}`)
  return alert
}

const seen = new Set<AlertCode>()

/** The rows shown are as many as the alert counts, each once, in order; for every alert of the table. */
function expectCounted(found: Shown, ids: readonly string[]): void {
  for (const id of ids) seen.add(alertOf(found, id).code)
  for (const [id, rows] of found.rows) {
    expect([id, rows.length]).toEqual([id, alertOf(found, id).count])
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b))
  }
  for (const alert of found.profile.alerts) expect([alert.id, alert.rows]).toEqual([alert.id, found.rows.has(alert.id)])
}

describe('rows of alerts', () => {
  it('of numbers', async () => {
    const found = await shown(`SELECT i AS linha,
      CASE WHEN i % 9 > 0 THEN (i * 37 % 101)::DOUBLE END AS medida,
      CASE WHEN i % 50 = 0 THEN 'nan'::DOUBLE WHEN i = 7 THEN 'inf'::DOUBLE ELSE (i * 13 % 89)::DOUBLE END AS especial,
      CASE WHEN i % 4 = 0 THEN 0 ELSE i * 7 % 53 END AS zerada,
      CASE WHEN i IN (5, 90, 400) THEN 100000 + i ELSE i * 11 % 71 END AS longe,
      CASE WHEN i % 100 = 3 THEN 999 WHEN i % 100 = 4 THEN -1 ELSE 18 + i * 7 % 60 END AS idade,
      CASE WHEN i % 40 = 0 THEN (150 + i % 45) ELSE (150 + i % 45) / 100.0 END AS altura,
      CASE WHEN i % 10 = 0 THEN 1310000 + i ELSE 13100000 + i END AS cep,
      CASE WHEN i < 590 THEN 1 ELSE i END AS quase, CASE WHEN i % 12 > 0 THEN 3 ELSE i % 7 END AS domina
      FROM range(600) t(i)`)
    expectCounted(found, ['missing:medida', 'infinite:especial', 'zeros:zerada', 'outliers:longe', 'placeholder_values:idade',
      'mixed_units:altura', 'leading_zeros_lost:cep', 'imbalance:domina']) // prettier-ignore
    expect(found.rows.get('placeholder_values:idade')?.slice(0, 3)).toEqual([4, 5, 104])
    expect(alertOf(found, 'mixed_units:altura').data).toMatchObject({ factor: 100 })
  })

  it('of texts', async () => {
    const found = await shown(`SELECT
      CASE WHEN i % 30 = 1 THEN ' solto' WHEN i % 30 = 2 THEN '  ' WHEN i % 30 = 3 THEN 'JoÃ£o' ELSE 'nome ' || i % 90 || 'x' END AS texto,
      CASE i % 5 WHEN 0 THEN 'São Paulo' WHEN 1 THEN 'SAO PAULO' WHEN 2 THEN 'Belém' ELSE 'Santos' END AS cidade,
      CASE WHEN i % 8 = 0 THEN '2024-01-' || lpad((1 + i % 28)::VARCHAR, 2, '0') WHEN i % 99 = 1 THEN 's/d'
        ELSE lpad((1 + i % 28)::VARCHAR, 2, '0') || '/02/2024' END AS quando,
      lpad((1 + i % 28)::VARCHAR, 2, '0') || '.03.2023' AS dia,
      CASE WHEN i % 6 = 0 THEN (i * 10) || ' g' ELSE (i % 70) || ' kg' END AS peso,
      CASE WHEN i = 100 THEN 'Total geral' ELSE 'loja ' || i END AS loja,
      CASE WHEN i % 20 = 0 THEN 'XX' WHEN i % 3 = 0 THEN 'SP' WHEN i % 3 = 1 THEN 'RJ' ELSE 'BA' END AS uf,
      CASE WHEN i % 40 = 0 THEN 'Não informado' ELSE 'setor ' || i % 6 END AS setor,
      CASE WHEN i >= 399 THEN 'b' ELSE 'a' END AS resto
      FROM range(400) t(i)`)
    expectCounted(found, ['padded_text:texto', 'blank_text:texto', 'broken_encoding:texto', 'similar_spellings:cidade',
      'mixed_formats:quando', 'text_dates:dia', 'mixed_units:peso', 'totals_row:loja', 'invalid_codes:uf',
      'near_constant:resto', 'placeholder_values:setor']) // prettier-ignore
    expect(found.rows.get('totals_row:loja')).toEqual([101])
    expect(found.rows.get('near_constant:resto')).toHaveLength(399)
  })

  it('of dates', async () => {
    const found = await shown(`SELECT CASE WHEN i % 50 = 0 THEN DATE '1900-01-01' WHEN i = 7 THEN DATE '2999-05-05'
      ELSE DATE '2024-01-01' + (i % 200)::INTEGER END AS data,
      CASE WHEN i % 70 = 0 THEN TIMESTAMPTZ '1970-01-01 00:00:00+00' ELSE TIMESTAMPTZ '2024-05-01 10:00:00-03' + INTERVAL (i * 3) HOUR END AS instante
      FROM range(400) t(i)`)
    expectCounted(found, ['future_dates:data', 'implausible_dates:data', 'future_dates:instante', 'implausible_dates:instante']) // prettier-ignore
    expect(alertOf(found, 'implausible_dates:data').count).toBe(9)
  })

  it('of whole rows, keys and rules', async () => {
    const found = await shown(`SELECT * FROM (
      SELECT 'P' || lpad((i - (i % 25 = 24)::INTEGER)::VARCHAR, 5, '0') AS codigo, i % 40 AS produto_id,
        CASE WHEN i IN (11, 12, 300) THEN 'outra' ELSE 'familia ' || i % 40 % 7 END AS familia,
        (i % 40 % 7)::DOUBLE AS numero, i * 7919 % 613 AS a, i * 104729 % 499 AS b,
        CASE WHEN i % 200 = 5 THEN -1 ELSE i * 7919 % 613 END AS a_de_novo,
        (i * 7919 % 613) * 1000 AS mil, CASE WHEN i % 3 = 0 THEN 7 ELSE 100 + i % 90 END AS cliente_id
      FROM range(600) t(i) UNION ALL
      SELECT 'P00003', 3, 'familia 3', 3, 3 * 7919 % 613, 3 * 104729 % 499, 3 * 7919 % 613, (3 * 7919 % 613) * 1000, 7)`)
    expectCounted(found, ['duplicate_rows', 'duplicate_keys:codigo', 'dependency_violations:produto_id,familia',
      'near_duplicate_columns:a,a_de_novo', 'skewed_key:cliente_id']) // prettier-ignore
    expect(found.rows.get('duplicate_rows')).toEqual([601])
    expect(alertOf(found, 'dependency_violations:produto_id,familia').count).toBe(3)
  })

  it('of rows that repeat others but for their number', async () => {
    const found = await shown(`SELECT row_number() OVER () AS id, * FROM (
      SELECT i * 7919 % 997 AS a, i * 104729 % 991 AS b, md5((i * 31 % 883)::VARCHAR) AS c, i * 17 % 887 AS d FROM range(500) t(i)
      UNION ALL SELECT i * 7919 % 997, i * 104729 % 991, md5((i * 31 % 883)::VARCHAR), i * 17 % 887 FROM range(3) t(i))`)
    expectCounted(found, ['near_duplicate_rows'])
    expect(found.rows.get('near_duplicate_rows')).toHaveLength(3)
  })

  it('of personal data, valid and not', async () => {
    const found =
      await shown(`SELECT CASE WHEN i % 3 = 0 THEN '529.982.247-25' WHEN i % 3 = 1 THEN '529.982.247-26' END AS cpf,
      CASE WHEN i % 2 = 0 THEN 'a' || i || '@exemplo.com' ELSE 'sem' END AS contato,
      CASE WHEN i % 2 = 0 THEN '11987654321' ELSE '(21) 2345-6789' END AS telefone,
      'Ana ' || i AS nome_completo FROM range(60) t(i)`)
    expectCounted(found, ['personal_data:cpf', 'invalid_check_digits:cpf', 'personal_data:contato', 'personal_data:telefone',
      'personal_data:nome_completo']) // prettier-ignore
    expect(alertOf(found, 'personal_data:cpf').count).toBe(20)
    expect(JSON.stringify(found.profile)).not.toMatch(/529\.982|exemplo|98765432|Ana \d/)
  })

  it('was tried for every code that shows rows', () => {
    expect(AlertCode.options.filter((code) => hasAlertRows(code) && !seen.has(code))).toEqual([])
  })
})
