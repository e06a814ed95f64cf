import { join } from 'node:path'
import type { Evidence, LineCounts, ReadColumn, Reading, ReadingLine } from '@datapilot/contracts'
import { openAnalysis, threadsFor } from '../analysis-session.ts'
import { columnWarnings, presentColumns } from '../delimited.presenter.ts'
import { nameColumns, type ColumnName } from '../dialect/column-names.ts'
import { conventionEvidence } from '../dialect/convention-evidence.ts'
import { fittingRows } from '../dialect/detect.ts'
import { footerEvidence } from '../dialect/footer.ts'
import { givenColumns, refuseContradiction } from '../dialect/override.ts'
import { refuseNoRows, refuseUnaccounted, splitWarnings, typeSplitRows, writeRejects } from '../rows/split-table.ts'
import { textColumn, type GivenColumn } from '../types/plans.ts'
import { writeTypedTable, type TypedTable } from '../types/typed-table.ts'
import { PLAIN_RENDERING, type ColumnTally } from './column-tally.ts'
import { NOTHING_KNOWN, type SheetKnowledge } from './sheet-records.ts'
import { sheetWarnings } from './sheet-warnings.ts'
import { splitSheet, type SheetInput, type SheetSplit } from './sheet-split.ts'

/** The first pass finds out what the second goes by; a third only where the second found a wider row. */
const MOST_PASSES = 3

/** A sheet as a table, with everything that is not in the table accounted for. */
export interface SheetTable {
  readonly columns: readonly ReadColumn[]
  readonly rows: number
  readonly rejected: number
  readonly lines: LineCounts
  readonly evidence: readonly Evidence[]
  readonly warnings: Reading['warnings']
  readonly shown: readonly ReadingLine[]
  readonly header: readonly string[] | null
  readonly parquetPath: string
  readonly rejectsPath: string | null
  readonly complete: boolean
}

/**
 * Reads a sheet by the same idea of a table as delimited texts: title lines, header, rows, totals. What the file says of
 * a cell beyond doubt (number, date, truth, error) is taken; text cells go through the evidence of all values.
 *
 * @throws FileRefused as `splitSheet`, and `no_rows`, `lines_unaccounted`, `column_type_misfit`.
 */
export async function readSheet(input: SheetInput): Promise<SheetTable> {
  const { job, sheet, size } = input
  refuseContradiction(job.override)
  let knowledge: SheetKnowledge = NOTHING_KNOWN
  let found = await splitSheet(input, knowledge)
  for (let pass = 2; pass <= MOST_PASSES; pass += 1) {
    const next = learnt(found, knowledge)
    if (next === null) break
    knowledge = next
    found = await splitSheet(input, knowledge)
  }
  const { split, table } = found
  const { width, cells } = table.header
  refuseNoRows(split, width)
  refuseUnaccounted(split, null)
  input.progress({ stage: 'convert', bytes: size, total_bytes: size, rows: split.rows })
  const names = nameColumns(cells, width)
  const session = await openAnalysis(job.scratch, job.memoryBytes, threadsFor(width, job.threads))
  try {
    const parquetPath = join(job.outputDir, 'data.parquet')
    const given = givenBySheet(found.tallies, names, givenColumns(job.override, names))
    const typed = await typeSplitRows(split, width, (relation) =>
      writeTypedTable({
        session,
        relation,
        sample: fittingRows(table).map(({ fields }) => fields),
        sampleIsAll: table.sampleIsAll,
        names,
        given,
        parquetPath,
        conventions: {
          decimal: job.override.decimal ?? null,
          thousands: job.override.thousands,
          dateOrder: job.override.date_order ?? null,
          european: false,
        },
      }),
    )
    const rejectsPath = await writeRejects(session, job, split.rejected)
    const spoken = withoutCertain(typed, found.tallies)
    const conventions = conventionEvidence(names, spoken, table.sampleIsAll, job.override)
    const footer = footerEvidence(split.footer, width, typed.rows, job.override.footer_lines)
    return {
      columns: withUnits(presentColumns(names, typed), names, found.tallies),
      rows: typed.rows,
      rejected: split.rejected,
      lines: split.lines,
      evidence: [...table.header.evidence, ...footer, ...conventions.evidence],
      warnings: [...splitWarnings(split), ...sheetWarnings(sheet, found, names), ...columnWarnings(names, typed)],
      shown: split.shown,
      header: cells,
      parquetPath,
      rejectsPath,
      complete: found.complete,
    }
  } finally {
    session.close()
  }
}

/** What the next pass has to do otherwise; null when nothing. */
function learnt(found: SheetSplit, knowledge: SheetKnowledge): SheetKnowledge | null {
  const renderings = found.tallies.map((tally) => tally.rendering())
  const { line } = found.table.header
  const merges = found.facts.merges.filter(({ top, bottom }) => bottom > top || top === line)
  const same = renderings.every(
    (rendering, column) =>
      JSON.stringify(rendering) === JSON.stringify(knowledge.renderings[column] ?? PLAIN_RENDERING),
  )
  const wider = found.width > found.table.header.width
  if (same && !wider && merges.length === knowledge.merges.length) return null
  return { width: Math.max(found.width, knowledge.width), renderings, merges }
}

/** Columns whose numbers are all numbers of the file need no evidence for their decimal mark. */
function givenBySheet(
  tallies: readonly ColumnTally[],
  names: readonly ColumnName[],
  said: ReadonlyMap<string, GivenColumn>,
): ReadonlyMap<string, GivenColumn> {
  const given = new Map(said)
  for (const [column, tally] of tallies.entries()) {
    const name = names[column]?.name
    if (name === undefined || tally.numbers === 0) continue
    const { mark } = tally.rendering()
    given.set(name, { type: null, dateOrder: null, ...said.get(name), mark })
  }
  return given
}

/** The columns whose conventions were decided by values, not by the file's format. */
function withoutCertain(typed: TypedTable, tallies: readonly ColumnTally[]): TypedTable {
  const certain = (column: number): boolean => {
    const tally = tallies[column]
    return tally !== undefined && tally.evidence.values === 0 && tally.numbers + tally.moments > 0
  }
  return { ...typed, columns: typed.columns.map((column, index) => (certain(index) ? textColumn() : column)) }
}

/** Units that stand in number formats and not in the cells. */
function withUnits(
  columns: readonly ReadColumn[],
  names: readonly ColumnName[],
  tallies: readonly ColumnTally[],
): ReadColumn[] {
  const units = new Map(names.map(({ name }, column) => [name, tallies[column]?.unit ?? null]))
  return columns.map((column) => {
    const number = column.type === 'integer' || column.type === 'decimal' || column.type === 'number'
    return number ? { ...column, unit: column.unit ?? units.get(column.name) ?? null } : column
  })
}
