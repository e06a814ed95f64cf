import { constants } from 'node:fs'
import { access, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { renderProfile } from '@datapilot/server/modules/profiling/index.ts'
import { parseArguments } from '../arguments.ts'
import { languageOf } from '../language.ts'
import { profileFile } from '../profile-file.ts'
import { withScratch } from '../scratch.ts'
import { progressLine } from '../terminal/progress-line.ts'
import { terminalSummary } from '../terminal/summary.ts'
import { UsageError } from '../usage-error.ts'

const USAGE = 'datapilot profile FILE [--sheet NAME] [--json] [--html OUT] [--md OUT] [--csv OUT] [--lang pt|en]'
const OPTIONS = {
  json: { type: 'boolean', default: false },
  sheet: { type: 'string' },
  html: { type: 'string' },
  md: { type: 'string' },
  csv: { type: 'string' },
  lang: { type: 'string' },
} as const
const REPORTS = ['html', 'md', 'csv'] as const

/**
 * `datapilot profile`: reports in files, the profile as JSON, or, where neither is asked for, the summary on the
 * terminal.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, OPTIONS, USAGE)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError('One file is profiled at a time.', USAGE)
  const language = languageOf(values.lang)
  const reports: { format: (typeof REPORTS)[number]; path: string }[] = []
  for (const format of REPORTS) {
    const wanted = values[format]
    if (wanted !== undefined) reports.push({ format, path: await writablePath(wanted) })
  }
  const progress = progressLine(process.stderr, language)
  const profile = await withScratch((scratch) =>
    profileFile(path, scratch, { sheet: values.sheet, onProgress: progress.show }),
  )
    .then((profiled) => profiled.profile)
    .finally(progress.clear)
  for (const { format, path: report } of reports)
    await writeFile(report, renderProfile(profile, { format, language }).body)
  if (values.json) process.stdout.write(`${JSON.stringify(profile)}\n`)
  else if (reports.length === 0) process.stdout.write(terminalSummary(profile, language, process.stdout.columns))
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
