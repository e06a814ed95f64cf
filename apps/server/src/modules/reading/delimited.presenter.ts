import type { Dialect, ReadColumn, Reading } from '@datapilot/contracts'
import type { DelimitedInput, Table } from './delimited-job.ts'
import { nameColumns, type ColumnName } from './dialect/column-names.ts'
import { conventionEvidence } from './dialect/convention-evidence.ts'
import type { Detected } from './dialect/detect.ts'
import { newlineOf } from './dialect/dialect-evidence.ts'
import { footerEvidence } from './dialect/footer.ts'
import { mixedUnits } from './types/column-plan.ts'
import { columnType, type PlannedColumn } from './types/plans.ts'
import type { TypedTable } from './types/typed-table.ts'

type Warnings = Reading['warnings']

function unitOf({ plan }: PlannedColumn): string | null {
  return plan.type === 'decimal' || plan.type === 'number' ? plan.unit : null
}

/** The columns of the table; those that are none (behind a trailing delimiter) are left out. */
export function presentColumns(names: readonly ColumnName[], { columns, evidence }: TypedTable): ReadColumn[] {
  return names.flatMap(({ name, sourceName }, index) => {
    const column = columns[index]
    const type = column === undefined ? null : columnType(column.plan)
    if (column === undefined || type === null) return []
    const seen = evidence[index]
    const nulls = [...column.nullSpellings].map(([spelling, count]) => ({ spelling, count }))
    const units = type === 'text' && seen !== undefined ? mixedUnits(seen) : []
    return {
      name,
      source_name: sourceName,
      type,
      unit: unitOf(column),
      ...(nulls.length === 0 ? {} : { nulls: nulls.toSorted((left, right) => right.count - left.count) }),
      ...(units.length === 0 ? {} : { units }),
    }
  })
}

export function columnWarnings(names: readonly ColumnName[], { columns, evidence }: TypedTable): Warnings {
  return columns.flatMap(({ plan, nullSpellings, mixed }, index) => {
    const detail = names[index]?.name ?? ''
    const seen = evidence[index]
    const nulls = [...nullSpellings.values()].reduce((sum, count) => sum + count, 0)
    const units = plan.type === 'text' && seen !== undefined ? mixedUnits(seen) : []
    const counts = {
      null_spellings: nulls,
      mixed_units: units.slice(1).reduce((sum, { count }) => sum + count, 0),
      mixed_values: units.length > 0 ? 0 : mixed,
      excel_texts: plan.type === 'text' && plan.unwrap ? (seen?.excelTexts ?? 0) : 0,
    }
    return Object.entries(counts).flatMap(([code, count]) => (count > 0 ? [{ code, detail, count }] : []))
  })
}

function textWarnings({ text, doubleEncoded }: Detected): Warnings {
  const nul = { code: 'nul_removed', detail: 'NUL characters were taken out.', count: text.removedNuls }
  const twice = { code: 'double_encoded', detail: 'Letters look as if encoded twice.', count: doubleEncoded }
  return [nul, ...text.warnings, twice].filter(({ count }) => count !== 0)
}

/** The contract's reading of a delimited file. */
export function presentReading(input: DelimitedInput, detected: Detected, table: Table): Reading {
  const { text, structure, header } = detected
  const { override } = input.job
  const names = nameColumns(header.cells, header.width)
  const conventions = conventionEvidence(names, table.typed, detected.sampleIsAll, override)
  const { decimal, thousands, dateOrder } = conventions
  const dialect: Dialect = {
    encoding: text.encoding,
    bom: text.bom,
    delimiter: structure.delimiter,
    quote: structure.quote,
    escape: structure.escape,
    newline: newlineOf(text.scan),
    header_line: header.line,
    decimal,
    thousands,
    date_order: dateOrder,
  }
  const footer = footerEvidence(table.footer, header.width, table.typed.rows, override.footer_lines)
  return {
    format: 'csv',
    compression: input.compression,
    bytes: input.size,
    dialect,
    evidence: [...detected.evidence, ...footer, ...conventions.evidence],
    lines: table.lines,
    columns: presentColumns(names, table.typed),
    rows: table.typed.rows,
    rejected_rows: table.rejected,
    warnings: [...textWarnings(detected), ...table.warnings, ...columnWarnings(names, table.typed)],
    shape: detected.shape,
  }
}
