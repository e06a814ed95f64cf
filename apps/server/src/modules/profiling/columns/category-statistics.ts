import type { BooleanStatistics, CategoryStatistics, ColumnProfile } from '@datapilot/contracts'
import { countOf, textOf, type Row, type Session } from '../session.ts'
import { rowCountsSql, spellingFamiliesSql } from '../sql/category.sql.ts'
import { chiSquareTail } from './chi-square.ts'
import type { ColumnFact } from './column-findings.ts'
import { truthOf } from './column-kind.ts'
import { stable } from './stable.ts'

/** Above that it is free text: nobody chooses among so many values. */
const VALUES = 5_000
const FAMILIES = 10
const VARIANTS = 10

export interface CategoryFigures {
  readonly category: CategoryStatistics
  readonly facts: readonly ColumnFact[]
}

/** How values share rows, and which are the same but for their spelling, from the groups in table `g`. */
export async function categoryFigures(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, CategoryFigures>> {
  const chosen = columns.filter(({ distinct, type }) => distinct > 0 && distinct <= VALUES && type !== 'json')
  if (chosen.length === 0) return new Map()
  const counts = Map.groupBy(await session.rows(rowCountsSql(chosen.map(({ index }) => index))), ({ c }) => Number(c))
  const families = await spellingFamilies(session, chosen)
  return new Map(
    chosen.map((column) => {
      const own = families.get(column.index) ?? []
      const spellings = own.slice(0, FAMILIES).map(({ variants, n }) => ({
        variants: (Array.isArray(variants) ? variants : [])
          .slice(0, VARIANTS)
          .map((text) => (textOf(text) ?? '').slice(0, 200)),
        rows: countOf(n),
      }))
      const category = { ...concentration(column, counts.get(column.index) ?? []), spellings }
      return [column.index, { category, facts: spellingFacts(own[0], spellings) }]
    }),
  )
}

function spellingFacts(first: Row | undefined, spellings: CategoryStatistics['spellings']): ColumnFact[] {
  if (!first) return []
  const examples = spellings.slice(0, 5).map(({ variants }) => variants.slice(0, 4).join(' | '))
  return [{ code: 'similar_spellings', count: countOf(first.all_rows), data: { examples } }]
}

async function spellingFamilies(session: Session, columns: readonly ColumnProfile[]): Promise<Map<number, Row[]>> {
  const spelled = columns.filter(({ type, distinct, personal }) => type === 'text' && distinct > 1 && !personal)
  if (spelled.length === 0) return new Map()
  const sql = spellingFamiliesSql(spelled.map(({ index }) => index), FAMILIES) // prettier-ignore
  return Map.groupBy(await session.rows(sql), ({ c }) => Number(c))
}

/** Entropy over the rows, from how many values have how many rows; in that order, so that sums are the same each time. */
function concentration(
  { count, distinct }: ColumnProfile,
  rowCounts: readonly Row[],
): Omit<CategoryStatistics, 'spellings'> {
  const usual = count / distinct
  let weighted = 0
  let statistic = 0
  for (const row of rowCounts) {
    const [n, times] = [countOf(row.n), countOf(row.times)]
    weighted += times * n * Math.log2(n)
    statistic += (times * (n - usual) ** 2) / usual
  }
  const entropy = Math.max(0, Math.log2(count) - weighted / count)
  return {
    entropy: stable(entropy, Math.log2(count)) ?? 0,
    imbalance: distinct < 2 ? 1 : (stable(Math.max(0, 1 - entropy / Math.log2(distinct)), 1) ?? 0),
    uniform_p: distinct < 2 ? null : stable(chiSquareTail(statistic, distinct - 1)),
  }
}

/** How yes and no are spelled in a column of that kind. */
export function booleanFigures({ kind, top }: ColumnProfile): BooleanStatistics | null {
  if (kind !== 'boolean' || top.length === 0) return null
  const sides = { yes: [] as typeof top, no: [] as typeof top }
  for (const entry of top) sides[truthOf(String(entry.value)) === true ? 'yes' : 'no'].push(entry)
  const sum = (entries: typeof top) => entries.reduce((rows, { count }) => rows + count, 0)
  return {
    true_count: sum(sides.yes),
    false_count: sum(sides.no),
    true_values: sides.yes.map(({ value }) => String(value)),
    false_values: sides.no.map(({ value }) => String(value)),
  }
}
