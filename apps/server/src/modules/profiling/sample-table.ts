import type { ColumnType } from '@datapilot/contracts'
import type { SampleRows } from './profile-job.ts'
import type { Session } from './session.ts'
import { fillSampleSql, createSampleSql, writeSampleSql } from './sql/sample.sql.ts'

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  decimal: 'DECIMAL(18,6)',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  time: 'VARCHAR',
  json: 'VARCHAR',
  binary: 'VARCHAR',
}

const ROWS_PER_STATEMENT = 500

/** Writes sample rows as Parquet, so that a sample and a file are profiled by the same steps. */
export async function writeSample(session: Session, { columns, rows }: SampleRows, parquetPath: string): Promise<void> {
  await session.run(createSampleSql(columns.map(({ name, type }) => ({ name, sqlType: SQL_TYPES[type] }))))
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const types = columns.map(({ type }) => SQL_TYPES[type])
    await session.run(fillSampleSql(rows.slice(start, start + ROWS_PER_STATEMENT), types))
  }
  await session.run(writeSampleSql(parquetPath))
}
