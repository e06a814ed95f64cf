import type { Language, Reading } from '@datapilot/contracts'
import { formatterOf } from './words/format.ts'
import { profileWords } from './words/profile-words.ts'

/** How the file was read, in one line: `latin-1 · ; · 1.234,56 · header on line 9 · 3 rows rejected`. */
export function readingLine(reading: Reading, language: Language): string {
  const { terms } = profileWords(language)
  const format = formatterOf(language)
  const parts: string[] = []
  const { dialect } = reading
  if (dialect) {
    parts.push(dialect.encoding, dialect.delimiter === '\t' ? 'TAB' : dialect.delimiter)
    if (dialect.decimal !== null) parts.push(dialect.decimal === ',' ? '1.234,56' : '1,234.56')
    if (dialect.header_line !== null) parts.push(`${terms.header_on_line} ${dialect.header_line}`)
  } else parts.push(reading.format)
  if (reading.compression !== 'none') parts.push(reading.compression)
  if (reading.rejected_rows > 0) parts.push(`${format.count(reading.rejected_rows)} ${terms.rejected_rows}`)
  return parts.join(' · ')
}
