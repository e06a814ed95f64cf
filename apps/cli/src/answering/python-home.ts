import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The Python environment that the set-up made in the data folder; null where there is none. */
export function pythonHome(environment: NodeJS.ProcessEnv): string | null {
  const folder = join(resolve(environment.DATAPILOT_HOME ?? '.datapilot'), 'python')
  return existsSync(folder) ? folder : null
}
