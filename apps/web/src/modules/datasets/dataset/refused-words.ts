import type { DatasetProblem } from '@datapilot/contracts'

type Translate = (key: string, named?: Record<string, unknown>) => string

/** What a person can do about a refused file; codes that are not listed are answered by another file or another try. */
const REMEDIES: Readonly<Record<string, string>> = {
  archive_empty: 'check_rows',
  archive_invalid: 'send_again',
  archive_nested: 'save_csv',
  archive_too_many_files: 'split',
  archive_unsafe_name: 'save_csv',
  column_type_misfit: 'other_correction',
  column_unknown: 'other_correction',
  compressed_invalid: 'send_again',
  correction_contradictory: 'other_correction',
  compressed_too_large: 'split',
  encoding_invalid: 'save_utf8',
  encoding_unknown: 'save_utf8',
  file_binary: 'save_csv',
  file_empty: 'check_rows',
  file_encrypted: 'unlock',
  file_header_only: 'check_rows',
  file_not_text: 'save_csv',
  file_other_format: 'save_csv',
  file_unreadable: 'send_again',
  files_disagree: 'same_columns',
  header_line_missing: 'other_correction',
  json_invalid: 'send_again',
  json_no_table: 'save_csv',
  json_too_deep: 'save_csv',
  json_truncated: 'send_again',
  json_value_too_long: 'split',
  line_too_long: 'check_quotes',
  lines_unaccounted: 'send_again',
  no_rows: 'check_rows',
  parquet_invalid: 'send_again',
  reading_out_of_memory: 'split',
  sheet_empty: 'check_rows',
  table_not_found: 'other_correction',
  too_many_columns: 'fewer_columns',
  workbook_empty: 'check_rows',
  workbook_invalid: 'save_csv',
  workbook_too_large: 'split',
}

/** What happened and what to do, in the language of `t`; a code without words of its own is said in general. */
export function refusedWords(
  problem: DatasetProblem | null,
  t: Translate,
  te: (key: string) => boolean,
): { what: string; todo: string } {
  const code = problem?.code ?? ''
  return {
    what: t([`refused.${code}`, `fault.${code}`].find((key) => te(key)) ?? 'remedy.unknown'),
    todo: t(`remedy.${REMEDIES[code] ?? 'send_again'}`),
  }
}

/** A place in a file in words: `line 3`, `byte 120`, `bytes 3 to 9`; null for a place that is put otherwise. */
export function whereWords(where: string, t: Translate): string | null {
  const line = /^line (\d+)$/.exec(where)?.[1]
  if (line) return t('place.line', { n: line })
  const byte = /^byte (\d+)$/.exec(where)?.[1]
  if (byte) return t('place.byte', { n: byte })
  const [, first, last] = /^bytes (\d+) to (\d+)$/.exec(where) ?? []
  if (first && last) return t('place.bytes', { first, last })
  const after = /^after (\d+) decompressed bytes$/.exec(where)?.[1]
  if (after) return t('place.after', { n: after })
  return where === 'within the first bytes' ? t('place.first_bytes') : null
}
