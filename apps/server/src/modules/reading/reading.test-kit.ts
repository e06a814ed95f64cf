import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell, Dialect, DialectOverride, Reading, RejectedRow } from '@datapilot/contracts'
import { expect } from 'vitest'
import { createEngine } from '../../platform/engine/index.ts'
import { AppError } from '../../platform/errors.ts'
import { WorkerError } from '../../platform/workers/worker-child.ts'
import { createReader, readRejects, readRows, type InputFile, type ReadInput } from './index.ts'
import { runReadJob } from './read-file.ts'
import { DEFAULT_READ_LIMITS, type ReadJob, type ReadResult } from './reading-job.ts'

/** A file read by the real reader and looked at through the real engine. */
export interface ReadBack {
  readonly reading: Reading
  readonly rows: Cell[][]
  readonly rejects: readonly RejectedRow[]
}

export interface ReadingKit {
  readonly folder: string
  read(
    content: string | Buffer,
    options?: { override?: DialectOverride; limits?: ReadInput['limits']; name?: string },
  ): Promise<ReadBack>
  /** Several files as one table. */
  readFiles(first: InputFile, more: readonly InputFile[]): Promise<ReadBack>
  readonly reader: ReturnType<typeof createReader>
  close(): Promise<void>
}

/**
 * Runs a reading job in the test's own process: the many small files of the tests need no process each. How processes
 * carry jobs and errors is tested with `reader`.
 */
async function readHere(
  job: Pick<ReadJob, 'path' | 'filename' | 'override' | 'limits' | 'more'>,
  outputDir: string,
): Promise<ReadResult> {
  const scratch = `${outputDir}-scratch`
  await mkdir(outputDir)
  await mkdir(scratch)
  const whole: ReadJob = {
    ...job,
    nested: false,
    kind: 'read',
    outputDir,
    scratch,
    memoryBytes: 512 * 1024 * 1024,
    threads: 2,
  }
  const done = runReadJob(whole, { progress: () => undefined }).catch((error: unknown) => {
    if (!(error instanceof WorkerError)) throw error
    const { code, status, ...facts } = error.failure
    throw new AppError(code, status, facts)
  })
  return (await done) as ReadResult
}

/** One reader and one engine for all tests of a file. */
export async function createReadingKit(): Promise<ReadingKit> {
  const folder = await mkdtemp(join(tmpdir(), 'reading-test-'))
  const reader = createReader({ workDirectory: join(folder, 'work'), warm: 2, threads: 2 })
  const engine = createEngine({ workDirectory: join(folder, 'work'), warm: 1, threads: 2 })
  let next = 0
  async function readBack(job: Parameters<typeof readHere>[0]): Promise<ReadBack> {
    next += 1
    const { reading, parquetPath, rejectsPath } = await readHere(job, join(folder, `out${next}`))
    const { rows } = await readRows(engine, parquetPath, { offset: 0, limit: 5_000 })
    const rejects = rejectsPath === null ? [] : await readRejects(engine, rejectsPath, { offset: 0, limit: 5_000 })
    return { reading, rows, rejects }
  }
  return {
    folder,
    reader,
    async read(content, { override = {}, limits = {}, name = 'file.csv' } = {}) {
      const path = join(folder, `${next}-${name}`)
      await writeFile(path, content)
      return readBack({ path, filename: name, more: [], override, limits: { ...DEFAULT_READ_LIMITS, ...limits } })
    },
    readFiles: (first, more) => readBack({ ...first, more, override: {}, limits: DEFAULT_READ_LIMITS }),
    async close() {
      await Promise.all([reader.close(), engine.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Sum of all kinds of lines but the physical ones, which it must equal. */
export function accountedLines({ lines }: Reading): number {
  if (lines === null) return 0
  return lines.preamble + lines.header + lines.blank + lines.footer + lines.in_rows + lines.in_rejected
}

export const types = ({ columns }: Reading): string[] => columns.map(({ type }) => type)
export const names = ({ columns }: Reading): string[] => columns.map(({ name }) => name)
export const lines = (...rows: string[]): string => `${rows.join('\n')}\n`

/** What a file should be read as; whatever is not named must be empty. */
export interface ExpectedReading {
  readonly names?: string[]
  readonly types?: string[]
  readonly rows: Cell[][]
  readonly dialect?: Partial<Dialect>
  readonly lines?: { preamble?: number; header?: number; footer?: number; blank?: number; in_rejected?: number }
  /** Reasons of the rejected records, in order. */
  readonly rejects?: string[]
  /** Codes of the warnings. */
  readonly warnings?: string[]
  readonly ambiguous?: string[]
}

/** Reads a file; every physical line must be accounted for, and nothing may be rejected or changed unsaid. */
export async function expectReading(
  kit: ReadingKit,
  content: string | Buffer,
  expected: ExpectedReading,
): Promise<void> {
  const { reading, rows, rejects } = await kit.read(content)
  expect(rows).toEqual(expected.rows)
  if (expected.names) expect(names(reading)).toEqual(expected.names)
  if (expected.types) expect(types(reading)).toEqual(expected.types)
  if (expected.dialect) expect(reading.dialect).toMatchObject(expected.dialect)
  if (expected.lines) expect(reading.lines).toMatchObject(expected.lines)
  expect(accountedLines(reading)).toBe(reading.lines?.physical)
  expect(rejects.map(({ reason }) => reason)).toEqual(expected.rejects ?? [])
  expect(reading.warnings.map(({ code }) => code)).toEqual(expected.warnings ?? [])
  const open = reading.evidence.filter(({ ambiguous }) => ambiguous).map(({ what }) => what)
  expect(open).toEqual(expected.ambiguous ?? [])
}

export type ReadingCase = [title: string, content: string | Buffer, expected: ExpectedReading]
