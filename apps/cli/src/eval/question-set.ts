import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Cell } from '@datapilot/contracts'
import { z } from 'zod'
import { analysisAllowance, lookupAllowance, type Allowance } from './score.ts'

/** A question with its file and its known answer. */
export interface GoldQuestion {
  readonly id: string
  readonly file: string
  readonly question: string
  readonly gold: readonly Cell[]
  readonly allowed: Allowance
  /** No answer is right: only declining or asking back is. */
  readonly refuse: boolean
}

const TableQuestion = z.object({
  id: z.string().optional(),
  table: z.string(),
  question: z.string(),
  answer: z.array(Cell),
  refuse: z.boolean().default(false),
})
const AnalysisQuestion = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  file_name: z.string(),
  question: z.string(),
  constraints: z.string(),
  format: z.string(),
  answers: z.array(z.tuple([z.string(), z.string()])),
})

function locate(folder: string, name: string): string {
  const inTables = join(folder, 'tables', name)
  return existsSync(inTables) ? inTables : join(folder, name)
}

function parseLine(folder: string, line: string, number: number): GoldQuestion {
  const value: unknown = JSON.parse(line)
  const analysis = AnalysisQuestion.safeParse(value)
  if (analysis.success) {
    const { id, file_name, question, constraints, format, answers } = analysis.data
    const gold = answers.map(([, answer]) => answer.replaceAll('"', ''))
    return {
      id,
      file: locate(folder, file_name),
      question: [question, constraints, format].join('\n'),
      gold,
      allowed: analysisAllowance(gold.length),
      refuse: false,
    }
  }
  const { id, table, question, answer, refuse } = TableQuestion.parse(value)
  return {
    id: id ?? String(number),
    file: locate(folder, table),
    question,
    gold: answer,
    allowed: lookupAllowance(answer.length),
    refuse,
  }
}

/** Which half of a set a file belongs to, by its name alone: rules are made on the even half and judged on the odd one. */
export function halfOf({ file }: GoldQuestion): 'even' | 'odd' {
  const digest = createHash('sha256').update(basename(file)).digest()
  return (digest.at(-1) ?? 0) % 2 === 0 ? 'even' : 'odd'
}

/** Reads `questions.jsonl` of a folder: questions over one table each, or data-analysis questions with a required format. */
export async function readQuestionSet(folder: string): Promise<GoldQuestion[]> {
  const text = await readFile(join(folder, 'questions.jsonl'), 'utf8')
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => parseLine(folder, line, number))
}
