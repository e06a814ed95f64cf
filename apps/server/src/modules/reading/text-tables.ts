import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Evidence, FileTable, Reading } from '@datapilot/contracts'
import { readDelimited } from './delimited.ts'
import type { DelimitedInput, DelimitedReading } from './delimited-job.ts'
import { FileRefused } from './reading.errors.ts'
import type { FileReading } from './reading-job.ts'
import { copyFromLine } from './source/text-from-line.ts'

const HEAD_BYTES = 64 * 1024
/** Every table is found by reading the ones before it. */
const MOST_TABLES = 20

const tableName = (number: number): string => `table ${number}`

/**
 * Reads one table of a delimited text: the first one, or the one that is asked for as `table 2`, where the lines of
 * another table were seen behind the first.
 *
 * @throws FileRefused `table_not_found`, and those of `readDelimited`.
 */
export async function readTextTable(input: DelimitedInput): Promise<FileReading> {
  const { sheet, ...override } = input.job.override
  const wanted = sheet === undefined ? 1 : Number(/^table (\d{1,2})$/.exec(sheet)?.[1] ?? '0')
  if (wanted < 1 || wanted > MOST_TABLES) refuseTable(sheet ?? '', 1)
  // What a person said about one table is not said about the ones before it.
  const own = { ...input, job: { ...input.job, override } }
  const first = { ...input, job: { ...input.job, override: wanted === 1 ? override : {} } }
  let [read, skipped] = [await readDelimited(first), 0]
  for (let number = 2; number <= wanted; number += 1) {
    if (read.other === null) refuseTable(sheet ?? '', number - 1)
    skipped += read.other.line - 1
    read = await readDelimited(await behind(number === wanted ? own : first, read.other, number))
  }
  const { other, ...reading } = read
  return wanted === 1 && other === null ? reading : present(reading, other, wanted, skipped)
}

/** The text from another table's first line on, as a file of its own. */
async function behind(
  input: DelimitedInput,
  { line, text }: NonNullable<DelimitedReading['other']>,
  number: number,
): Promise<DelimitedInput> {
  const path = join(input.job.scratch, `table-${number}.csv`)
  await copyFromLine(text, line, path)
  const { size } = await stat(path)
  const handle = await open(path)
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size))
    await handle.read(head, 0, head.length, 0)
    return { ...input, job: { ...input.job, path }, size, compression: 'none', head }
  } finally {
    await handle.close()
  }
}

function refuseTable(wanted: string, tables: number): never {
  throw new FileRefused('table_not_found', `The file has no table ${wanted.slice(0, 100)}.`, {
    expected: tables === 1 ? 'no table name: the file is one table' : `${tableName(1)} to ${tableName(tables)}`,
    where: 'override.sheet',
  })
}

function present(read: FileReading, other: DelimitedReading['other'], number: number, skipped: number): FileReading {
  const { reading } = read
  const others = Array.from({ length: number + (other === null ? 0 : 1) }, (_, index) => index + 1)
  const tables = others.map((each): FileTable => {
    const counts =
      each === number ? { rows: reading.rows, columns: reading.columns.length } : { rows: null, columns: null }
    return { name: tableName(each), hidden: false, ...counts }
  })
  const evidence: Evidence = {
    what: 'table',
    chosen: tableName(number),
    reason: number === 1 ? `another table begins at line ${other?.line ?? 0}` : 'set by hand',
    alternatives: tables
      .filter(({ name }) => name !== tableName(number))
      .map(({ name }) => ({
        value: name,
        reason: 'another table of the file',
        rows_lost: null,
        override: { sheet: name },
      })),
    ambiguous: false,
  }
  const detail = `Lines are counted from line ${skipped + 1} of the file, where the table begins.`
  const warnings: Reading['warnings'] = skipped === 0 ? [] : [{ code: 'part_of_file', detail, count: skipped }]
  return {
    ...read,
    reading: {
      ...reading,
      evidence: [evidence, ...reading.evidence],
      warnings: [...warnings, ...reading.warnings],
      part: tableName(number),
      tables,
    },
  }
}
