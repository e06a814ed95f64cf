const MAX_LENGTH = 48
/** Words that need quotes in DuckDB or PostgreSQL, so that nobody has to remember to quote. */
const RESERVED = new Set(
  'all analyse analyze and any array as asc between both by case cast check collate column constraint create default desc describe distinct do else end except false fetch for foreign from grant group having in initially intersect into is join lateral leading limit natural not null offset on only or order pivot placing primary qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot using values variadic when where window with'.split(
    ' ',
  ),
)

/**
 * The name of a dataset's table in SQL, from its name for people: ASCII lower case, digits and `_`, never a reserved
 * word, at most 48 characters. `Vendas São Paulo (2024)` → `vendas_sao_paulo_2024`.
 */
export function tableNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
    .slice(0, MAX_LENGTH)
    .replace(/_+$/u, '')
  if (plain === '') return 'dataset'
  return /^[0-9]/u.test(plain) || RESERVED.has(plain) ? `t_${plain}` : plain
}

/** `wanted`, or `wanted_2`, `wanted_3`… whichever `taken` does not hold. */
export function uniqueTableName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) {
    const candidate = `${wanted}_${String(number)}`
    if (!taken.has(candidate)) return candidate
  }
}
