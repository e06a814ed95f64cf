import { rm } from 'node:fs/promises'
import type { AnalysisSession } from '../analysis-session.ts'
import { copyToParquet, joinedSideBySide } from '../reading.sql.ts'
import { convertSelect } from './conversion.sql.ts'
import type { PlannedColumn } from './plans.ts'

/**
 * Address space that the conversions of one statement may take. Patterns are compiled for every column, whatever the
 * rows: 250 columns of `R$ 1.234,56` took 1.4 GB, 2,000 of integers 0.8 GB, where a reading has 0.9 GB beside the process.
 */
const MEGABYTES_AT_ONCE = 300

function megabytes({ plan }: PlannedColumn): number {
  switch (plan.type) {
    case 'text':
    case 'absent':
      return 0.2
    case 'decimal':
    case 'number':
      return plan.decorated || plan.loose !== null ? 5.5 : 1
    case 'date':
    case 'timestamp':
    case 'time':
      return 2
    default:
      return 0.5
  }
}

/** Columns that can be converted in one statement, from left to right. */
function groupsOf(columns: readonly PlannedColumn[]): { readonly from: number; readonly to: number }[] {
  const groups = []
  let from = 0
  let size = 0
  for (const [index, column] of columns.entries()) {
    const own = megabytes(column)
    if (size + own > MEGABYTES_AT_ONCE && index > from) {
      groups.push({ from, to: index })
      from = index
      size = 0
    }
    size += own
  }
  return [...groups, { from, to: columns.length }]
}

interface Copy {
  readonly session: AnalysisSession
  readonly relation: string
  readonly parquetPath: string
}

/** Writes the typed table; a wide one in groups of columns that are put side by side in the end. */
export async function copyTyped(
  { session, relation, parquetPath }: Copy,
  columns: readonly PlannedColumn[],
  names: readonly string[],
): Promise<void> {
  const groups = groupsOf(columns)
  if (groups.length === 1) {
    await session.run(copyToParquet(convertSelect(relation, columns, names), parquetPath))
    return
  }
  const parts: string[] = []
  try {
    for (const range of groups) {
      if (columns.slice(range.from, range.to).every(({ plan }) => plan.type === 'absent')) continue
      const part = `${parquetPath}.${parts.length}`
      parts.push(part)
      await session.run(copyToParquet(convertSelect(relation, columns, names, range), part))
    }
    await session.run(copyToParquet(joinedSideBySide(parts), parquetPath))
  } finally {
    await Promise.all(parts.map((part) => rm(part, { force: true })))
  }
}
