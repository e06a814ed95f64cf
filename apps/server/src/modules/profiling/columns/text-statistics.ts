import type { TextBase } from './text-depth.ts'
import { byColumn, countOf, textOf, type Session } from '../session.ts'
import { patternsSql, TEXT_FIGURES } from '../sql/texts.sql.ts'
import { stable } from './stable.ts'

/** Shapes are for codes, dates and numbers kept as text; a longer value is prose and has none. */
const SHAPED_LENGTH = 64
const SHAPES = 10

export interface TextFigures {
  readonly text: TextBase
  /** Rows whose value reads like the label of a total. */
  readonly totals: number
}

export interface TextSubject {
  readonly index: number
  readonly different: number
  readonly present: number
  /** False for personal data whose shape its detection has already told (e-mail). */
  readonly shaped: boolean
}

/** Figures of text columns from table `g`. */
export async function textFigures(
  session: Session,
  subjects: readonly TextSubject[],
): Promise<Map<number, TextFigures>> {
  const rows = byColumn(await session.rows(TEXT_FIGURES))
  const found = new Map<number, TextFigures>()
  for (const { index, present } of subjects) {
    const row = rows.get(index)
    const characters = Number(textOf(row?.characters) ?? 0)
    found.set(index, {
      totals: countOf(row?.totals),
      text: {
        length_min: row ? countOf(row.shortest) : null,
        length_max: row ? countOf(row.longest) : null,
        length_mean: present > 0 ? stable(characters / present) : null,
        blank: countOf(row?.blank),
        padded: countOf(row?.padded),
        broken_encoding: countOf(row?.broken),
        patterns: [],
      },
    })
  }
  await addPatterns(session, subjects, found)
  return found
}

async function addPatterns(session: Session, subjects: readonly TextSubject[], found: Map<number, TextFigures>) {
  const shaped = subjects.filter(
    ({ index, shaped }) => shaped && (found.get(index)?.text.length_mean ?? Infinity) <= SHAPED_LENGTH,
  )
  if (shaped.length === 0) return
  const sql = patternsSql(shaped.map(({ index }) => index), SHAPED_LENGTH, SHAPES) // prettier-ignore
  for (const row of await session.rows(sql)) {
    found.get(Number(row.c))?.text.patterns.push({ value: textOf(row.shape), count: countOf(row.n) })
  }
}
