import type { ColumnProfile } from '@datapilot/contracts'
import { cellOf } from '../cells.ts'
import { byColumn, countOf, textOf, type Row, type Session } from '../session.ts'
import type { DuplicateSearch } from '../relations/duplicates.ts'
import { sortedFigures } from '../sorted/sorted-figures.ts'
import { paysToSort } from '../sorted/sorted-column.ts'
import type { SourceColumn } from '../source-table.ts'
import {
  COUNTS_OF_GROUPS,
  createGroupsSql,
  createPartSql,
  DROP_GROUPS,
  DROP_PART,
  topValuesSql,
} from '../sql/groups.sql.ts'
import { DROP_SORTED, DROP_SORTED_GROUPS } from '../sql/sorted.sql.ts'
import type { ColumnFindings } from './column-findings.ts'
import { withDepth } from './depth.ts'
import { dateFigures, type DateFigures } from './date-statistics.ts'
import { NO_DATE_DEPTH } from './date-depth.ts'
import { NO_DEPTH } from './number-depth.ts'
import { NO_TEXT_DEPTH } from './text-depth.ts'
import { numberFigures, type NumberFigures } from './number-statistics.ts'
import { personalData } from './personal-data.ts'
import { textFigures, type TextFigures } from './text-statistics.ts'

export type { ColumnFindings } from './column-findings.ts'

const TOP = 20

interface Parts {
  readonly counts: ReadonlyMap<number, Row>
  readonly top: ReadonlyMap<number, ColumnProfile['top']>
  readonly personal: ReadonlyMap<number, NonNullable<ColumnProfile['personal']>>
  readonly numbers: ReadonlyMap<number, NumberFigures>
  readonly texts: ReadonlyMap<number, TextFigures>
  readonly dates: ReadonlyMap<number, DateFigures>
}

interface BatchContext {
  /** Rows of the table. */
  readonly rows: number
  readonly now: Date
  readonly twins: DuplicateSearch
}

/** Profiles columns of one SQL type: groups once, then everything from the groups. */
export async function profileBatch(
  session: Session,
  columns: readonly SourceColumn[],
  { rows, now, twins }: BatchContext,
): Promise<ColumnFindings[]> {
  const sorted = await sortedFiguresOf(session, columns, rows)
  if (sorted === null) await createGroups(session, columns)
  const counts = byColumn(sorted === null ? await session.rows(COUNTS_OF_GROUPS) : [sorted.counts])
  const present = new Map([...counts].map(([index, row]) => [index, countOf(row.present)]))
  const different = (index: number) => countOf(counts.get(index)?.different)
  await twins.lookAt(
    columns.map(({ index, name }) => ({
      index,
      name,
      present: present.get(index) ?? 0,
      different: different(index),
      sorted: sorted !== null,
    })),
  )
  const parts: Parts = {
    counts,
    top: sorted === null ? await topValues(session, columns) : new Map([[sorted.index, sorted.top]]),
    personal: canBePersonal(columns[0]) ? await personalData(session, columns, present) : new Map(),
    numbers: new Map(),
    texts: new Map(),
    dates: new Map(),
  }
  const figures = sorted?.figures ?? (await figuresOf(session, columns, parts, now))
  const profiles = columns.map((column) => assemble(column, rows, { ...parts, ...figures }))
  const findings = await withDepth(session, columns, profiles)
  await session.run(sorted === null ? DROP_GROUPS : DROP_SORTED_GROUPS)
  if (sorted !== null) await session.run(DROP_SORTED)
  return findings.map((one, i) => withTotals(one, figures.texts?.get(columns[i]?.index ?? -1)?.totals ?? 0))
}

/** Null where the columns are grouped instead. */
async function sortedFiguresOf(session: Session, columns: readonly SourceColumn[], rows: number) {
  const [column] = columns
  if (columns.length !== 1 || !column?.family || !(await paysToSort(session, column, rows))) return null
  const { counts, top, number } = await sortedFigures(session, column, column.family)
  const figures: Partial<Parts> = { numbers: new Map([[column.index, number]]) }
  return { index: column.index, counts, top, figures }
}

async function createGroups(session: Session, columns: readonly SourceColumn[]): Promise<void> {
  if (columns.length === 1) return session.run(createGroupsSql(columns, 'source'))
  await session.run(createPartSql(columns))
  await session.run(createGroupsSql(columns, 'part'))
  await session.run(DROP_PART)
}

async function topValues(
  session: Session,
  columns: readonly SourceColumn[],
): Promise<Map<number, ColumnProfile['top']>> {
  const top = new Map<number, ColumnProfile['top']>(columns.map(({ index }) => [index, []]))
  const byIndex = new Map(columns.map((column) => [column.index, column]))
  for (const row of await session.rows(topValuesSql(columns, TOP))) {
    const column = byIndex.get(Number(row.c))
    if (column) top.get(column.index)?.push({ value: cellOf(column, textOf(row.value)), count: countOf(row.n) })
  }
  return top
}

function canBePersonal(column: SourceColumn | undefined): boolean {
  return column?.type === 'text' || column?.family?.kind === 'integer'
}

async function figuresOf(
  session: Session,
  columns: readonly SourceColumn[],
  { counts, personal }: Parts,
  now: Date,
): Promise<Partial<Parts>> {
  const [first] = columns
  const different = (index: number) => countOf(counts.get(index)?.different)
  if (first?.family) {
    const most = (index: number) => countOf(counts.get(index)?.most)
    const perColumn = new Map(columns.map(({ index }) => [index, { different: different(index), most: most(index) }]))
    return { numbers: await numberFigures(session, first.family, columns, perColumn) }
  }
  if (first?.type === 'date' || first?.type === 'timestamp') {
    return { dates: await dateFigures(session, first.type === 'date', now) }
  }
  if (first?.type !== 'text' && first?.type !== 'json') return {}
  const subjects = columns.map(({ index }) => ({
    index,
    different: different(index),
    present: countOf(counts.get(index)?.present),
    shaped: first.type === 'text' && personal.get(index)?.kind !== 'email',
  }))
  return { texts: await textFigures(session, subjects) }
}

/** A label of totals reads the same in every language of the product, so its rows were counted with the texts. */
function withTotals({ column, facts }: ColumnFindings, totals: number): ColumnFindings {
  return totals === 0
    ? { column, facts }
    : { column, facts: [...facts, { code: 'totals_row', count: totals, data: {} }] }
}

/** Personal data keep no value: no top values, no extremes, quantiles or bin edges; shapes and counts stay. */
function assemble(source: SourceColumn, rows: number, parts: Parts): ColumnProfile {
  const { index, name, type, unit } = source
  const counts = parts.counts.get(index)
  const count = countOf(counts?.present)
  const distinct = countOf(counts?.different)
  const personal = parts.personal.get(index) ?? null
  const dates = parts.dates.get(index)
  const numbers = personal ? undefined : parts.numbers.get(index)
  const texts = parts.texts.get(index)
  return {
    name,
    index,
    type,
    kind: 'text',
    unit,
    count,
    missing: rows - count,
    missing_share: rows === 0 ? 0 : (rows - count) / rows,
    distinct,
    unique: count > 0 && distinct === count,
    top: parts.top.get(index) ?? [],
    number: numbers ? { ...NO_DEPTH, ...numbers.number } : null,
    text: texts ? { ...texts.text, ...NO_TEXT_DEPTH } : null,
    date: dates ? { ...dates.date, ...NO_DATE_DEPTH } : null,
    meaning: null,
    category: null,
    boolean: null,
    histogram: numbers?.histogram ?? dates?.histogram ?? null,
    personal,
  }
}
