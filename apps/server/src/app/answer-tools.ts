import { join } from 'node:path'
import type { HealthCheck } from '@datapilot/contracts'
import { openPythonSandbox, type PythonSandbox } from '../platform/sandbox/python-sandbox.ts'
import { createRunPythonTool } from '../platform/tools/run-python.tool.ts'
import { createRunSqlTool } from '../platform/tools/run-sql.tool.ts'
import { ToolRegistry } from '../platform/tools/tool-registry.ts'
import type { OpenPlatform } from './open-platform.ts'

/** The tools of the answer loop. Python is opened once, when first asked for: its self-test takes about a second. */
export interface AnswerTools {
  tools(): Promise<ToolRegistry>
  /** The sandbox that `run_python` uses, for code that people run themselves. */
  python(): Promise<PythonSandbox>
  health(): Promise<Record<string, HealthCheck>>
  close(): Promise<void>
}

export function createAnswerTools({ config, engine }: OpenPlatform): AnswerTools {
  let opened: Promise<PythonSandbox> | undefined
  const python = () =>
    (opened ??= openPythonSandbox({
      python: config.pythonHome,
      workFolder: join(config.home, 'work', 'python'),
      choice: config.sandbox,
    }))

  const build = async () => {
    const registry = new ToolRegistry()
    registry.register(createRunSqlTool(engine))
    const sandbox = await python()
    if (sandbox.level !== 'off') registry.register(createRunPythonTool(sandbox))
    return registry
  }
  let registry: Promise<ToolRegistry> | undefined

  return {
    tools: () => (registry ??= build()),
    python,
    async health() {
      const started = performance.now()
      const { level, detail } = await python()
      const status = level === 'off' ? 'off' : 'ok'
      return { python: { status, detail, elapsed_ms: performance.now() - started } }
    },
    async close() {
      await (await opened)?.close()
    },
  }
}
