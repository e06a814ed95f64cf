import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageError } from './usage-error.ts'

/**
 * Options and files of a command.
 *
 * @throws UsageError for an option that does not exist or lacks its value.
 */
export function parseArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [sentence = 'The arguments make no sense'] = (error instanceof Error ? error.message : '').split(/\. |\n/)
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`, usage)
  }
}
