import type { Dialect, DialectOverride, Evidence } from '@datapilot/contracts'
import type { ColumnName } from './column-names.ts'
import type { Conventions, PlannedColumn } from '../types/column-plan.ts'
import type { LineScanResult } from '../source/line-scan.ts'

export function newlineOf({ lf, crlf, cr }: LineScanResult): Dialect['newline'] {
  const kinds = [lf, crlf, cr].filter((count) => count > 0).length
  if (kinds > 1) return 'mixed'
  return crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'lf'
}

export function newlineEvidence(scan: LineScanResult): Evidence {
  const reason = `${scan.lf} LF, ${scan.crlf} CRLF, ${scan.cr} CR in the whole file`
  return { what: 'newline', chosen: newlineOf(scan), reason, alternatives: [], ambiguous: false }
}

interface ConventionReading {
  readonly decimal: Dialect['decimal']
  readonly thousands: Dialect['thousands']
  readonly dateOrder: Dialect['date_order']
  readonly evidence: readonly Evidence[]
}

function namesOf(
  names: readonly ColumnName[],
  columns: readonly PlannedColumn[],
  wanted: (column: PlannedColumn) => boolean,
): string[] {
  return names.filter((_, index) => columns[index] !== undefined && wanted(columns[index])).map(({ name }) => name)
}

function listed(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}

/** What the columns say about numbers and dates of the file, with the columns that say it. */
export function conventionEvidence(
  names: readonly ColumnName[],
  columns: readonly PlannedColumn[],
  conventions: Conventions,
  override: DialectOverride,
): ConventionReading {
  const marked = columns.flatMap(({ plan }) => (plan.type === 'decimal' || plan.type === 'number' ? [plan] : []))
  const commas = marked.filter(({ mark }) => mark === ',').length
  const decimal = override.decimal ?? (marked.length === 0 ? null : commas * 2 >= marked.length ? ',' : '.')
  const dated = columns.flatMap(({ plan }) => (plan.type === 'date' || plan.type === 'timestamp' ? [plan.order] : []))
  const dateOrder = override.date_order ?? dated.find((order) => order !== 'ymd') ?? dated[0] ?? null
  const evidence: Evidence[] = []
  if (decimal !== null) evidence.push(decimalEvidence(decimal, names, columns, conventions, override))
  if (dateOrder !== null) evidence.push(dateEvidence(dateOrder, names, columns, conventions, override))
  const divider = marked.map(({ loose }) => loose).find((loose) => loose === ' ' || loose === "'")
  const thousands = decimal === null ? null : (divider ?? (decimal === ',' ? '.' : ','))
  return { decimal, thousands, dateOrder, evidence }
}

function decimalEvidence(
  decimal: ',' | '.',
  names: readonly ColumnName[],
  columns: readonly PlannedColumn[],
  conventions: Conventions,
  override: DialectOverride,
): Evidence {
  const open = namesOf(names, columns, ({ ambiguous }) => ambiguous === 'decimal')
  const shown = namesOf(
    names,
    columns,
    ({ plan }) => (plan.type === 'decimal' || plan.type === 'number') && plan.mark === decimal,
  )
  const proven =
    conventions.decimal === null ? `assumed in ${listed(shown)}` : `the numbers of ${listed(shown)} fit only this`
  const other = decimal === ',' ? '.' : ','
  const reason = override.decimal === undefined ? proven : 'set by hand'
  return {
    what: 'decimal',
    chosen: decimal,
    reason: open.length > 0 ? `${reason}; ${listed(open)} could be read either way` : reason,
    alternatives: [{ value: other, reason: `numbers as 1${decimal}5 would stay text`, rows_lost: null }],
    ambiguous: open.length > 0 && override.decimal === undefined,
  }
}

function dateEvidence(
  order: NonNullable<Dialect['date_order']>,
  names: readonly ColumnName[],
  columns: readonly PlannedColumn[],
  conventions: Conventions,
  override: DialectOverride,
): Evidence {
  const open = namesOf(names, columns, ({ ambiguous }) => ambiguous === 'date_order')
  const shown = namesOf(
    names,
    columns,
    ({ plan }) => (plan.type === 'date' || plan.type === 'timestamp') && plan.order === order,
  )
  const proven =
    order === 'ymd'
      ? `year first in ${listed(shown)}`
      : conventions.dateOrder === null
        ? `no day above 12 in ${listed(shown)}`
        : `days above 12 in ${listed(shown)}`
  const other = order === 'mdy' ? 'dmy' : 'mdy'
  const why =
    open.length > 0 ? 'days and months would change places' : 'values with a month above 12 would not be dates'
  return {
    what: 'date_order',
    chosen: order,
    reason: override.date_order === undefined ? proven : 'set by hand',
    alternatives: [{ value: other, reason: why, rows_lost: null }],
    ambiguous: open.length > 0 && override.date_order === undefined,
  }
}
