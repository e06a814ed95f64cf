const MAX_NAME = 200

/** A column's name in SQL and the header cell it came from. */
export interface ColumnName {
  readonly name: string
  readonly sourceName: string | null
}

/** Names that are unique without regard to case, as SQL compares them; nameless columns get their number. */
export function nameColumns(cells: readonly string[] | null, width: number): ColumnName[] {
  const taken = new Set<string>()
  return Array.from({ length: width }, (_, index) => {
    const source = cells?.[index] ?? null
    const clean = (source ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, MAX_NAME)
    const base = clean === '' ? `column_${index + 1}` : clean
    let name = base
    for (let next = 2; taken.has(name.toLowerCase()); next += 1) name = `${base}_${next}`
    taken.add(name.toLowerCase())
    return { name, sourceName: source }
  })
}
