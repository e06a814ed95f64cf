/** Rows of a sample ordered by a left side, so that each group of equal values is one run. */
export interface GroupedRows {
  /** Positions of rows with a left side, group by group. */
  readonly order: Uint32Array
  /** Where each group begins in `order`; one more at the end. */
  readonly starts: Uint32Array
}

/** Groups rows by dense codes; negative ones take no part (counting sort). */
export function groupRows(codes: Int32Array, groups: number): GroupedRows {
  const starts = new Uint32Array(groups + 1)
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1
  for (let i = 0; i < groups; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0)
  const order = new Uint32Array(starts[groups] ?? 0)
  const next = starts.slice()
  codes.forEach((code, row) => {
    if (code < 0) return
    const position = next[code] ?? 0
    order[position] = row
    next[code] = position + 1
  })
  return { order, starts }
}

/**
 * Rows outside the most frequent right side of their group; missing right sides are one value of their own. `bound`
 * ends the count early.
 */
export function violationsIn(
  { order, starts }: GroupedRows,
  codes: Int32Array,
  distinct: number,
  bound: number,
): number {
  const counts = new Int32Array(distinct + 1)
  let violations = 0
  for (let group = 0; group + 1 < starts.length; group++) {
    const [from = 0, to = 0] = [starts[group], starts[group + 1]]
    if (to - from < 2) continue
    let most = 0
    for (let i = from; i < to; i++) {
      const slot = (codes[order[i] ?? 0] ?? -1) + 1
      const count = (counts[slot] ?? 0) + 1
      counts[slot] = count
      if (count > most) most = count
    }
    violations += to - from - most
    for (let i = from; i < to; i++) counts[(codes[order[i] ?? 0] ?? -1) + 1] = 0
    if (violations > bound) return violations
  }
  return violations
}

/** Codes of the combinations of two columns, dense; −1 where either is missing. */
export function combinedCodes(
  a: Int32Array,
  b: Int32Array,
  distinctOfB: number,
): { codes: Int32Array; distinct: number } {
  const codes = new Int32Array(a.length)
  const known = new Map<number, number>()
  for (let i = 0; i < a.length; i++) {
    const [x = -1, y = -1] = [a[i], b[i]]
    if (x < 0 || y < 0) {
      codes[i] = -1
      continue
    }
    const key = x * distinctOfB + y
    const code = known.get(key) ?? known.size
    known.set(key, code)
    codes[i] = code
  }
  return { codes, distinct: known.size }
}
