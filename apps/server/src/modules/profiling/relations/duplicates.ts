import type { ColumnProfile } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import {
  differingRowsSql,
  DROP_CANDIDATES,
  duplicateRowsSql,
  twinsByColumn,
  twinsByHash,
  twinsBySorted,
  twinsByValue,
  type TwinTest,
} from '../sql/relations.sql.ts'

/** The most different columns tell rows apart; hashing more of them only costs time. */
const HASHED_COLUMNS = 3
/** Comparing a larger share of the rows in every column takes longer than hashing all of them. */
const CANDIDATE_SHARE = 0.1
const PAIRS_PER_SCAN = 50
const PAIRS_AT_MOST = 500

/**
 * Rows that repeat an earlier row in every column (pandas `duplicated().sum()`). A twin repeats the value of each
 * column, so the column with the fewest repetitions finds the candidates; where every column repeats much, hashes of
 * the most different ones do. Values decide.
 */
export class DuplicateSearch {
  readonly #session: Session
  readonly #rows: number
  /** What the best column so far leaves to compare. */
  #candidates: number
  #test: TwinTest | null = null
  /** Whether the candidates of the test lie in their table already. */
  #made = false

  /** @param finished columns whose groups were seen in an earlier run and are gone. */
  constructor(session: Session, rows: number, finished: readonly ColumnProfile[]) {
    this.#session = session
    this.#rows = rows
    this.#candidates = rows * CANDIDATE_SHARE
    for (const { name, distinct, count } of finished) this.#consider(count, distinct, () => twinsByValue(name))
  }

  #consider(present: number, different: number, test: () => TwinTest): boolean {
    const candidates = this.#rows - different
    if (present < this.#rows || candidates > this.#candidates) return false
    this.#candidates = candidates
    this.#test = test()
    return true
  }

  /** Looks at columns whose groups are in table `g`: `present` rows with a value, `different` values. */
  async lookAt(
    columns: readonly {
      readonly index: number
      readonly name: string
      readonly present: number
      readonly different: number
      /** Whether its values lie in table `sorted` instead. */
      readonly sorted?: boolean
    }[],
  ) {
    for (const column of columns) {
      if (
        !this.#consider(column.present, column.different, () =>
          column.sorted ? twinsBySorted(column.name) : twinsByColumn(column),
        )
      )
        continue
      if (this.#test) await this.#session.run(this.#test.make)
      this.#made = true
    }
  }

  async count(columns: readonly ColumnProfile[]): Promise<number> {
    if (this.#rows < 2 || columns.length === 0 || this.#candidates === 0) return 0
    const test = this.#test ?? this.#hashTest(columns)
    if (!this.#made) await this.#session.run(test.make)
    const [row] = await this.#session.rows(duplicateRowsSql(test, columns.map(({ name }) => name))) // prettier-ignore
    await this.#session.run(DROP_CANDIDATES)
    return countOf(row?.duplicates)
  }

  #hashTest(columns: readonly ColumnProfile[]): TwinTest {
    const hashed = [...columns].sort((a, b) => b.distinct - a.distinct || a.index - b.index).slice(0, HASHED_COLUMNS)
    return twinsByHash(hashed.map(({ name }) => name))
  }
}

/** Pairs of columns that are equal in every row, each later column beside the first one it repeats. */
export async function duplicateColumns(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<[string, string][]> {
  const seen = new Map<string, ColumnProfile[]>()
  const pairs: [string, string][] = []
  for (const column of columns) {
    if (column.count === 0 || column.distinct < 2) continue
    const key = fingerprint(column)
    const first = seen.get(key)?.[0]
    if (first && pairs.length < PAIRS_AT_MOST) pairs.push([first.name, column.name])
    seen.set(key, [...(seen.get(key) ?? []), column])
  }
  const equal: [string, string][] = []
  for (let start = 0; start < pairs.length; start += PAIRS_PER_SCAN) {
    const scan = pairs.slice(start, start + PAIRS_PER_SCAN)
    const [row] = await session.rows(differingRowsSql(scan))
    equal.push(...scan.filter((_, i) => countOf(row?.[`d${i}`]) === 0))
  }
  return equal
}

/** Figures that equal columns must share; what remains is compared row by row. */
function fingerprint({ type, count, distinct, top, number, text, date, personal }: ColumnProfile): string {
  return JSON.stringify([
    type,
    count,
    distinct,
    top.slice(0, 3),
    number?.sum,
    text?.length_mean,
    date?.weekdays,
    personal,
  ])
}
