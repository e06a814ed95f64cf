import type { LanguageModelV4FinishReason, LanguageModelV4ToolCall, LanguageModelV4Usage } from '@ai-sdk/provider'
import type { RunPythonInput, RunSqlInput, SubmitAnswerInput } from '../../../platform/ai/answer-protocol.ts'

/** The planner counts no tokens: nothing leaves the house. */
export const NO_TOKENS: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
}

export const CALLS_TOOLS: LanguageModelV4FinishReason = { unified: 'tool-calls', raw: undefined }

function call(toolCallId: string, toolName: string, input: unknown): LanguageModelV4ToolCall {
  return { type: 'tool-call', toolCallId, toolName, input: JSON.stringify(input) }
}

export function runSql(id: string, input: RunSqlInput): LanguageModelV4ToolCall {
  return call(id, 'run_sql', input)
}

export function runPython(id: string, input: RunPythonInput): LanguageModelV4ToolCall {
  return call(id, 'run_python', input)
}

export function submitAnswer(input: SubmitAnswerInput): LanguageModelV4ToolCall {
  return call('submit', 'submit_answer', input)
}
