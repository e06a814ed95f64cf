import type { TextStatistics } from '@datapilot/contracts'
import type { ColumnFindings } from './column-findings.ts'
import { byColumn, countOf, textOf, type Session } from '../session.ts'
import { patternsSql, spellingsSql, TEXT_FIGURES } from '../sql/texts.sql.ts'
import { stable } from './stable.ts'

/** Shapes are for codes, dates and numbers kept as text; a longer value is prose and has none. */
const SHAPED_LENGTH = 64
const SHAPES = 10
/** Similar spellings matter where a person chooses among values; above that it is free text. */
const SPELLING_VALUES = 5_000
const SPELLINGS = 10

export interface TextFigures {
  readonly text: TextStatistics
  /** Rows whose value reads like the label of a total. */
  readonly totals: number
  /** Values that differ only in case, accents or spaces. */
  readonly spellings: ColumnFindings['spellings']
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
      spellings: [],
      text: {
        length_min: row ? countOf(row.shortest) : null,
        length_max: row ? countOf(row.longest) : null,
        length_mean: present > 0 ? stable(characters / present) : null,
        shortest: null,
        longest: null,
        words: null,
        characters: null,
        blank: countOf(row?.blank),
        padded: countOf(row?.padded),
        broken_encoding: countOf(row?.broken),
        patterns: [],
      },
    })
  }
  await addPatterns(session, subjects, found)
  await addSpellings(session, subjects, found)
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

async function addSpellings(session: Session, subjects: readonly TextSubject[], found: Map<number, TextFigures>) {
  const chosen = subjects.filter(({ shaped, different }) => shaped && different > 1 && different <= SPELLING_VALUES)
  if (chosen.length === 0) return
  for (const row of await session.rows(
    spellingsSql(
      chosen.map(({ index }) => index),
      SPELLINGS,
    ),
  )) {
    // prettier-ignore
    const figures = found.get(Number(row.c))
    const variants = Array.isArray(row.variants) ? row.variants.slice(0, SPELLINGS).map(String) : []
    if (figures)
      found.set(Number(row.c), { ...figures, spellings: [...figures.spellings, { variants, rows: countOf(row.n) }] })
  }
}
