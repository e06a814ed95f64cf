import { constants } from 'node:fs'
import { access, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { renderReport } from '@datapilot/server/modules/profiling/index.ts'
import { parseArguments } from '../arguments.ts'
import { languageOf } from '../language.ts'
import { profileFile } from '../profile-file.ts'
import { withScratch } from '../scratch.ts'
import { progressLine } from '../terminal/progress-line.ts'
import { terminalSummary } from '../terminal/summary.ts'
import { UsageError } from '../usage-error.ts'

const USAGE = 'datapilot profile FILE [--json | --html OUT] [--lang pt|en]'
const OPTIONS = {
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
  lang: { type: 'string' },
} as const

/** `datapilot profile`: the summary on the terminal, the profile as JSON, or a report in HTML. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, OPTIONS, USAGE)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError('One file is profiled at a time.', USAGE)
  if (values.json && values.html !== undefined) throw new UsageError('--json and --html exclude each other.', USAGE)
  const language = languageOf(values.lang)
  const report = values.html === undefined ? null : await writablePath(values.html)
  const progress = progressLine(process.stderr, language)
  const profile = await withScratch((scratch) => profileFile(path, scratch, progress.show))
    .then((profiled) => profiled.profile)
    .finally(progress.clear)
  if (report !== null) await writeFile(report, renderReport(profile, { language }))
  else
    process.stdout.write(
      values.json ? `${JSON.stringify(profile)}\n` : terminalSummary(profile, language, process.stdout.columns),
    )
  return 0
}

/** Checked before the work starts. @throws AppError `output_not_writable`. */
async function writablePath(path: string): Promise<string> {
  const absolute = resolve(path)
  try {
    await access(dirname(absolute), constants.W_OK)
  } catch (error) {
    const detail = 'The report cannot be written there.'
    throw new AppError(
      'output_not_writable',
      422,
      { detail, expected: 'a folder that exists', where: path },
      { cause: error },
    )
  }
  return absolute
}
