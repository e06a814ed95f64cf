/** How much of each file is looked at, in bytes and lines: enough for title lines above a header. */
const HEAD_BYTES = 64 * 1024
const HEAD_LINES = 20
const TEXT = new Set(['csv', 'tsv', 'tab', 'txt', 'ndjson', 'jsonl'])
/** Kinds whose content says little without being opened: the same ending is what can be seen from outside. */
const OPAQUE = new Set(['parquet', 'gz', 'zst'])

export const endingOf = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** The first lines that hold a word, byte for byte (latin-1), so that the encoding does not matter. */
async function headLines(file: Blob): Promise<Set<string>> {
  const bytes = await file.slice(0, HEAD_BYTES).arrayBuffer()
  const lines = new TextDecoder('latin1').decode(bytes).split(/\r\n|\n|\r/)
  return new Set(lines.slice(0, HEAD_LINES).filter((line) => /\p{L}/u.test(line)))
}

/** Whether several files look like parts of one table: the same ending and, for text, a header line in common. */
export async function lookAlike(files: readonly File[]): Promise<boolean> {
  const [first, ...others] = files
  if (!first || others.length === 0) return false
  const ending = endingOf(first.name)
  if (others.some((file) => endingOf(file.name) !== ending)) return false
  if (OPAQUE.has(ending)) return true
  if (!TEXT.has(ending)) return false
  const shared = await headLines(first)
  for (const file of others) {
    const lines = await headLines(file)
    for (const line of shared) if (!lines.has(line)) shared.delete(line)
  }
  return shared.size > 0
}

/** A name for the whole: what the names of the files begin with, without its last separator. */
export function commonName(names: readonly string[]): string {
  const stems = names.map((name) => name.replace(/(\.[a-z0-9]{1,8}){1,2}$/i, ''))
  const [first = ''] = stems
  let length = first.length
  for (const stem of stems) while (!stem.startsWith(first.slice(0, length))) length -= 1
  // A number that differs in its last digits belongs to what differs: `vendas_2024` and `vendas_2025` are `vendas`.
  const cut = stems.some((stem) => /^\d/.test(stem.slice(length)))
  while (cut && /\d/.test(first.charAt(length - 1))) length -= 1
  return first.slice(0, length).replace(/[\s_.\-(]+$/, '') || first
}
