import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '@datapilot/server/platform/errors.ts'
import type { Answer, Language } from '@datapilot/contracts'
import { z } from 'zod'
import { failedAnswer, openAnswering, type Answering } from '../answering/answering.ts'
import { describeAnswer } from '../answering/describe-answer.ts'
import { pythonHome } from '../answering/python-home.ts'
import { parseArguments } from '../arguments.ts'
import { inputFile } from '../input-file.ts'
import { languageOf } from '../language.ts'
import { withScratch } from '../scratch.ts'
import { UsageError } from '../usage-error.ts'

const USAGE =
  'datapilot ask FILE… -q "question" [--sheet NAME] [--json] [--lang pt|en], or datapilot ask --batch IN.jsonl --json'
const FAILED = 1
/** Questions asked at the same time; their answers are printed in the order of the lines. */
const AT_ONCE = 4

const BatchLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  file: z.string().min(1),
  question: z.string().min(1).max(4000),
})
const HasId = z.object({ id: z.union([z.string(), z.number()]).transform(String) })

function problem(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.facts.detail}`
  return error instanceof Error ? error.message : String(error)
}

async function answerOne(
  answering: Answering,
  id: string,
  question: string,
  files: readonly string[],
  language: Language | null,
): Promise<Answer> {
  try {
    const paths = await Promise.all(files.map(inputFile))
    return (await answering.ask({ id, question, files: paths, language })).answer
  } catch (error) {
    return failedAnswer(id, problem(error))
  }
}

/** A relative path is looked for beside the batch file first, then in the current folder. */
function locate(file: string, batch: string): string {
  const beside = resolve(dirname(batch), file)
  return existsSync(beside) ? beside : resolve(file)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function answerLine(
  answering: Answering,
  line: string,
  number: number,
  batch: string,
  language: Language | null,
): Promise<Answer> {
  const value = parseJson(line)
  const entry = BatchLine.safeParse(value)
  if (entry.success)
    return answerOne(answering, entry.data.id, entry.data.question, [locate(entry.data.file, batch)], language)
  const id = HasId.safeParse(value).data?.id ?? String(number)
  return Promise.resolve(failedAnswer(id, `bad_line: line ${number} must be JSON with "id", "file" and "question".`))
}

/** Answers come in the order of the lines; a line that cannot be answered is an answer with status `error`. */
async function answerBatch(answering: Answering, batch: string, language: Language | null): Promise<void> {
  const lines = (await readFile(batch, 'utf8'))
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
  const pending: Promise<Answer>[] = []
  let next = 0
  const start = () => {
    const entry = lines[next]
    if (!entry) return
    next += 1
    pending.push(answerLine(answering, entry.line, entry.number, batch, language))
  }
  for (let started = 0; started < AT_ONCE; started += 1) start()
  for (let answer = await pending.shift(); answer; answer = await pending.shift()) {
    process.stdout.write(`${JSON.stringify(answer)}\n`)
    start()
  }
}

/** `datapilot ask`: answers questions about files. Declined and asked back are answers too; only errors end with code 1. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(
    args,
    {
      question: { type: 'string', short: 'q' },
      batch: { type: 'string' },
      sheet: { type: 'string' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    },
    USAGE,
  )
  const language = values.lang === undefined ? null : languageOf(values.lang)
  const { batch, question } = values
  if (batch === undefined && (question === undefined || question.trim() === '' || positionals.length === 0))
    throw new UsageError('A file and a question are needed.', USAGE)
  const batchPath = batch === undefined ? null : await inputFile(batch)
  return withScratch(async (scratch) => {
    const answering = await openAnswering({
      ...scratch,
      python: pythonHome(process.env),
      suggestions: false,
      sheet: values.sheet,
      threshold: null,
    })
    try {
      if (batchPath !== null) {
        await answerBatch(answering, batchPath, language)
        return 0
      }
      const answer = await answerOne(answering, '1', question ?? '', positionals, language)
      process.stdout.write(`${values.json ? JSON.stringify(answer) : describeAnswer(answer)}\n`)
      return answer.status === 'error' ? FAILED : 0
    } finally {
      await answering.close()
    }
  })
}
