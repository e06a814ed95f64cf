import type { ColumnProfile, MissingPatterns } from '@datapilot/contracts'
import { countOf, textOf, type Session } from '../session.ts'
import { missingPatternsSql } from '../sql/missing-patterns.sql.ts'

/** Bits of a BIGINT but for its sign. */
const COLUMNS = 60
const SHOWN = 20
/** Sets of missing columns that are fetched; above that the matrix would take a scan per pair. */
const PATTERNS = 20_000

interface Pattern {
  readonly mask: bigint
  readonly rows: number
}

/** Which columns are missing together, over all rows; null where nothing or everything is missing. */
export async function missingPatterns(
  session: Session,
  profiles: readonly ColumnProfile[],
): Promise<MissingPatterns | null> {
  const columns = profiles
    .filter(({ missing, count }) => missing > 0 && count > 0)
    .sort((a, b) => b.missing - a.missing || a.index - b.index)
    .slice(0, COLUMNS)
  if (columns.length === 0) return null
  const names = columns.map(({ name }) => name)
  const rows = await session.rows(missingPatternsSql(names, PATTERNS + 1))
  const patterns = rows.map(({ mask, n }): Pattern => ({ mask: BigInt(textOf(mask) ?? '0'), rows: countOf(n) }))
  const together = patterns.length > PATTERNS ? null : togetherOf(patterns, names.length)
  return {
    columns: names,
    together,
    patterns: patterns.slice(0, SHOWN).map((one) => ({ columns: names.filter((_, i) => has(one, i)), rows: one.rows })),
    groups: together ? groupsOf(together, names) : [],
  }
}

function has({ mask }: Pattern, index: number): boolean {
  return ((mask >> BigInt(index)) & 1n) === 1n
}

function togetherOf(patterns: readonly Pattern[], size: number): number[][] {
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (const pattern of patterns) {
    const missing = Array.from({ length: size }, (_, i) => i).filter((i) => has(pattern, i))
    for (const i of missing) for (const j of missing) bump(counts, i, j, pattern.rows)
  }
  return counts
}

function bump(counts: readonly number[][], i: number, j: number, rows: number): void {
  const row = counts[i]
  if (row) row[j] = (row[j] ?? 0) + rows
}

/** Two columns are missing in the same rows when both counts equal the count together. */
function groupsOf(together: readonly (readonly number[])[], names: readonly string[]): MissingPatterns['groups'] {
  const groups: MissingPatterns['groups'] = []
  const taken = new Set<number>()
  names.forEach((_, i) => {
    if (taken.has(i)) return
    const rows = together[i]?.[i] ?? 0
    const same = names.flatMap((_, j) => (together[j]?.[j] === rows && together[i]?.[j] === rows ? [j] : []))
    if (same.length < 2) return
    same.forEach((j) => taken.add(j))
    groups.push({ columns: same.map((j) => names[j] ?? ''), rows })
  })
  return groups
}
