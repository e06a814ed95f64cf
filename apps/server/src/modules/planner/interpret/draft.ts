import type { Condition, Operand, Plan } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import type { Cue, CueKind } from '../language/cues.ts'
import type { Question } from '../language/question.ts'
import type { Mention } from '../linking/link-columns.ts'
import type { ConditionSet } from './condition-sets.ts'

/** A reading of the question before it was tried: the plan, how well it fits, and the words it explains. */
export interface Draft {
  readonly plan: Plan
  readonly score: number
  readonly used: ReadonlySet<number>
  readonly cues: readonly Cue[]
  /** How well the asked column is named; 1 for counts of rows. */
  readonly target: number
  /** Rows the reading may give: `one` figure or cell, or a `list`. */
  readonly shape: 'one' | 'list'
}

/** What a frame builds drafts from: the question, its links, and one set of tests. */
export interface Situation {
  readonly question: Question
  readonly table: CatalogTable
  readonly mentions: readonly Mention[]
  /** Positions of words that say what a row is. */
  readonly rowNouns: readonly number[]
  readonly set: ConditionSet
  readonly filter: Condition | null
  /** Cues whose words no test explains. */
  readonly cues: readonly Cue[]
}

/** Cues of these kinds in the situation. */
export function cuesOf({ cues }: Situation, ...kinds: readonly CueKind[]): Cue[] {
  return cues.filter(({ kind }) => kinds.includes(kind))
}

/** Token positions of a range. */
export function positions(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, step) => from + step)
}

/** The column of an index; links only carry indexes of the table's own columns. */
export function columnAt(table: CatalogTable, index: number): CatalogColumn {
  const column = table.columns[index]
  if (!column) throw new Error(`column ${index} is not in the table`)
  return column
}

/** How the column is calculated with; null when it holds nothing to calculate with. */
export function figureOf(column: CatalogColumn): Operand | null {
  if (column.numeric === 'native') return { column: column.name, as: 'value' }
  if (column.numeric === 'text' && column.dated === null) return { column: column.name, as: 'number' }
  return null
}

/** How rows are put in order by the column: figures, dates, years. */
export function rankOf(column: CatalogColumn): Operand | null {
  if (column.dated === 'native') return { column: column.name, as: 'value' }
  if (column.dated === 'text' && column.type === 'text') return { column: column.name, as: 'year' }
  return figureOf(column)
}

/** Mentions whose words are still free, apart from those a test on the same column took. */
export function freeMentions({ mentions, set }: Situation): Mention[] {
  const taken = new Set(set.chosen.flatMap(({ from, to }) => positions(from, to)))
  const owned = set.chosen.flatMap(({ mention }) => (mention ? [mention] : []))
  const inside = (mention: Mention) =>
    owned.some(
      ({ from, to, strength }) =>
        from <= mention.from &&
        mention.to <= to &&
        to - from > mention.to - mention.from &&
        strength >= mention.strength,
    )
  return mentions.filter(
    (mention) =>
      !owned.includes(mention) && !inside(mention) && positions(mention.from, mention.to).every((at) => !taken.has(at)),
  )
}

/** True when the set tests the column for equality, so that asking for it again says nothing. */
export function isFixed({ set }: Situation, column: number): boolean {
  return set.chosen.some(
    ({ option }) => option.column === column && option.match !== 'comparison' && option.match !== 'part',
  )
}
