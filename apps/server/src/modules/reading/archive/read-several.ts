import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadFilePart, Reading } from '@datapilot/contracts'
import { openAnalysis } from '../analysis-session.ts'
import { FileRefused } from '../reading.errors.ts'
import type { FileReading, InputFile, ReadJob } from '../reading-job.ts'
import { copyToParquet, countRows } from '../reading.sql.ts'
import { commonColumns, refuseOtherNames, textEverywhere, type CommonColumn } from './common-columns.ts'
import { countValues, fileColumnName, unionOfRejects, unionOfTables } from './union.sql.ts'

const MOST_WARNINGS = 200

export interface ReadPart {
  readonly name: string
  readonly reading: FileReading
  /** Columns without any value, whose type nothing decided. */
  readonly empty: ReadonlySet<string>
}

type ReadOne = (job: ReadJob) => Promise<FileReading>

/**
 * Reads files that are one table: every one by itself, with what is its own (encoding, delimiter, titles), then
 * together, with a column that says which file a row came from.
 *
 * @throws FileRefused `files_disagree` naming file and column; else as for one file, with its name.
 */
export async function readSeveral(job: ReadJob, files: readonly InputFile[], readOne: ReadOne): Promise<FileReading> {
  const parts: ReadPart[] = []
  for (const [index, file] of files.entries())
    parts.push(await readPart(job, file, index, readOne).catch((error: unknown) => nameFile(error, file)))
  return unite(job, files, parts, readOne)
}

/** One of several files, read into a folder of its own. */
export async function readPart(
  job: ReadJob,
  file: InputFile,
  index: number,
  readOne: ReadOne,
  override = job.override,
): Promise<ReadPart> {
  const [scratch, outputDir] = [join(job.scratch, `file-${index}`), join(job.scratch, `read-${index}`)]
  await mkdir(scratch, { recursive: true })
  await mkdir(outputDir, { recursive: true })
  const own: ReadJob = { ...job, ...file, more: [], scratch, outputDir, override }
  const reading = await readOne(own)
  return { name: file.filename, reading, empty: await emptyColumns(own, reading) }
}

/**
 * Puts files together that were read each by itself. @param files of the parts, in the same order.
 *
 * @throws FileRefused `files_disagree`.
 */
export async function unite(
  job: ReadJob,
  files: readonly InputFile[],
  read: readonly ReadPart[],
  readOne: ReadOne,
): Promise<FileReading> {
  refuseOtherNames(read)
  // A column that is text in one file is text in all: a postal code keeps its zeros, whichever file has none.
  const texts = textEverywhere(read)
  const parts = [...read]
  for (const [index, { reading }] of read.entries()) {
    const file = files[index]
    const again = reading.reading.columns.filter(({ name, type }) => texts.has(name) && type !== 'text')
    if (file === undefined || again.length === 0) continue
    const columns = { ...job.override.columns, ...Object.fromEntries(again.map(({ name }) => [name, 'text' as const])) }
    parts[index] = await readPart(job, file, index, readOne, { ...job.override, columns })
  }
  return writeUnited(job, parts)
}

function nameFile(error: unknown, { filename }: InputFile): never {
  if (!(error instanceof FileRefused)) throw error
  const { code, detail, where, expected, data } = error.failure
  throw new FileRefused(code, `${filename}: ${detail}`, {
    where: where === undefined ? filename : `${filename}, ${where}`,
    ...(expected === undefined ? {} : { expected }),
    ...(data === undefined ? {} : { data }),
  })
}

/** Text columns without a value agree with columns of any type. */
async function emptyColumns(job: ReadJob, { reading, parquetPath }: FileReading): Promise<ReadonlySet<string>> {
  const texts = reading.columns.flatMap(({ name, type }) => (type === 'text' ? [name] : []))
  if (texts.length === 0) return new Set()
  const session = await openAnalysis(job.scratch, job.memoryBytes, job.threads)
  try {
    const [counts = []] = await session.rows(countValues(parquetPath, texts))
    return new Set(texts.filter((_, index) => Number(counts[index]) === 0))
  } finally {
    session.close()
  }
}

async function writeUnited(job: ReadJob, parts: readonly ReadPart[]): Promise<FileReading> {
  const columns = commonColumns(parts)
  const own = fileColumnName(columns.map(({ name }) => name))
  const session = await openAnalysis(job.scratch, job.memoryBytes, job.threads)
  try {
    const parquetPath = join(job.outputDir, 'data.parquet')
    const tables = parts.map(({ name, reading, empty }) => ({ name, path: reading.parquetPath, empty }))
    await session.run(copyToParquet(unionOfTables(tables, columns, own), parquetPath))
    const rejects = parts.flatMap(({ name, reading: { rejectsPath } }, number) =>
      rejectsPath === null ? [] : [{ name, path: rejectsPath, number }],
    )
    const rejectsPath = rejects.length === 0 ? null : join(job.outputDir, 'rejects.parquet')
    if (rejectsPath !== null) await session.run(copyToParquet(unionOfRejects(rejects), rejectsPath))
    const [row = []] = await session.rows(countRows(parquetPath))
    const reading = presentUnited(parts, columns, own, Number(row[0]))
    return { reading, parquetPath, rejectsPath, complete: parts.every((part) => part.reading.complete), lines: [] }
  } finally {
    session.close()
  }
}

function presentUnited(
  parts: readonly ReadPart[],
  columns: readonly CommonColumn[],
  own: string,
  rows: number,
): Reading {
  const readings = parts.map(({ name, reading: { reading } }) => ({ name, reading }))
  const first = readings[0]?.reading
  if (first === undefined) throw new Error('no file to put together')
  const sum = (of: (reading: Reading) => number): number =>
    readings.reduce((total, { reading }) => total + of(reading), 0)
  const expected = sum((reading) => reading.rows)
  if (rows !== expected) throw new Error(`The engine read ${rows} of ${expected} rows.`)
  const files = readings.map(({ name, reading }): ReadFilePart => {
    const { format, bytes, dialect, lines, rows, rejected_rows: rejected } = reading
    return { name, format, bytes, rows, rejected_rows: rejected, dialect, lines }
  })
  const warnings = readings.flatMap(({ name, reading }) =>
    reading.warnings.map((warning) => ({ ...warning, detail: `${name}: ${warning.detail}` })),
  )
  return {
    format: first.format,
    compression: first.compression,
    bytes: sum((reading) => reading.bytes),
    dialect: first.dialect,
    evidence: first.evidence,
    lines: null,
    columns: [...columns, { name: own, source_name: null, type: 'text', unit: null }],
    rows,
    rejected_rows: sum((reading) => reading.rejected_rows),
    warnings: warnings.slice(0, MOST_WARNINGS),
    ...(first.shape === undefined ? {} : { shape: first.shape }),
    files,
  }
}
