import { join } from 'node:path'
import type { Compression, Reading } from '@datapilot/contracts'
import { logicalType } from '../../platform/engine/index.ts'
import { openAnalysis } from './analysis-session.ts'
import { nameColumns } from './dialect/column-names.ts'
import { FileRefused } from './reading.errors.ts'
import type { ReadJob, ReadResult } from './reading-job.ts'
import { copyRenamed, copyToParquet, countRows } from './reading.sql.ts'

/**
 * Reads a Parquet file: every value is decoded once, so that damage shows now, and written anew as the analytical copy.
 *
 * @throws FileRefused `parquet_invalid`, `no_rows`, `too_many_columns`.
 */
export async function readParquetFile(
  job: ReadJob,
  path: string,
  size: number,
  compression: Compression,
  limit: number | null,
): Promise<ReadResult> {
  const session = await openAnalysis(job.scratch, job.memoryBytes, job.threads)
  const parquetPath = join(job.outputDir, 'data.parquet')
  try {
    const columns = await session.columns(path).catch(refuseParquet)
    if (columns.length > job.limits.maxColumns) {
      throw new FileRefused('too_many_columns', `The file has ${columns.length} columns.`, {
        expected: `at most ${job.limits.maxColumns} columns`,
      })
    }
    const source = columns.map(({ name }) => name)
    const names = nameColumns(source, source.length)
    const select = copyRenamed(
      path,
      source.map((from, index) => ({ from, to: names[index]?.name ?? from })),
      limit,
    )
    await session.run(copyToParquet(select, parquetPath)).catch(refuseParquet)
    const [row = []] = await session.rows(countRows(parquetPath))
    const rows = Number(row[0])
    if (rows === 0) throw new FileRefused('no_rows', 'The Parquet file has no rows.', { expected: 'at least one row' })
    const reading: Reading = {
      format: 'parquet',
      compression,
      bytes: size,
      dialect: null,
      evidence: [],
      lines: null,
      columns: names.map(({ name, sourceName }, index) => {
        const type = columns[index]?.type
        return { name, source_name: sourceName, type: type === undefined ? 'text' : logicalType(type), unit: null }
      }),
      rows,
      rejected_rows: 0,
      warnings: [],
    }
    return { reading, parquetPath, rejectsPath: null }
  } finally {
    session.close()
  }
}

function refuseParquet(error: unknown): never {
  // Only the first paragraph: the statement below it is ours, not the person's.
  const said = error instanceof Error ? (error.message.split('\n\n')[0] ?? '') : 'unreadable'
  const message = said.replaceAll(/(?:\/[\w.@%+=~-]+){2,}/g, '…').slice(0, 300)
  throw new FileRefused('parquet_invalid', `The Parquet file cannot be read: ${message}`, {
    expected: 'a complete, valid Parquet file',
  })
}
