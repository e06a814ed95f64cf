import { basename, resolve } from 'node:path'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { failedAnswer, openAnswering, type Answering } from '../answering/answering.ts'
import { pythonHome } from '../answering/python-home.ts'
import { parseArguments } from '../arguments.ts'
import { halfOf, readQuestionSet, type GoldQuestion } from '../eval/question-set.ts'
import { describeMiss, summary, type Scored } from '../eval/report.ts'
import { score } from '../eval/score.ts'
import { withScratch } from '../scratch.ts'
import { UsageError } from '../usage-error.ts'
import { run as evalCsv } from './eval-csv.ts'

const USAGE =
  'datapilot eval DIR [--half even|odd] [--threshold 0–1] [--errors] [--declined] [--json], where DIR holds questions.jsonl and its tables'
const FAILED = 1
const AT_ONCE = 4

async function scoreOne(answering: Answering, asked: GoldQuestion): Promise<Scored> {
  try {
    const { answer } = await answering.ask({
      id: asked.id,
      question: asked.question,
      files: [asked.file],
      language: null,
    })
    return { asked, answer, verdict: score(answer, asked.gold, asked.allowed, asked.refuse) }
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

function halfNamed(option: string | undefined): 'even' | 'odd' | null {
  if (option === undefined || option === 'even' || option === 'odd') return option ?? null
  throw new UsageError(`There is no half "${option}".`, USAGE)
}

function thresholdNamed(option: string | undefined): number | null {
  if (option === undefined) return null
  const threshold = Number(option)
  if (!(threshold >= 0 && threshold <= 1)) throw new UsageError('A threshold lies between 0 and 1.', USAGE)
  return threshold
}

/** `datapilot eval DIR`: asks every question of a set and counts right, declined and wrong. Code 1 when a question failed. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--csv')) return evalCsv(args)
  const { values, positionals } = parseArguments(
    args,
    {
      errors: { type: 'boolean' },
      declined: { type: 'boolean' },
      json: { type: 'boolean' },
      half: { type: 'string' },
      threshold: { type: 'string' },
    },
    USAGE,
  )
  const [folder] = positionals
  if (folder === undefined) throw new UsageError('A folder is needed.', USAGE)
  const half = halfNamed(values.half)
  const questions = (await readQuestionSet(resolve(folder))).filter(
    (question) => half === null || halfOf(question) === half,
  )
  return withScratch(async (scratch) => {
    const answering = await openAnswering({
      ...scratch,
      python: pythonHome(process.env),
      suggestions: false,
      threshold: thresholdNamed(values.threshold),
    })
    try {
      const scored = await scoreAll(answering, questions)
      const listed = scored.filter(
        ({ verdict }) =>
          (values.errors && (verdict === 'wrong' || verdict === 'error')) ||
          (values.declined && verdict === 'declined'),
      )
      for (const item of listed) process.stdout.write(`${describeMiss(item)}\n\n`)
      const figures = summary(scored)
      const words = Object.entries(figures)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · ')
      process.stdout.write(
        values.json ? `${JSON.stringify({ set: basename(folder), ...figures })}\n` : `${basename(folder)}: ${words}\n`,
      )
      return figures.error > 0 ? FAILED : 0
    } finally {
      await answering.close()
    }
  })
}
