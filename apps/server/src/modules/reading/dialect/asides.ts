import type { FileRecord } from '../rows/records.ts'

/** Excel's way of naming the delimiter; also in quotes. */
export const SEPARATOR_LINE = /^"?sep=([^\w\r\n]{1,2}?)"?(?:\r\n|\r|\n|$)/i

export function isSeparatorLine({ raw, line }: FileRecord): boolean {
  return line === 1 && /^"?sep=.{0,2}"?$/i.test(raw)
}

export function isComment({ raw }: FileRecord): boolean {
  return raw.startsWith('#')
}

/** A line that only draws: `|---|:--:|`, `----+----`. */
export function isRuler({ fields, raw }: FileRecord): boolean {
  return (fields.length > 1 || /[+|]/.test(raw)) && raw.includes('---') && /^[-=+|:\s,;]+$/.test(raw)
}

/** Another copy of the header, as at the top of every printed page. */
export function repeatsHeader(names: readonly string[] | null, fields: readonly string[]): boolean {
  const named = names?.filter((name) => name.trim() !== '').length ?? 0
  if (names === null || named < 2) return false
  const same = names.filter(
    (name, index) => name.trim() !== '' && name.trim().toLowerCase() === (fields[index] ?? '').trim().toLowerCase(),
  )
  return same.length >= Math.max(2, named * 0.8)
}
