import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cell } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runPlan } from '../interpret/run-plan.ts'
import { plan } from '../planner.ts'
import { catalogOf, type SampleTable } from '../test-support/catalog-of.ts'

const FOLDER = join(import.meta.dirname, 'pt-br')
const Entry = z.object({
  table: z.string(),
  question: z.string(),
  answer: z.array(z.union([z.string(), z.number(), z.boolean()])),
  refuse: z.boolean().default(false),
})

const NUMBER = /^-?\d{1,3}(?:\.\d{3})*(?:,\d+)?$|^-?\d+(?:,\d+)?$/u
const DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/u

function cell(text: string): Cell {
  if (text === '') return null
  const [, day, month, year] = DAY.exec(text) ?? []
  if (year !== undefined) return `${year}-${month ?? ''}-${day ?? ''}`
  return NUMBER.test(text) ? Number(text.replaceAll('.', '').replace(',', '.')) : text
}

/** The files as the project writes them; reading dirty ones is tested elsewhere. */
async function tableOf(file: string): Promise<SampleTable> {
  const text = new TextDecoder('latin1').decode(await readFile(join(FOLDER, 'tables', file)))
  const [header = '', ...lines] = text.trim().split('\r\n')
  const rows = lines.map((line) => line.split(';').map(cell))
  const columns = header.split(';').map((name, index) => {
    const cells = rows.map((row) => row[index] ?? null).filter((value) => value !== null)
    const numeric = cells.every((value) => typeof value === 'number')
    const type = numeric
      ? cells.every((value) => Number.isInteger(value))
        ? ('integer' as const)
        : ('number' as const)
      : cells.every((value) => /^\d{4}-\d\d-\d\d$/u.test(String(value)))
        ? ('date' as const)
        : ('text' as const)
    return { name, type }
  })
  return { name: file.replace('.csv', ''), columns, rows }
}

function agrees(gold: Cell, given: Cell): boolean {
  if (typeof gold === 'number') return Math.abs(gold - Number(given)) <= 1e-6 * Math.max(1, Math.abs(gold))
  return String(gold).toLowerCase() === String(given).toLowerCase()
}

describe('Portuguese questions over Brazilian tables, read alone', () => {
  it('keep to the floor: four of five right, one of twenty wrong', async () => {
    const lines = (await readFile(join(FOLDER, 'questions.jsonl'), 'utf8')).trim().split('\n')
    const questions = lines.map((line) => Entry.parse(JSON.parse(line)))
    const files = [...new Set(questions.map(({ table }) => table))]
    const tables = new Map(
      await Promise.all(files.map(async (file) => [file, catalogOf(await tableOf(file))] as const)),
    )
    let [right, wrong] = [0, 0]
    for (const { table, question, answer, refuse } of questions) {
      const catalog = tables.get(table)
      if (!catalog) throw new Error(`no table ${table}`)
      const outcome = plan(question, { tables: [catalog] })
      const cells = outcome.kind === 'plan' ? (runPlan(outcome.plan, catalog) ?? []).flat() : null
      const held = cells !== null && !refuse && answer.every((gold) => cells.some((given) => agrees(gold, given)))
      if (cells === null ? refuse : held) right += 1
      else if (cells !== null) wrong += 1
    }
    expect(questions.length).toBeGreaterThanOrEqual(250)
    expect(right / questions.length).toBeGreaterThan(0.8)
    expect(wrong / questions.length).toBeLessThan(0.05)
  })
})
