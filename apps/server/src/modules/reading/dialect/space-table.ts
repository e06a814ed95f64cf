import { classifyCell, type CellKind } from './cell-kind.ts'
import { isBlank, modalWidth, splitSample } from './sample-records.ts'
import type { FileRecord, Structure } from '../rows/records.ts'

/** Nearly every line must agree, because spaces stand in any text. */
const AGREED = 0.97
const STRICT: ReadonlySet<CellKind> = new Set(['number', 'date', 'time', 'boolean'])

export interface SpaceTable {
  readonly structure: Structure
  readonly width: number
  readonly reason: string
}

const plain: Structure = { delimiter: ' ', quote: '"', escape: '"' }

/** Columns divided by spaces: aligned by two or more, by any number, or by one with free text in one column. */
export function detectSpaceTable(sample: string, complete: boolean): SpaceTable | null {
  return (
    aligned(sample, complete, { ...plain, runs: true }, (width) => width) ??
    aligned(sample, complete, { ...plain, delimiter: '  ', runs: true }, () => 0) ??
    aligned(sample, complete, { ...plain, runs: true }, () => 1) ??
    absorbed(sample, complete, plain) ??
    absorbed(sample, complete, { ...plain, runs: true })
  )
}

function recordsOf(sample: string, complete: boolean, structure: Structure): FileRecord[] {
  return splitSample(sample, structure, complete).filter((record) => !isBlank(record))
}

function kindsOf(records: readonly FileRecord[], column: number): { strict: boolean; empty: boolean } {
  const kinds = new Map<CellKind, number>()
  for (const { fields } of records) {
    const kind = classifyCell(fields[column] ?? '')
    if (kind !== 'empty') kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0)
  const strict = [...kinds].some(([kind, count]) => STRICT.has(kind) && count >= all * AGREED)
  return { strict, empty: all === 0 }
}

function strictColumns(records: readonly FileRecord[], width: number): number {
  return Array.from({ length: width }, (_, column) => kindsOf(records, column)).filter(({ strict }) => strict).length
}

/** @param typed columns of numbers, dates or times at least, to tell a table from sentences of equal length. */
function aligned(
  sample: string,
  complete: boolean,
  structure: Structure,
  typed: (width: number) => number,
): SpaceTable | null {
  const records = recordsOf(sample, complete, structure)
  const width = modalWidth(records)
  const fitting = records.filter(({ fields }) => fields.length === width)
  if (width < 2 || records.length < 3 || fitting.length < records.length * AGREED) return null
  if (strictColumns(fitting.slice(1), width) < typed(width)) return null
  return { structure, width, reason: `${fitting.length} of ${records.length} sampled records have ${width} fields` }
}

/**
 * The header says how many fields there are; the words that are too many belong to one column. It is the one whose
 * choice leaves every other column of one kind; two such columns decide nothing.
 */
function absorbed(sample: string, complete: boolean, structure: Structure): SpaceTable | null {
  const [header, ...rows] = recordsOf(sample, complete, structure)
  const width = header?.fields.length ?? 0
  const enough = rows.filter(({ fields }) => fields.length >= width)
  const named = header?.fields.every((name) => name !== '' && !STRICT.has(classifyCell(name))) ?? false
  if (!named || width < 3 || rows.length < 3 || enough.length < rows.length * AGREED) return null
  const choices = Array.from({ length: width }, (_, column) => {
    const absorbing: Structure = { ...structure, absorbing: { column, width } }
    const joined = recordsOf(sample, complete, absorbing).slice(1)
    const fitting = joined.filter(({ fields }) => fields.length === width)
    return { absorbing, column, fitting: fitting.length, strict: strictColumns(fitting, width) }
  }).filter(({ fitting, strict }) => fitting >= rows.length * AGREED && strict > 0)
  const [best, second] = choices.toSorted((left, right) => right.strict - left.strict || right.fitting - left.fitting)
  if (best === undefined || (second?.strict === best.strict && second.fitting === best.fitting)) return null
  const name = header?.fields[best.column] ?? ''
  const reason = `${best.fitting} of ${rows.length} sampled records have ${width} fields, with further words in ${name}`
  return { structure: best.absorbing, width, reason }
}
