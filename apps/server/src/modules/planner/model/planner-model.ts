import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { ModelFactory } from '../../../platform/ai/answer-protocol.ts'
import type { DataContext } from '../../../platform/ai/data-context.ts'
import { CALLS_TOOLS, NO_TOKENS } from './calls.ts'
import { PlannerThread } from './planner-thread.ts'
import { readPrompt } from './prompt.ts'
import type { PlannerOptions } from './turn.ts'

const MODEL_ID = 'datapilot-planner-1'
const DEFAULTS: PlannerOptions = { suggestions: true, threshold: null }

/** What the planner reads of the data: a context may carry more, and not all of it crosses to a thread. */
function plainData({ tables, language }: DataContext): DataContext {
  return {
    tables: tables.map(({ name, label, parquetPath, profile }) => ({ name, label, parquetPath, profile })),
    language,
  }
}

function createModel(
  data: DataContext,
  pythonAvailable: boolean,
  thread: PlannerThread,
  options: PlannerOptions,
): LanguageModelV4 {
  const calls = (prompt: LanguageModelV4Prompt) =>
    thread.nextCalls({ ...readPrompt(prompt), data: plainData(data), pythonAvailable, options })
  return {
    specificationVersion: 'v4',
    provider: 'datapilot',
    modelId: MODEL_ID,
    supportedUrls: {},
    async doGenerate({ prompt }) {
      return { content: await calls(prompt), finishReason: CALLS_TOOLS, usage: NO_TOKENS, warnings: [] }
    },
    async doStream({ prompt }) {
      const parts: LanguageModelV4StreamPart[] = [
        { type: 'stream-start', warnings: [] },
        ...(await calls(prompt)),
        { type: 'finish', finishReason: CALLS_TOOLS, usage: NO_TOKENS },
      ]
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start(controller) {
          for (const part of parts) controller.enqueue(part)
          controller.close()
        },
      })
      return { stream }
    },
  }
}

/** The built-in planner as a language model: deterministic, without network, and silent about everything it is unsure of. */
export function createPlannerModelFactory(options: PlannerOptions = DEFAULTS): ModelFactory {
  const thread = new PlannerThread()
  return {
    id: MODEL_ID,
    generatesSql: true,
    create: (data, { pythonAvailable }) => createModel(data, pythonAvailable, thread, options),
  }
}
