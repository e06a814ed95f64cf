import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { failedAnswer, openAnswering, type Answering } from '../answering/answering.ts'
import { pythonHome } from '../answering/python-home.ts'
import { readQuestionSet, type GoldQuestion } from '../eval/question-set.ts'
import { describeMiss, summary, type Scored } from '../eval/report.ts'
import { score } from '../eval/score.ts'

const USAGE = `Usage: datapilot eval DIR [--errors] [--declined] [--json]
DIR holds questions.jsonl and its tables.`

const AT_ONCE = 4

async function scoreOne(answering: Answering, asked: GoldQuestion): Promise<Scored> {
  try {
    const { answer } = await answering.ask({ id: asked.id, question: asked.question, files: [asked.file], language: null })
    return { asked, answer, verdict: score(answer, asked.gold, asked.allowed) }
  } catch (error) {
    const text = error instanceof AppError ? `${error.code}: ${error.facts.detail}` : String(error)
    return { asked, answer: failedAnswer(asked.id, text), verdict: 'error' }
  }
}

async function scoreAll(answering: Answering, questions: readonly GoldQuestion[]): Promise<Scored[]> {
  const scored: Scored[] = []
  let next = 0
  const work = async () => {
    for (let at = next++; at < questions.length; at = next++) {
      const asked = questions[at]
      if (asked) scored[at] = await scoreOne(answering, asked)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return scored
}

/** `datapilot eval DIR`: asks every question of a set and counts right, declined and wrong. Exit code 1 when a question failed. */
export async function run(args: string[]): Promise<number> {
  const options = { errors: { type: 'boolean' }, declined: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`)
    return 2
  }
  const [folder] = parsed.positionals
  if (folder === undefined || parsed.values.help) {
    process.stderr.write(`${USAGE}\n`)
    return parsed.values.help ? 0 : 2
  }
  const stop = new AbortController()
  const answering = await openAnswering({ python: pythonHome(process.env), signal: stop.signal })
  try {
    const scored = await scoreAll(answering, await readQuestionSet(resolve(folder)))
    const listed = scored.filter(({ verdict }) => (parsed.values.errors && (verdict === 'wrong' || verdict === 'error')) || (parsed.values.declined && verdict === 'declined'))
    for (const item of listed) process.stdout.write(`${describeMiss(item)}\n\n`)
    const figures = summary(scored)
    if (parsed.values.json) process.stdout.write(`${JSON.stringify({ set: basename(folder), ...figures })}\n`)
    else process.stdout.write(`${basename(folder)}: ${Object.entries(figures).map(([name, value]) => `${name} ${value}`).join(' · ')}\n`)
    return scored.some(({ verdict }) => verdict === 'error') ? 1 : 0
  } finally {
    await answering.close()
  }
}
