import type { Reading } from '@datapilot/contracts'
import type { ColumnName } from '../dialect/column-names.ts'
import type { SheetSplit } from './sheet-split.ts'
import { columnLetters, type Sheet } from './sheet.ts'

type Warnings = Reading['warnings']

/** What of a sheet a person would not see in the table, or not expect. */
export function sheetWarnings(sheet: Sheet, found: SheetSplit, names: readonly ColumnName[]): Warnings {
  const hiddenColumns = [...found.facts.hiddenColumns].filter((column) => column < found.width)
  const letters = hiddenColumns.map((column) => columnLetters(column))
  const all: Warnings = [
    { code: 'hidden_sheet', detail: `The sheet ${sheet.name} is hidden.`, count: sheet.hidden ? 1 : 0 },
    { code: 'hidden_rows', detail: 'Hidden rows are rows of the table like others.', count: found.hiddenRows },
    {
      code: 'hidden_columns',
      detail: `Hidden columns are columns of the table like others: ${letters.slice(0, 20).join(', ')}.`,
      count: letters.length,
    },
    {
      code: 'merged_cells',
      detail: 'Cells below the first of a merged block were given its value.',
      count: found.mergedFilled,
    },
  ]
  for (const [column, { errors, uncalculated, mixedUnits, numbers, evidence }] of found.tallies.entries()) {
    const name = names[column]?.name ?? columnLetters(column)
    const units = mixedUnits.map(({ unit, count }) => `${unit === '' ? 'none' : unit} (${count})`).join(', ')
    const numberTexts = numbers > 0 && evidence.numbers === evidence.values ? evidence.numbers : 0
    all.push(
      { code: 'error_cells', detail: `${name}: ${errors.described}`, count: errors.count },
      { code: 'formulas_without_value', detail: `${name}: ${uncalculated.described}`, count: uncalculated.count },
      { code: 'mixed_units', detail: `${name}: ${units}`, count: mixedUnits.length > 0 ? numbers : 0 },
      { code: 'numbers_as_text', detail: name, count: numberTexts },
    )
  }
  return all.filter(({ count }) => count !== 0)
}
