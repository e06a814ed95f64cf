import type { ColumnProfile } from '@datapilot/contracts'
import type { Session } from '../session.ts'
import type { SourceColumn } from '../source-table.ts'
import { booleanFigures, categoryFigures } from './category-statistics.ts'
import type { ColumnFact, ColumnFindings } from './column-findings.ts'
import { columnKind } from './column-kind.ts'
import { dateDepth, NO_DATE_DEPTH } from './date-depth.ts'
import { meaningsOf } from './meaning.ts'
import { numberDepth } from './number-depth.ts'
import { repeatedKeys } from './repeated-keys.ts'
import { numberFacts } from './number-facts.ts'
import { textDepth, NO_TEXT_DEPTH } from './text-depth.ts'
import { textFacts } from './text-facts.ts'

/**
 * What a column is and all that goes beyond its first figures, from the groups of a batch in table `g`.
 *
 * @param columns with their base figures, in the order of `sources`, all of one SQL type.
 */
export async function withDepth(
  session: Session,
  sources: readonly SourceColumn[],
  columns: readonly ColumnProfile[],
): Promise<ColumnFindings[]> {
  const meanings = await meaningsOf(session, columns)
  const known = columns.map((column): ColumnProfile => {
    const meaningful = { ...column, meaning: meanings.get(column.index) ?? null }
    const kind = columnKind(meaningful)
    return { ...meaningful, kind, top: column.personal ? [] : column.top }
  })
  const categories = await categoryFigures(session, known)
  const repeated = await repeatedKeys(session, known)
  const typed = await byType(session, sources, known)
  return known.map((column) => {
    const { index } = column
    const figures = typed.figures(column)
    const category = categories.get(index)
    const boolean = booleanFigures(column)
    const facts = [...(typed.facts.get(index) ?? []), ...(category?.facts ?? []), ...(repeated.get(index) ?? [])]
    return { column: { ...column, ...figures, boolean, category: category?.category ?? null }, facts }
  })
}

interface Typed {
  readonly facts: ReadonlyMap<number, readonly ColumnFact[]>
  figures(column: ColumnProfile): Partial<ColumnProfile>
}

async function byType(session: Session, sources: readonly SourceColumn[], columns: ColumnProfile[]): Promise<Typed> {
  const [first] = sources
  if (first?.family) {
    const depth = await numberDepth(session, first.family, sources, columns)
    const figures = ({ number, index }: ColumnProfile) => (number ? { number: { ...number, ...depth.get(index) } } : {})
    const deep = columns.map((column) => ({ ...column, ...figures(column) }))
    return { facts: await numberFacts(session, deep), figures }
  }
  if (first?.type === 'date' || first?.type === 'timestamp') {
    const { depth, facts } = await dateDepth(session, first.type === 'timestamp')
    const figures = ({ date, index }: ColumnProfile) =>
      date ? { date: { ...date, ...(depth.get(index) ?? NO_DATE_DEPTH) } } : {}
    return { facts, figures }
  }
  if (first?.type !== 'text') return { facts: new Map(), figures: () => ({}) }
  const depth = await textDepth(session, columns)
  const figures = ({ text, index }: ColumnProfile) =>
    text ? { text: { ...text, ...(depth.get(index) ?? NO_TEXT_DEPTH) } } : {}
  return { facts: await textFacts(session, columns), figures }
}
