import type { z } from 'zod'
import type { Tool } from './tools.ts'

/** Tools by name. Modules register; chat, command line and later MCP read. */
export class ToolRegistry {
  readonly #tools = new Map<string, Tool>()

  register<Input extends z.ZodType>(tool: Tool<Input>): void {
    if (this.#tools.has(tool.name)) throw new Error(`the tool ${tool.name} is registered twice`)
    this.#tools.set(tool.name, tool)
  }

  has(name: string): boolean {
    return this.#tools.has(name)
  }

  list(): readonly Tool[] {
    return [...this.#tools.values()]
  }
}
