import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { starterQuestions } from '../model/starter-questions.ts'
import { summarizeForModel } from '../model/summarize.ts'
import { profileInProcess, writeParquet } from '../testing/profile-in-process.ts'
import { csvCell } from './csv.ts'
import { renderProfile } from './render.ts'
import { renderReport } from './report.ts'

let folder: string
let profile: Profile
let full: Profile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
  const path = join(folder, 'table.parquet')
  await writeParquet(
    path,
    `SELECT i AS id, (i * 7919 % 1000) / 8 AS valor, CASE WHEN i % 4 > 0 THEN i % 9 END AS itens,
       CASE WHEN i % 5 > 0 THEN i % 11 END AS dias, CASE WHEN i % 3 = 0 THEN '<script>alert(1)</script>' ELSE 'São Paulo' END AS "cidade<b>",
       DATE '2023-01-01' + (i % 400)::INTEGER AS data FROM range(2000) t(i)`,
  )
  profile = await profileInProcess(path)
  full = await profileInProcess(path, 2, undefined, { kind: 'full' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Every place in a profile that a file can write to, filled with markup. */
const ATTACK = '"><img src=x onerror=alert(1)></style><script>alert(1)</script>'

function attacked(): Profile {
  const text = JSON.stringify(profile).replaceAll('cidade<b>', JSON.stringify(ATTACK).slice(1, -1))
  const changed = JSON.parse(text) as Profile
  return {
    ...changed,
    name: ATTACK,
    reading: {
      ...changed.reading,
      evidence: [{ what: 'encoding', chosen: ATTACK, reason: ATTACK, alternatives: [], ambiguous: false }],
      warnings: [{ code: 'x', detail: ATTACK, count: null }],
    },
    columns: changed.columns.map((column) => ({
      ...column,
      unit: ATTACK,
      top: column.top.map(({ count }) => ({ value: ATTACK, count })),
    })),
  }
}

/** Names of elements and event handlers that stand in a page, whatever its texts and attribute values say. */
function markupOf(page: string): Set<string> {
  const tags = page.match(/<[a-z!/][^>]*>/gi) ?? []
  return new Set(
    tags.flatMap((tag) => tag.replaceAll(/"[^"]*"/g, '""').match(/<\/?[a-z!][a-z0-9-]*|\son[a-z]+/gi) ?? []),
  )
}

describe('report', () => {
  it('shows markup of the data as text, runs no script and asks for nothing', () => {
    const page = renderReport(attacked(), { language: 'pt' })
    const allowed = new Set([...markupOf(renderReport(full, { language: 'pt' })), '<ul', '</ul', '<li', '</li'])
    expect([...markupOf(page)].filter((name) => !allowed.has(name))).toEqual([])
    expect(page).not.toMatch(/<(script|img|iframe|link|object|base|form)|https?:|url\(|@import|javascript:/i)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'")
  })

  it('speaks both languages', () => {
    expect(renderReport(profile, { language: 'pt' })).toContain('desvio-padrão')
    expect(renderReport(profile, { language: 'en' })).toContain('standard deviation')
  })

  it('has what only a full profile has', () => {
    const page = renderReport(full, { language: 'en' })
    const titles = ['Correlations (Spearman)', 'Associations', 'Missing together', 'Over time']
    for (const title of titles) expect(page).toContain(title)
    expect(renderReport(profile, { language: 'en' })).not.toContain('Associations')
  })

  it('as Markdown keeps markup, tables and addresses of the data from meaning anything', () => {
    const evil = { ...profile, name: '# a | b\n<script>x</script> [x](javascript:alert(1)) http://evil.example' }
    const { body } = renderProfile(evil, { format: 'md', language: 'en' })
    const [title = ''] = body.split('\n')
    expect(title).toBe(
      '# # a \\| b &lt;script&gt;x&lt;/script&gt; \\[x\\](javascript:alert(1)) http\u200B://evil.example',
    )
    expect(body).not.toMatch(/<script|http:/)
  })
})

describe('the table of columns as CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['-12.50', '-12.50'],
    ['+3e5', '+3e5'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('writes %j as %j', (value, expected) => expect(csvCell(value)).toBe(expected))

  it('has one line per column, with a byte order mark for spreadsheets', () => {
    const evil = { ...profile, columns: profile.columns.map((column) => ({ ...column, name: `=${column.name}` })) }
    const { body } = renderProfile(evil, { format: 'csv', language: 'pt' })
    const lines = body.trimEnd().split('\r\n')
    expect(lines).toHaveLength(profile.columns.length + 1)
    expect(lines[0]).toMatch(/^\uFEFFcolumn,type,kind/)
    expect(lines.slice(1).every((line) => line.startsWith("'="))).toBe(true)
  })
})

describe('summary for language models', () => {
  it.each([20, 60, 200, 2_000])('stays within %i tokens and begins with the size', (maxTokens) => {
    const { summary, tokens } = summarizeForModel(profile, { maxTokens })
    expect(tokens).toBeLessThanOrEqual(maxTokens)
    expect(summary.length).toBeLessThanOrEqual(maxTokens * 4)
    if (maxTokens >= 60) expect(summary).toContain('2000 rows')
  })

  it('tells values only when they may leave', () => {
    expect(summarizeForModel(profile, { maxTokens: 2_000 }).summary).not.toMatch(/São Paulo|2023-01-01/)
    expect(summarizeForModel(profile, { maxTokens: 2_000, values: true }).summary).toMatch(
      /São Paulo[\s\S]*2023-01-01|2023-01-01[\s\S]*São Paulo/,
    )
  })
})

describe('starter questions', () => {
  it.each([
    ['pt', 'Qual a soma de valor por cidade<b>?'],
    ['en', 'What is the sum of valor by cidade<b>?'],
  ] as const)('asks four to six different questions in %s', (language, expected) => {
    const questions = starterQuestions(profile, language)
    expect(questions.length).toBeGreaterThanOrEqual(4)
    expect(questions.length).toBeLessThanOrEqual(6)
    expect(new Set(questions).size).toBe(questions.length)
    expect(questions).toContain(expected)
  })
})
