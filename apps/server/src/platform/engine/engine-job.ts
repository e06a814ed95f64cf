import type { Cell, ResultColumn } from '@datapilot/contracts'

/** What an engine process is asked to do. Paths are relative to the worker's folder, so that no host path is inside. */
export interface EngineJob {
  readonly tables: readonly { readonly name: string; readonly path: string }[]
  readonly sql: string
  /** Checked by the gates before it runs. */
  readonly untrusted: boolean
  readonly maxRows: number
  readonly maxBytes: number
}

export interface EngineAnswer {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly row_count: number
  readonly truncated: boolean
}
