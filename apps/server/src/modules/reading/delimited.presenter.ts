import type { Dialect, Reading } from '@datapilot/contracts'
import { nameColumns } from './dialect/column-names.ts'
import { columnType, type PlannedColumn } from './types/column-plan.ts'
import type { DelimitedInput, Table } from './delimited-job.ts'
import type { Detected } from './dialect/detect.ts'
import { conventionEvidence, newlineOf } from './dialect/dialect-evidence.ts'
import { footerEvidence } from './dialect/footer.ts'

function unitOf({ plan }: PlannedColumn): string | null {
  return plan.type === 'decimal' || plan.type === 'number' ? plan.unit : null
}

function columnWarnings(names: readonly string[], columns: readonly PlannedColumn[]): Reading['warnings'] {
  return columns.flatMap(({ nullSpellings, mixed }, index) => {
    const name = names[index] ?? ''
    const nulls = nullSpellings > 0 ? [{ code: 'null_spellings', detail: name, count: nullSpellings }] : []
    return mixed > 0 ? [...nulls, { code: 'mixed_values', detail: name, count: mixed }] : nulls
  })
}

/** The contract's reading of a delimited file. */
export function presentReading(input: DelimitedInput, detected: Detected, table: Table): Reading {
  const { text, structure, header } = detected
  const { columns, conventions } = table.typed
  const names = nameColumns(header.cells, header.width)
  const { decimal, thousands, dateOrder, evidence } = conventionEvidence(
    names,
    columns,
    conventions,
    input.job.override,
  )
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
  const nuls =
    text.removedNuls > 0
      ? [{ code: 'nul_removed', detail: 'NUL characters were taken out.', count: text.removedNuls }]
      : []
  const twice =
    detected.doubleEncoded > 0
      ? [{ code: 'double_encoded', detail: 'Letters look as if encoded twice.', count: detected.doubleEncoded }]
      : []
  return {
    format: 'csv',
    compression: input.compression,
    bytes: input.size,
    dialect,
    evidence: [...detected.evidence, ...footerEvidence(table.footer), ...evidence],
    lines: table.lines,
    columns: names.flatMap(({ name, sourceName }, index) => {
      const column = columns[index] as PlannedColumn
      const type = columnType(column.plan)
      return type === null ? [] : { name, source_name: sourceName, type, unit: unitOf(column) }
    }),
    rows: table.typed.rows,
    rejected_rows: table.rejected,
    warnings: [
      ...nuls,
      ...twice,
      ...table.warnings,
      ...columnWarnings(
        names.map(({ name }) => name),
        columns,
      ),
    ],
  }
}
