import type { LanguageModelV4ToolCall } from '@ai-sdk/provider'
import type { Check, Language } from '@datapilot/contracts'
import type { SubmitAnswerInput } from '../../../platform/ai/answer-protocol.ts'
import { answerText } from '../answer/answer-text.ts'
import { PlanWords } from '../answer/reading.ts'
import { refusalText } from '../answer/refusal.ts'
import { columnTypes } from '../compile/column-types.ts'
import { coverageSql } from '../compile/coverage.sql.ts'
import { planPandas } from '../compile/plan-pandas.ts'
import { planSql } from '../compile/plan.sql.ts'
import { columnsByTable } from '../compile/used-columns.ts'
import { nextQuestions, type Outcome } from '../planner.ts'
import { runPython, runSql } from './calls.ts'
import type { ToolOutcome } from './prompt.ts'

type Planned = Extract<Outcome, { kind: 'plan' }>

/** The plan as calls: the answer, how many rows stand behind it, and the same in pandas where that runs. */
export function answerCalls({ plan, table }: Planned, pythonAvailable: boolean): LanguageModelV4ToolCall[] {
  const types = columnTypes(table)
  return [
    runSql('answer', { sql: planSql(plan, types), purpose: 'answer' }),
    runSql('coverage', { sql: coverageSql(plan, types), purpose: 'coverage' }),
    ...(pythonAvailable
      ? [
          runPython('second', {
            code: planPandas(plan, types),
            columns: columnsByTable(plan, table),
            purpose: 'second_derivation',
          }),
        ]
      : []),
  ]
}

function empty(
  language: Language,
  status: SubmitAnswerInput['status'],
  reading: string,
  text: string,
): SubmitAnswerInput {
  return {
    status,
    language,
    reading,
    text,
    result_id: null,
    second_result_id: null,
    coverage_result_id: null,
    choices: [],
    follow_ups: [],
    checks: [],
  }
}

/** Below this margin another reading was nearly as good. */
const CLOSE = 0.45

function withoutColumns(plan: unknown): string {
  return JSON.stringify(plan, (key, value: unknown) => (key === 'column' || key === 'select' ? null : value))
}

/** The closest other reading does the same with another column: the answer says so instead of hiding it. */
export function columnCheck({ plan, table, language, rivals, evidence }: Planned): Check[] {
  const [rival] = rivals
  const twin = rival !== undefined && evidence.margin < CLOSE && withoutColumns(rival) === withoutColumns(plan)
  const words = new PlanWords(table, language)
  const detail = twin
    ? language === 'pt'
      ? `Outra leitura quase tão boa: ${words.plan(rival)}.`
      : `Another reading is nearly as good: ${words.plan(rival)}.`
    : language === 'pt'
      ? 'Nenhuma outra coluna serve tão bem.'
      : 'No other column fits as well.'
  return [{ name: 'column_unambiguous', passed: !twin, detail: detail.slice(0, 1000) }]
}

function secondRan(second: ToolOutcome | undefined, language: Language): Check[] {
  if (!second?.error) return []
  const detail =
    language === 'pt'
      ? 'A segunda derivação (Python) não pôde ser executada.'
      : 'The second derivation (Python) could not run.'
  return [{ name: 'second_derivation_ran', passed: false, detail }]
}

/** Ends the question with what came of it. */
export function submission(
  outcome: Outcome,
  outcomes: ReadonlyMap<string, ToolOutcome>,
  suggestions = true,
): SubmitAnswerInput {
  const { language } = outcome
  if (outcome.kind === 'clarify') {
    const text =
      language === 'pt'
        ? 'A pergunta pode ser lida de mais de um jeito. Qual deles?'
        : 'The question can be read in more than one way. Which one?'
    return { ...empty(language, 'clarify', '', text), choices: [...outcome.choices] }
  }
  if (outcome.kind === 'decline') {
    const { guess, table: guessed, reason, detail } = outcome
    const understood = guess && guessed ? new PlanWords(guessed, language).plan(guess).slice(0, 2000) : ''
    return empty(language, 'declined', understood, refusalText(reason, detail, language, guessed))
  }
  const { plan, table } = outcome
  const reading = new PlanWords(table, language).plan(plan).slice(0, 2000)
  const [answer, coverage, second] = ['answer', 'coverage', 'second'].map((id) => outcomes.get(id))
  if (!answer?.table) {
    const text =
      language === 'pt'
        ? 'Entendi a pergunta, mas a consulta não pôde ser executada.'
        : 'I understood the question, but the query could not run.'
    return empty(language, 'declined', reading, text)
  }
  return {
    ...empty(language, 'answered', reading, answerText(plan, table, answer.table, language).slice(0, 8000)),
    result_id: answer.resultId,
    second_result_id: second?.resultId ?? null,
    coverage_result_id: coverage?.resultId ?? null,
    follow_ups: suggestions ? nextQuestions(plan, table, language) : [],
    plan,
    checks: [...columnCheck(outcome), ...secondRan(second, language)],
  }
}
