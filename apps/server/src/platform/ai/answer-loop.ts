import { generateText, isStepCount, tool, type ModelMessage, type ToolSet } from 'ai'
import { AppError } from '../errors.ts'
import type { ToolRegistry } from '../tools/tool-registry.ts'
import type { Tool, ToolContext } from '../tools/tools.ts'
import { SubmitAnswerInput, type ModelFactory } from './answer-protocol.ts'
import type { Gathered, Outcome, Question } from './answer-run.ts'
import { outcomeOf } from './answer-outcome.ts'

/** Steps after which a model that does not answer is stopped. */
const MAX_STEPS = 12
/** Rows of a result that go back to the model; the whole result stays here for the answer. */
const ROWS_TO_MODEL = 200

function callable(registered: Tool, context: ToolContext, gathered: Gathered, onStep: Question['onStep']) {
  return tool({
    description: registered.description,
    inputSchema: registered.input,
    async execute(input) {
      const started = performance.now()
      const title =
        typeof input === 'object' && input !== null && 'purpose' in input ? String(input.purpose) : registered.name
      const code = registered.code(input)
      onStep?.({ tool: registered.name, title, state: 'running', elapsedMs: null, rows: null })
      try {
        const result = await registered.execute(input, context)
        const resultId = `r${gathered.results.size + 1}`
        gathered.results.set(resultId, result)
        if (title !== 'lookup') gathered.grounds.push(result)
        gathered.steps.push({
          tool: registered.name,
          title,
          code,
          result_id: resultId,
          rows: result.row_count,
          elapsed_ms: result.elapsed_ms,
          error: null,
        })
        onStep?.({ tool: registered.name, title, state: 'done', elapsedMs: result.elapsed_ms, rows: result.row_count })
        return { result_id: resultId, ...result, rows: result.rows.slice(0, ROWS_TO_MODEL) }
      } catch (error) {
        const elapsed = performance.now() - started
        gathered.steps.push({
          tool: registered.name,
          title,
          code,
          result_id: null,
          rows: null,
          elapsed_ms: elapsed,
          error: error instanceof AppError ? error.facts.detail : 'The step failed.',
        })
        onStep?.({ tool: registered.name, title, state: 'failed', elapsedMs: elapsed, rows: null })
        throw error
      }
    },
  })
}

/** Ends the loop; refuses ids of results that do not exist, so that the model can repair its answer. */
function submitTool(gathered: Gathered) {
  return tool({
    description: 'Gives the final answer. Every number in `text` must stand in a result.',
    inputSchema: SubmitAnswerInput,
    execute(input) {
      const unknown = [input.result_id, input.second_result_id, input.coverage_result_id].find(
        (id) => id !== null && !gathered.results.has(id),
      )
      if (unknown !== undefined) throw new Error(`there is no result ${String(unknown)}`)
      gathered.submitted = input
      return { accepted: true }
    },
  })
}

/**
 * Asks one question: the model calls tools until it submits an answer, then the checks decide how far it is trusted.
 * The same loop serves every model, the built-in planner included.
 *
 * @throws the abort reason when `signal` fires; whatever the model's provider throws.
 */
export async function answerQuestion(model: ModelFactory, tools: ToolRegistry, question: Question): Promise<Outcome> {
  const started = performance.now()
  const { data, actor, signal } = question
  const gathered: Gathered = { results: new Map(), grounds: [], steps: [], submitted: null }
  const context: ToolContext = { actor, data, generatedSql: model.generatesSql, signal }
  const available: ToolSet = { submit_answer: submitTool(gathered) }
  for (const registered of tools.list())
    available[registered.name] = callable(registered, context, gathered, question.onStep)
  const messages: ModelMessage[] = [...question.history, { role: 'user', content: question.question }]
  const { usage } = await generateText({
    model: model.create(data, { pythonAvailable: tools.has('run_python') }),
    messages,
    tools: available,
    stopWhen: [() => gathered.submitted !== null, isStepCount(MAX_STEPS)],
    abortSignal: signal,
  })
  return outcomeOf({
    question,
    gathered,
    tokens: { input: usage.inputTokens ?? 0, output: usage.outputTokens ?? 0 },
    elapsedMs: performance.now() - started,
  })
}
