import type { ColumnProfile, PersonalData } from '@datapilot/contracts'
import { byColumn, countOf, type Session } from '../session.ts'
import type { SourceColumn } from '../source-table.ts'
import { personalSql, sampleSql, type DetectorName } from '../sql/personal.sql.ts'

/** Different values looked at before a whole column is searched for one kind. */
const SAMPLE = 500

interface Evidence {
  readonly detector: DetectorName
  readonly kind: PersonalData
  /** Share of present values from which a column counts as holding this kind. */
  readonly share: number
}

/**
 * E-mails have a shape nothing else has, so a few suffice. Two check digits leave 1 % of random numbers, Luhn 10 %:
 * those must be the rule in the column.
 */
const KINDS: readonly Evidence[] = [
  { detector: 'email', kind: 'email', share: 0.01 },
  { detector: 'cpf', kind: 'cpf', share: 0.2 },
  { detector: 'cnpj', kind: 'cnpj', share: 0.2 },
  { detector: 'card', kind: 'card', share: 0.5 },
  { detector: 'phone', kind: 'phone', share: 0.2 },
  { detector: 'phone_digits', kind: 'phone', share: 0.5 },
]

const PHONE_NAME = /fone|phone|celular|whats|\btel\b|contato/i

type Personal = NonNullable<ColumnProfile['personal']>

/** Personal data in text and integer columns of table `g`; `present` counts non-null values per column index. */
export async function personalData(
  session: Session,
  columns: readonly SourceColumn[],
  present: ReadonlyMap<number, number>,
): Promise<Map<number, Personal>> {
  const found = new Map<number, Personal>()
  const isNumber = columns[0]?.family?.kind === 'integer'
  if (columns.length === 0) return found
  const sample = `(${columns.map(({ index }) => sampleSql(index, SAMPLE)).join(' UNION ALL ')})`
  const detectors = KINDS.filter(({ detector }) => !isNumber || (detector !== 'email' && detector !== 'phone'))
  const hints = byColumn(await session.rows(personalSql(detectors.map(({ detector }) => detector), sample, isNumber))) // prettier-ignore
  const suspected = detectors.filter(({ detector }) =>
    columns.some(({ index }) => countOf(hints.get(index)?.[detector]) > 0),
  )
  if (suspected.length === 0) return found
  const counts = byColumn(await session.rows(personalSql(suspected.map(({ detector }) => detector), 'g', isNumber))) // prettier-ignore
  for (const { index, name } of columns) {
    const total = present.get(index) ?? 0
    const matching = suspected
      .filter(({ detector }) => detector !== 'phone_digits' || PHONE_NAME.test(name))
      .map(({ detector, kind, share }) => ({ kind, least: share, matches: countOf(counts.get(index)?.[detector]) }))
      .filter(({ matches, least }) => matches > 0 && matches >= least * total)
      .sort((a, b) => b.matches - a.matches)
    const [best] = matching
    if (best)
      found.set(index, {
        kind: best.kind,
        matches: best.matches,
        share: best.matches / total,
        invalid: 0,
        evidence: 'shape',
      })
  }
  return found
}
