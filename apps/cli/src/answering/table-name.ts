import { basename } from 'node:path'

/** A name for SQL from a file's name: `Vendas 2024 (final).csv.gz` → `vendas_2024_final`. */
export function tableName(path: string, taken: ReadonlySet<string>): string {
  const stem = basename(path).replace(/\.[^.]*(?:\.(?:gz|zst))?$/u, '')
  const folded = stem
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
  const words = folded
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
    .slice(0, 60)
  const name = /^[a-z]/u.test(words) ? words : `t_${words || 'table'}`
  let free = name
  for (let suffix = 2; taken.has(free); suffix += 1) free = `${name}_${suffix}`
  return free
}
