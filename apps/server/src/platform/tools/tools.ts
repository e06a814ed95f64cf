import type { ResultTable } from '@datapilot/contracts'
import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { DataContext } from '../ai/data-context.ts'

/** What a tool call may see: who asks, about which data, and when to stop. `actor` is null on the command line. */
export interface ToolContext {
  readonly actor: Actor | null
  readonly data: DataContext
  readonly signal: AbortSignal
}

/** A table that a tool produced, addressable by later steps and by the receipt. */
export interface ToolResult extends ResultTable {
  readonly result_id: string
  readonly elapsed_ms: number
}

/** A tool that models may call; registered by modules, shared by chat, agents and MCP. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly description: string
  readonly input: Input
  execute(input: z.infer<Input>, context: ToolContext): Promise<ToolResult>
}

export interface ToolRegistry {
  register(tool: Tool): void
  get(name: string): Tool | undefined
  list(): readonly Tool[]
}
