import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { starterQuestions } from '../model/starter-questions.ts'
import { summarizeForModel } from '../model/summarize.ts'
import { profileInProcess, writeParquet } from '../testing/profile-in-process.ts'
import { renderReport } from './report.ts'

let folder: string
let profile: Profile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
  const path = join(folder, 'table.parquet')
  await writeParquet(
    path,
    `SELECT i AS id, (i * 7919 % 1000) / 8 AS valor, CASE WHEN i % 3 = 0 THEN '<script>alert(1)</script>' ELSE 'São Paulo' END AS "cidade<b>",
       DATE '2023-01-01' + (i % 400)::INTEGER AS data FROM range(2000) t(i)`,
  )
  profile = await profileInProcess(path)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('report', () => {
  it('escapes everything from the data, runs no script and asks for nothing', () => {
    const page = renderReport({ ...profile, name: '"><img src=x onerror=alert(1)>' }, { language: 'pt' })
    expect(page).not.toMatch(/<script|<img|<b>|\bsrc=x onerror=alert\(1\)>[^&]*<h1|https?:/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain("default-src 'none'")
  })

  it('speaks both languages', () => {
    expect(renderReport(profile, { language: 'pt' })).toContain('desvio-padrão')
    expect(renderReport(profile, { language: 'en' })).toContain('standard deviation')
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
