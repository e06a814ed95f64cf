import type { ColumnProfile } from '@datapilot/contracts'
import { cellOf } from '../cells.ts'
import { byColumn, countOf, textOf, type Row, type Session } from '../session.ts'
import type { DuplicateSearch } from '../relations/duplicates.ts'
import type { SourceColumn } from '../source-table.ts'
import {
  COUNTS_OF_GROUPS,
  createGroupsSql,
  createPartSql,
  DROP_GROUPS,
  DROP_PART,
  topValuesSql,
} from '../sql/groups.sql.ts'
import type { ColumnFindings } from './column-findings.ts'
import { columnKind } from './column-kind.ts'
import { dateFigures, type DateFigures } from './date-statistics.ts'
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
  await createGroups(session, columns)
  const counts = byColumn(await session.rows(COUNTS_OF_GROUPS))
  const present = new Map([...counts].map(([index, row]) => [index, countOf(row.present)]))
  const different = (index: number) => countOf(counts.get(index)?.different)
  await twins.lookAt(
    columns.map(({ index, name }) => ({
      index,
      name,
      present: present.get(index) ?? 0,
      different: different(index),
    })),
  )
  const parts: Parts = {
    counts,
    top: await topValues(session, columns),
    personal: canBePersonal(columns[0]) ? await personalData(session, columns, present) : new Map(),
    numbers: new Map(),
    texts: new Map(),
    dates: new Map(),
  }
  const figures = await figuresOf(session, columns, parts, now)
  await session.run(DROP_GROUPS)
  return columns.map((column) => assemble(column, rows, { ...parts, ...figures }))
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

/** Personal data keep no value: no top values, no extremes, quantiles or bin edges; shapes and counts stay. */
function assemble(source: SourceColumn, rows: number, parts: Parts): ColumnFindings {
  const { index, name, type, unit } = source
  const counts = parts.counts.get(index)
  const count = countOf(counts?.present)
  const distinct = countOf(counts?.different)
  const personal = parts.personal.get(index) ?? null
  const dates = parts.dates.get(index)
  const numbers = personal ? undefined : parts.numbers.get(index)
  const texts = parts.texts.get(index)
  const known = {
    name,
    index,
    type,
    unit,
    count,
    missing: rows - count,
    missing_share: rows === 0 ? 0 : (rows - count) / rows,
    distinct,
    unique: count > 0 && distinct === count,
    top: parts.top.get(index) ?? [],
    number: numbers?.number ?? null,
    text: texts?.text ?? null,
    date: dates?.date ?? null,
    meaning: null,
    category: null,
    boolean: null,
    histogram: numbers?.histogram ?? dates?.histogram ?? null,
    personal,
  }
  const column: ColumnProfile = { ...known, kind: columnKind(known), top: personal ? [] : known.top }
  return { column, totals: texts?.totals ?? 0, spellings: personal ? [] : [...(texts?.spellings ?? [])] }
}
