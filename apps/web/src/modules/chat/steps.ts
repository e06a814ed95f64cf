import type { AnswerStep, ChatStreamEvent } from '@datapilot/contracts'
import type { CodeLanguage } from './highlight.ts'

export interface ShownStep {
  tool: string
  title: string
  state: 'running' | 'done' | 'failed'
  code: string | null
  rows: number | null
  elapsed_ms: number | null
  error: string | null
}

export function fromReceipt(step: AnswerStep): ShownStep {
  return { ...step, state: step.error === null ? 'done' : 'failed' }
}

type StepEvent = Extract<ChatStreamEvent, { type: 'step' }>

/** Puts a streamed step in place: its end replaces its beginning, so nothing jumps. */
export function withStep(steps: readonly ShownStep[], event: StepEvent): ShownStep[] {
  const { tool, title, state, elapsed_ms, rows } = event
  const step: ShownStep = { tool, title, state, code: null, rows, elapsed_ms, error: null }
  const started = steps.findLastIndex(
    (known) => known.state === 'running' && known.tool === tool && known.title === title,
  )
  return started >= 0 && state !== 'running' ? steps.with(started, step) : [...steps, step]
}

export function languageOfTool(tool: string): CodeLanguage {
  return tool === 'run_python' ? 'python' : 'sql'
}

/** A step as people call it: by its purpose, else by its tool; what the catalogue does not know keeps its own name. */
export function stepName(
  step: { tool: string; title: string },
  t: (key: string) => string,
  te: (key: string) => boolean,
): string {
  const known = [`step.${step.title}`, `tool.${step.tool}`].find((key) => te(key))
  return known ? t(known) : step.tool
}
