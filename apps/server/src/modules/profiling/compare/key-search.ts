import { countOf, type Row, type Session } from '../session.ts'
import type { ColumnPair } from './column-pairs.ts'
import { agreementSql, screenSql, uniquenessSql } from './sql/key-search.sql.ts'

/** Types whose values name things; measures do not. */
const NAMING = new Set(['integer', 'text', 'date', 'timestamp', 'decimal'])
/** HyperLogLog is off by a few per cent. */
const ABOUT = 0.9
/** Share of rows with a key of their own: on the better side, and on the worse one, whose repeated keys are reported. */
const UNIQUE = 0.99
const ALMOST_UNIQUE = 0.95
/** Candidates that are tried on the rows themselves. */
const TRIED = 4
/** Columns that vote on which candidate matches the right rows. */
const VOTERS = 8

/**
 * The columns by which rows of two tables belong together: unique on one side and almost on the other (95 % of the rows), and among
 * several the one whose rows agree most in their other columns, so that a running number that was given anew does not
 * win over the number of the contract. Null when there is none.
 *
 * @param known column sets that the profiles call candidate keys, as pairs.
 */
export async function findKey(
  session: Session,
  pairs: readonly ColumnPair[],
  known: readonly (readonly ColumnPair[])[],
): Promise<readonly ColumnPair[] | null> {
  const singles = (await screened(session, pairs)).map((pair) => [pair])
  const sets = known.filter((key) => key.length > 1)
  const candidates: (readonly ColumnPair[])[] = []
  for (const key of [...singles, ...sets]) {
    const unique = [await uniqueness(session, 'b', key), await uniqueness(session, 'c', key)]
    if (Math.max(...unique) >= UNIQUE && Math.min(...unique) >= ALMOST_UNIQUE) candidates.push(key)
    if (candidates.length === TRIED) break
  }
  const scored: { key: readonly ColumnPair[]; score: number }[] = []
  for (const key of candidates) scored.push({ key, score: await agreement(session, key, pairs) })
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), {
    key: [] as readonly ColumnPair[],
    score: 0,
  })
  return best.score > 0 ? best.key : null
}

async function screened(session: Session, pairs: readonly ColumnPair[]): Promise<ColumnPair[]> {
  const naming = pairs.filter(({ type }) => NAMING.has(type))
  if (naming.length === 0) return []
  const sides = [await screen(session, 'b', naming), await screen(session, 'c', naming)]
  return naming.filter(({ index }) =>
    sides.every((row) => {
      const rows = countOf(row.rows)
      const [present, different] = [countOf(row[`n${String(index)}`]), countOf(row[`d${String(index)}`])]
      return rows > 0 && present >= rows * ALMOST_UNIQUE && different >= rows * ABOUT
    }),
  )
}

async function screen(session: Session, side: 'b' | 'c', pairs: readonly ColumnPair[]): Promise<Row> {
  const [row = {}] = await session.rows(screenSql(side, pairs))
  return row
}

async function uniqueness(session: Session, side: 'b' | 'c', key: readonly ColumnPair[]): Promise<number> {
  const [row] = await session.rows(uniquenessSql(side, key))
  const rows = countOf(row?.rows)
  return rows === 0 ? 0 : countOf(row?.different) / rows
}

/** Matched rows, weighted by the share of their other cells that agree; 0 when no row is matched. */
async function agreement(session: Session, key: readonly ColumnPair[], pairs: readonly ColumnPair[]): Promise<number> {
  const voters = pairs.filter((pair) => !key.includes(pair)).slice(0, VOTERS)
  const [row] = await session.rows(agreementSql(key, voters))
  const matched = countOf(row?.matched)
  // Without other columns, matching at all is what there is to know.
  const agreeing = voters.length === 0 ? 1 : countOf(row?.agreeing) / Math.max(1, matched * voters.length)
  return matched * (agreeing + 1e-6)
}
