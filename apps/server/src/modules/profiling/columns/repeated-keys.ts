import type { ColumnProfile, PersonalData } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { repeatedRowsSql } from '../sql/category.sql.ts'
import type { ColumnFact } from './column-findings.ts'

/** From this share of different values a column was meant to be unique. */
const NEARLY_UNIQUE = 0.9
/** Personal numbers of which everyone has one; people share addresses and telephones. */
const REGISTERED: ReadonlySet<PersonalData> = new Set(['cpf', 'cnpj', 'pis', 'cnh', 'voter_id'])

/** Rows whose value occurs more than once, in identifiers that are nearly unique; groups in table `g`. */
export async function repeatedKeys(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, ColumnFact[]>> {
  const chosen = columns.filter(
    ({ kind, unique, distinct, count, personal }) =>
      kind === 'identifier' &&
      !unique &&
      distinct >= NEARLY_UNIQUE * count &&
      (!personal || REGISTERED.has(personal.kind)),
  )
  if (chosen.length === 0) return new Map()
  const rows = await session.rows(repeatedRowsSql(chosen.map(({ index }) => index)))
  return new Map(rows.map((row) => [Number(row.c), [{ code: 'duplicate_keys', count: countOf(row.n), data: {} }]]))
}
