import type { DateOrder, Dialect, DialectOverride, Evidence } from '@datapilot/contracts'
import type { ColumnEvidence } from '../types/column-evidence.ts'
import { monthlyOrder } from '../types/moment-plan.ts'
import type { DecimalMark, MomentPlan, NumberPlan, PlannedColumn } from '../types/plans.ts'
import type { TypedTable } from '../types/typed-table.ts'
import type { ColumnName } from './column-names.ts'

/** Columns whose date orders are said one by one; of more, only those that are open or differ. */
const MOST_DATE_COLUMNS = 40

interface ConventionReading {
  readonly decimal: Dialect['decimal']
  readonly thousands: Dialect['thousands']
  readonly dateOrder: Dialect['date_order']
  readonly evidence: readonly Evidence[]
}

interface Seen<Plan> {
  readonly name: string
  readonly plan: Plan
  readonly column: PlannedColumn
  readonly evidence: ColumnEvidence
}

const listed = (seen: readonly { readonly name: string }[]): string => {
  const names = seen.map(({ name }) => name)
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}

const most = (counts: readonly number[]): number => counts.reduce((left, right) => Math.max(left, right), 0)

/** What the columns say about numbers and dates of the file, with the columns that say it. */
export function conventionEvidence(
  names: readonly ColumnName[],
  table: TypedTable,
  sampleIsAll: boolean,
  override: DialectOverride,
): ConventionReading {
  const all = table.columns.flatMap((column, index) => {
    const evidence = table.evidence[index]
    const name = names[index]?.name ?? ''
    return evidence === undefined ? [] : [{ name, plan: column.plan, column, evidence }]
  })
  const numbers = all.filter((seen): seen is Seen<NumberPlan> => 'mark' in seen.plan)
  const dates = all.filter((seen): seen is Seen<MomentPlan> => 'order' in seen.plan)
  const counted = { rows: most(all.map(({ evidence }) => evidence.filled)), whole_file: sampleIsAll }
  const commas = numbers.filter(({ plan }) => plan.mark === ',').length
  const decimal = override.decimal ?? (numbers.length === 0 ? null : commas * 2 >= numbers.length ? ',' : '.')
  const orders = dates.map(({ plan }) => plan.order)
  const dateOrder = override.date_order ?? orders.find((order) => order !== 'ymd') ?? orders[0] ?? null
  const divider = numbers.map(({ plan }) => plan.loose).find((loose) => loose === ' ' || loose === "'")
  const thousands =
    override.thousands === undefined ? (decimal === null ? null : (divider ?? otherMark(decimal))) : override.thousands
  const evidence = [
    ...(decimal === null
      ? []
      : [decimalEvidence(decimal, numbers, table, override), ...thousandsEvidence(thousands, numbers, override)]),
    ...dateEvidence(dateOrder, dates, table, override),
  ]
  return { decimal, thousands, dateOrder, evidence: evidence.map((one) => ({ ...one, counted })) }
}

const otherMark = (mark: DecimalMark): DecimalMark => (mark === ',' ? '.' : ',')

/** Values of a column that only its own mark reads. */
function boundTo(mark: DecimalMark, { dotNumbers, commaNumbers, values }: ColumnEvidence): number {
  return values - (mark === ',' ? dotNumbers : commaNumbers)
}

function decimalEvidence(
  decimal: DecimalMark,
  numbers: readonly Seen<NumberPlan>[],
  { conventions }: TypedTable,
  override: DialectOverride,
): Evidence {
  const open = numbers.filter(({ column }) => column.ambiguous === 'decimal')
  const shown = numbers.filter(({ plan }) => plan.mark === decimal)
  const proven =
    conventions.decimal === null ? `assumed in ${listed(shown)}` : `the numbers of ${listed(shown)} fit only this`
  const reason = override.decimal === undefined || override.decimal === null ? proven : 'set by hand'
  const other = otherMark(decimal)
  const lost = most(shown.map(({ evidence }) => boundTo(decimal, evidence)))
  const cost =
    open.length > 0 ? 'numbers would be a thousand times larger or smaller' : `numbers as 1${decimal}5 would stay text`
  return {
    what: 'decimal',
    chosen: decimal,
    reason: open.length > 0 ? `${reason}; ${listed(open)} could be read either way` : reason,
    alternatives: [{ value: other, reason: cost, rows_lost: lost, override: { decimal: other } }],
    ambiguous: open.length > 0 && (override.decimal === undefined || override.decimal === null),
  }
}

function thousandsEvidence(
  thousands: Dialect['thousands'],
  numbers: readonly Seen<NumberPlan>[],
  override: DialectOverride,
): Evidence[] {
  const grouped = numbers.flatMap((seen) => {
    const { evidence, plan } = seen
    const count = Math.max(plan.mark === ',' ? evidence.withDot : evidence.withComma, evidence.spaced)
    return count > 0 ? [{ ...seen, count }] : []
  })
  if (grouped.length === 0 && override.thousands === undefined) return []
  const found = grouped.length === 0 ? 'set by hand' : `groups of three digits in ${listed(grouped)}`
  const none = {
    value: 'none',
    reason: 'numbers with groups would stay text',
    rows_lost: most(grouped.map(({ count }) => count)),
    override: { thousands: null },
  }
  return [
    {
      what: 'thousands',
      chosen: thousands === ' ' ? 'space' : (thousands ?? 'none'),
      reason: override.thousands === undefined ? found : 'set by hand',
      alternatives: thousands === null ? [] : [none],
      ambiguous: false,
    },
  ]
}

function dateEvidence(
  order: DateOrder | null,
  dates: readonly Seen<MomentPlan>[],
  table: TypedTable,
  override: DialectOverride,
): Evidence[] {
  if (order === null) return []
  const whole = dateOrderOf(order, dates, table, override)
  if (dates.length < 2) return [whole]
  const single = dates.filter(
    ({ column, plan }) => dates.length <= MOST_DATE_COLUMNS || column.ambiguous !== null || plan.order !== order,
  )
  const each = single.slice(0, MOST_DATE_COLUMNS).map((seen) => ({
    ...dateOrderOf(seen.plan.order, [seen], table, override),
    column: seen.name,
  }))
  // One order everywhere is said once.
  return each.every(({ chosen, ambiguous }) => chosen === order && ambiguous === whole.ambiguous)
    ? [whole]
    : [whole, ...each]
}

function dateOrderOf(
  order: DateOrder,
  dates: readonly Seen<MomentPlan>[],
  { conventions }: TypedTable,
  override: DialectOverride,
): Evidence {
  const open = dates.filter(({ column }) => column.ambiguous === 'date_order')
  const shown = dates.filter(({ plan }) => plan.order === order)
  const moments = shown.map(({ evidence }) => evidence.moments)
  const proven = moments.some(({ onlyDayFirst, onlyMonthFirst }) => onlyDayFirst + onlyMonthFirst > 0)
  const words = shown.every(({ plan }) => plan.named)
  const found =
    order === 'ymd'
      ? `year first in ${listed(shown)}`
      : words
        ? `months are words in ${listed(shown)}`
        : !proven && moments.some((seen) => monthlyOrder(seen) !== null)
          ? `the first day of every month in ${listed(shown)}`
          : proven || conventions.dateOrder !== null
            ? `days above 12 in ${listed(shown)}`
            : `no day above 12 in ${listed(shown)}`
  const only = dates.length === 1 ? dates[0] : undefined
  const said = override.date_order ?? (only && override.date_orders?.[only.name])
  return {
    what: 'date_order',
    chosen: order,
    reason: said === undefined ? found : 'set by hand',
    alternatives: words || order === 'ymd' ? [] : [otherOrder(order, shown, open.length > 0, only)],
    ambiguous: open.length > 0 && said === undefined,
  }
}

function otherOrder(
  order: DateOrder,
  shown: readonly Seen<MomentPlan>[],
  open: boolean,
  only: Seen<MomentPlan> | undefined,
): Evidence['alternatives'][number] {
  const other: DateOrder = order === 'mdy' ? 'dmy' : 'mdy'
  const lost = most(
    shown.map(({ evidence: { moments } }) => (other === 'mdy' ? moments.onlyDayFirst : moments.onlyMonthFirst)),
  )
  const reason = open ? 'days and months would change places' : 'values with a month above 12 would not be dates'
  const override: DialectOverride = only === undefined ? { date_order: other } : { date_orders: { [only.name]: other } }
  return { value: other, reason, rows_lost: lost, override }
}
