import { commands } from './commands.ts'
import { helpText } from './help.ts'
import { environmentLanguage } from './language.ts'
import { reportFailure } from './report-failure.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(helpText(environmentLanguage()))
    return 0
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  const load = commands.get(name)
  if (!load) throw new UsageError(`There is no command "${name}".`, `one of ${[...commands.keys()].join(', ')}, help`)
  const command = await load()
  return command.run(rest)
}

// A reader that closes early (`datapilot profile … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const args = process.argv.slice(2)
process.exitCode = await main(args).catch((error: unknown) => reportFailure(error, args.includes('--json')))
