import type { Answer, Check, Trust } from '@datapilot/contracts'
import type { ToolResult } from '../tools/tools.ts'
import { checkAnswer } from './answer-checks.ts'
import type { Gathered, Outcome, Question } from './answer-run.ts'
import type { SubmitAnswerInput } from './answer-protocol.ts'
import { coverageOf, excludedRows } from './coverage.ts'

interface Ended {
  readonly question: Question
  readonly gathered: Gathered
  readonly tokens: Outcome['tokens']
  readonly elapsedMs: number
}

/** A model that stops without `submit_answer` has not answered; its words are not shown as if it had. */
const NOT_SUBMITTED = 'The model ended without an answer.'

function trustOf(submitted: SubmitAnswerInput, checks: readonly Check[]): Trust {
  if (submitted.status !== 'answered') return 'none'
  if (checks.some(({ passed }) => !passed)) return 'amber'
  return checks.some(({ name }) => name === 'two_derivations_agree') ? 'checked' : 'single'
}

function codeOf(gathered: Gathered, toolName: string, resultId: string | null): string | null {
  const steps = gathered.steps.filter((step) => step.tool === toolName && step.code !== null)
  return (steps.find((step) => step.result_id === resultId) ?? null)?.code ?? null
}

function failed({ question, gathered, tokens, elapsedMs }: Ended): Outcome {
  const error = gathered.steps.findLast((step) => step.error !== null)?.error
  const answer: Answer = {
    id: question.id,
    status: 'error',
    trust: 'none',
    reading: '',
    text: error ?? NOT_SUBMITTED,
    value: null,
    columns: [],
    rows: [],
    sql: gathered.steps.findLast((step) => step.tool === 'run_sql')?.code ?? null,
    python: null,
    checks: [],
    rows_read: null,
    rows_excluded: null,
    elapsed_ms: elapsedMs,
  }
  return { answer, plan: null, steps: gathered.steps, excluded: [], choices: [], followUps: [], tokens }
}

function scalarOf(result: ToolResult | null): Answer['value'] {
  return result?.rows.length === 1 && result.columns.length === 1 ? (result.rows[0]?.[0] ?? null) : null
}

/** Turns what the loop gathered into the answer that people see, with the checks run and the trust they leave. */
export function outcomeOf(ended: Ended): Outcome {
  const { question, gathered, tokens, elapsedMs } = ended
  const { submitted } = gathered
  if (!submitted) return failed(ended)
  const find = (id: string | null) => (id === null ? null : (gathered.results.get(id) ?? null))
  const answered = submitted.status === 'answered'
  const result = answered ? find(submitted.result_id) : null
  const coverage = coverageOf(find(submitted.coverage_result_id))
  const rejectedRows = question.data.tables.reduce((sum, { profile }) => sum + profile.reading.rejected_rows, 0)
  const checks = answered
    ? checkAnswer({
        question: question.question,
        submitted,
        results: gathered.grounds,
        answer: result,
        second: find(submitted.second_result_id),
        coverage,
        rejectedRows,
        names: question.data.tables.flatMap(({ profile }) =>
          profile.reading.columns.flatMap(({ name, source_name: header }) =>
            header === null ? [name] : [name, header],
          ),
        ),
      })
    : []
  const excluded = answered ? excludedRows(coverage, rejectedRows, submitted.language) : []
  const answer: Answer = {
    id: question.id,
    status: submitted.status,
    trust: trustOf(submitted, checks),
    reading: submitted.reading,
    text: submitted.text,
    value: scalarOf(result),
    columns: result?.columns ?? [],
    rows: result?.rows ?? [],
    sql: codeOf(gathered, 'run_sql', submitted.result_id),
    python: codeOf(gathered, 'run_python', submitted.second_result_id),
    checks,
    rows_read: answered ? (coverage?.read ?? null) : null,
    rows_excluded: answered && coverage ? excluded.reduce((sum, { rows }) => sum + rows, 0) : null,
    elapsed_ms: elapsedMs,
  }
  return {
    answer,
    plan: submitted.plan ?? null,
    steps: gathered.steps,
    excluded,
    choices: submitted.choices,
    followUps: submitted.follow_ups,
    tokens,
  }
}
