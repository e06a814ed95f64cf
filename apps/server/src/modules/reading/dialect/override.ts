import type { DialectOverride } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'
import type { GivenColumn } from '../types/plans.ts'
import type { ColumnName } from './column-names.ts'

function contradiction(detail: string, expected: string): FileRefused {
  return new FileRefused('correction_contradictory', detail, { expected, where: 'override' })
}

/** @throws FileRefused `correction_contradictory` for corrections that cannot hold at the same time. */
export function refuseContradiction({ decimal, thousands, delimiter, quote, escape }: DialectOverride): void {
  if (thousands !== undefined && thousands !== null && thousands === decimal)
    throw contradiction('One sign cannot divide both thousands and decimals.', 'two different signs')
  if (quote !== undefined && quote !== null && quote === delimiter)
    throw contradiction('One character cannot be both delimiter and quote.', 'two different characters')
  if (escape !== undefined && escape !== null && escape !== '\\' && quote !== undefined && escape !== quote)
    throw contradiction('Quotes inside values are doubled or follow a backslash.', 'the quote itself or a backslash')
  if (delimiter !== undefined && /[\r\n]/.test(delimiter))
    throw contradiction('A line end cannot divide fields.', 'another delimiter')
}

/**
 * What was said about single columns, by their names in the table.
 *
 * @throws FileRefused `column_unknown` for a name that the table does not have.
 */
export function givenColumns(
  { columns = {}, date_orders: orders = {} }: DialectOverride,
  names: readonly ColumnName[],
): ReadonlyMap<string, GivenColumn> {
  const known = new Set(names.map(({ name }) => name))
  const said = new Set([...Object.keys(columns), ...Object.keys(orders)])
  for (const column of said) {
    if (known.has(column)) continue
    throw new FileRefused('column_unknown', `The table has no column ${column.slice(0, 200)}.`, {
      expected: 'a name as the reading gives it',
      where: 'override.columns',
      data: { column: column.slice(0, 200) },
    })
  }
  const types = new Map(Object.entries(columns))
  const dates = new Map(Object.entries(orders))
  return new Map([...said].map((name) => [name, { type: types.get(name) ?? null, dateOrder: dates.get(name) ?? null }]))
}
