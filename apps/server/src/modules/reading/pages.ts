import type { RejectedRow } from '@datapilot/contracts'
import type { Engine, EngineResult } from '../../platform/engine/index.ts'
import { pageOfRejects, pageOfRows } from './reading.sql.ts'

export interface PageInput {
  readonly offset: number
  readonly limit: number
  readonly signal?: AbortSignal
}

/** One page of a table, in the file's order. */
export function readRows(engine: Engine, parquetPath: string, page: PageInput): Promise<EngineResult> {
  const { offset, limit, signal } = page
  return engine.runTrusted({
    tables: [{ name: 'data', parquetPath }],
    sql: pageOfRows('data', offset, limit),
    limits: { maxRows: limit },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** One page of the records that did not fit, by line. */
export async function readRejects(engine: Engine, rejectsPath: string, page: PageInput): Promise<RejectedRow[]> {
  const { offset, limit, signal } = page
  const { rows } = await engine.runTrusted({
    tables: [{ name: 'rejects', parquetPath: rejectsPath }],
    sql: pageOfRejects('rejects', offset, limit),
    limits: { maxRows: limit },
    ...(signal === undefined ? {} : { signal }),
  })
  return rows.map(([line, reason, raw, file]) => ({
    line: Number(line),
    file: typeof file === 'string' ? file : null,
    reason: String(reason),
    raw: String(raw),
  }))
}
