import type { DifferenceKind } from '@datapilot/contracts'

/** The name that the engine gives the file of differences. */
export const DIFFERENCES_TABLE = 'differences'

interface Picked {
  readonly kind: DifferenceKind
  /** Only rows in which this column changed. */
  readonly changed: number | null
}

function where({ kind, changed }: Picked): string {
  return `kind = '${kind}'${changed === null ? '' : ` AND contains(changed, ',${String(changed)},')`}`
}

/** Which sides there are, what changed, how often, then the cells of the base and of the current table. */
export function differencesPageSql(
  indexes: readonly number[],
  page: Picked & { readonly offset: number; readonly limit: number },
): string {
  const cells = [...indexes.map((index) => `b${String(index)}`), ...indexes.map((index) => `c${String(index)}`)]
  return `SELECT has_base, has_current, changed, n, ${cells.join(', ')} FROM ${DIFFERENCES_TABLE}
    WHERE ${where(page)} ORDER BY position LIMIT ${String(page.limit)} OFFSET ${String(page.offset)}`
}

export function differencesCountSql(picked: Picked): string {
  return `SELECT count(*) FROM ${DIFFERENCES_TABLE} WHERE ${where(picked)}`
}
