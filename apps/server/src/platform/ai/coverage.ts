import type { ExcludedRows, Language } from '@datapilot/contracts'
import type { ToolResult } from '../tools/tools.ts'

/** How many rows stand behind an answer. */
export interface Coverage {
  /** Rows of the table. */
  readonly read: number
  /** Rows that passed the filters. */
  readonly matched: number
  /** Rows that passed but lack the value asked for. */
  readonly nulls: number
  /** Rows after other tables were joined; null without a join. */
  readonly joined: number | null
}

/** Reads the one row of a coverage query: columns `rows_read, rows_matched, rows_null`, with a join also `rows_joined`. Null when it has another shape. */
export function coverageOf(result: ToolResult | null): Coverage | null {
  const row = result?.rows[0]
  if (!result || !row) return null
  const cell = (name: string) => Number(row[result.columns.findIndex((column) => column.name === name)] ?? Number.NaN)
  const coverage = { read: cell('rows_read'), matched: cell('rows_matched'), nulls: cell('rows_null') }
  const joined = cell('rows_joined')
  return Object.values(coverage).every(Number.isFinite)
    ? { ...coverage, joined: Number.isNaN(joined) ? null : joined }
    : null
}

const WORDS: Readonly<Record<Language, Readonly<Record<ExcludedRows['reason'], string>>>> = {
  pt: { filter: 'não atendem ao que foi pedido', null: 'sem valor', rejected: 'rejeitadas na leitura' },
  en: { filter: 'do not match what was asked', null: 'without a value', rejected: 'rejected on reading' },
}

/** Why rows were left out, for the receipt. */
export function excludedRows(coverage: Coverage | null, rejected: number, language: Language): ExcludedRows[] {
  const excluded: ExcludedRows[] = []
  if (coverage && coverage.read > coverage.matched) {
    excluded.push({ reason: 'filter', detail: WORDS[language].filter, rows: coverage.read - coverage.matched })
  }
  if (coverage && coverage.nulls > 0)
    excluded.push({ reason: 'null', detail: WORDS[language].null, rows: coverage.nulls })
  if (rejected > 0) excluded.push({ reason: 'rejected', detail: WORDS[language].rejected, rows: rejected })
  return excluded
}
