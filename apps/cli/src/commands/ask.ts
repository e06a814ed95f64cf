import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Language, type Answer } from '@datapilot/contracts'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { z } from 'zod'
import { failedAnswer, openAnswering, type Answering } from '../answering/answering.ts'
import { pythonHome } from '../answering/python-home.ts'
import { describeAnswer } from '../answering/describe-answer.ts'

const USAGE = `Usage:
  datapilot ask FILE… -q "question" [--json] [--lang pt|en]
  datapilot ask --batch IN.jsonl --json        one {"id","file","question"} per line in, one answer per line out`

const BatchLine = z.object({ id: z.union([z.string(), z.number()]).transform(String), file: z.string().min(1), question: z.string().min(1).max(4000) })
/** Questions asked at the same time; their answers are printed in the order of the lines. */
const AT_ONCE = 4

function problem(error: unknown): string {
  if (error instanceof AppError) return [`${error.code}: ${error.facts.detail}`, error.facts.expected ? `Expected: ${error.facts.expected}.` : null, error.facts.where ? `At: ${error.facts.where}.` : null].filter((part) => part !== null).join(' ')
  return error instanceof Error ? error.message : String(error)
}

async function answerOne(answering: Answering, id: string, question: string, files: readonly string[], language: Language | null): Promise<Answer> {
  try {
    return (await answering.ask({ id, question, files, language })).answer
  } catch (error) {
    return failedAnswer(id, problem(error))
  }
}

/** A relative path is looked for beside the batch file first, then in the current folder. */
function locate(file: string, batch: string): string {
  const beside = resolve(dirname(batch), file)
  return existsSync(beside) ? beside : resolve(file)
}

async function answerLine(answering: Answering, line: string, number: number, batch: string, language: Language | null): Promise<Answer> {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return failedAnswer(String(number), `bad_line: line ${number} is not JSON.`)
  }
  const entry = BatchLine.safeParse(parsed)
  if (!entry.success) {
    const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed && (typeof parsed.id === 'string' || typeof parsed.id === 'number') ? String(parsed.id) : String(number)
    return failedAnswer(id, `bad_line: line ${number} needs "id", "file" and "question".`)
  }
  const { id, file, question } = entry.data
  return answerOne(answering, id, question, [locate(file, batch)], language)
}

async function runBatch(answering: Answering, batch: string, language: Language | null, print: (text: string) => void): Promise<number> {
  const lines = (await readFile(batch, 'utf8')).split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 })).filter(({ line }) => line !== '')
  const pending: Promise<Answer>[] = []
  let next = 0
  const fill = () => {
    const entry = lines[next]
    if (!entry) return
    next += 1
    pending.push(answerLine(answering, entry.line, entry.number, batch, language))
  }
  for (let started = 0; started < AT_ONCE; started += 1) fill()
  for (let answer = await pending.shift(); answer; answer = await pending.shift()) {
    print(JSON.stringify(answer))
    fill()
  }
  return 0
}

function usage(text: string): number {
  process.stderr.write(`${text}\n${USAGE}\n`)
  return 2
}

/** `datapilot ask`: answers questions about files. Exit code 0 when answered, declined or asked back; 1 on an error; 2 on wrong use. */
export async function run(args: string[]): Promise<number> {
  const options = { question: { type: 'string', short: 'q' }, batch: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  if (values.help) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const language = values.lang === undefined ? null : Language.safeParse(values.lang)
  if (language && !language.success) return usage(`--lang must be pt or en, not ${values.lang ?? ''}.`)
  const spoken = language?.data ?? null
  if (values.batch === undefined && (values.question === undefined || positionals.length === 0)) return usage('A file and a question are needed.')
  const stop = new AbortController()
  const interrupt = () => { stop.abort() }
  process.once('SIGINT', interrupt)
  const answering = await openAnswering({ python: pythonHome(process.env), signal: stop.signal })
  const print = (text: string) => process.stdout.write(`${text}\n`)
  try {
    if (values.batch !== undefined) return await runBatch(answering, resolve(values.batch), spoken, print)
    const answer = await answerOne(answering, '1', values.question ?? '', positionals.map((file) => resolve(file)), spoken)
    print(values.json ? JSON.stringify(answer) : describeAnswer(answer))
    return answer.status === 'error' ? 1 : 0
  } finally {
    process.removeListener('SIGINT', interrupt)
    await answering.close()
  }
}
