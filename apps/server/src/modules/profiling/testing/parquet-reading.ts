import type { Reading } from '@datapilot/contracts'

/** The reading of a file that carries its own schema. */
export const PARQUET_READING: Reading = {
  format: 'parquet',
  compression: 'none',
  bytes: 1_000,
  dialect: null,
  evidence: [],
  lines: null,
  columns: [],
  rows: 0,
  rejected_rows: 0,
  warnings: [],
}
