import type { ResultTable } from '@datapilot/contracts'
import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { DataContext } from '../ai/data-context.ts'

/** What a tool call may see: who asks, about which data, and when to stop. `actor` is null on the command line. */
export interface ToolContext {
  readonly actor: Actor | null
  readonly data: DataContext
  /** True when the SQL comes from the built-in planner: no person or model wrote it, so an engine process may be used again. */
  readonly generatedSql: boolean
  readonly signal: AbortSignal
}

/** A table that a tool produced, addressable by later steps and by the receipt once the loop gave it an id. */
export interface ToolResult extends ResultTable {
  readonly elapsed_ms: number
}

/** A tool that models may call; registered by modules, shared by chat, agents and MCP. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly description: string
  readonly input: Input
  /** The code of a call, for the receipt. */
  code(input: z.infer<Input>): string | null
  execute(input: z.infer<Input>, context: ToolContext): Promise<ToolResult>
}
