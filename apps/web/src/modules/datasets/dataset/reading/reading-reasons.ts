type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string

/**
 * The reading gives its reasons as English sentences with figures in them; the interface words each in its own
 * language. A sentence that is not listed here is shown as it came.
 */
const REASONS: readonly (readonly [key: string, pattern: RegExp])[] = [
  ['by_hand', /^set by hand$/],
  ['bom', /^byte order mark at the start$/],
  ['zero_bytes', /^no byte order mark, but (?<n>\d+) % of the (?:odd|even) bytes are zero$/],
  ['letters_fit', /^not UTF-8 \(byte (?<n>\d+)\); letters fit (?<name>.+)$/],
  ['confidence', /^confidence (?<n>\d+) of 100$/],
  ['not_utf8', /^byte (?<n>\d+) is not valid UTF-8$/],
  ['newlines', /^(?<lf>\d+) LF, (?<crlf>\d+) CRLF, (?<cr>\d+) CR in the whole file$/],
  ['fields', /^(?<n>\d+) of (?<total>\d+) sampled records have (?<width>\d+) fields$/],
  ['fields_would', /^(?<n>\d+) of (?<total>\d+) sampled records would have (?<width>\d+) fields?$/],
  ['no_delimiter', /^no delimiter gives lines of equal width; every line is one value$/],
  ['quote_seen', /^stands at the edges of values, (?:escaped by a backslash|doubled inside values)$/],
  ['quote_unseen', /^no value of the sample is quoted; the usual quote is expected$/],
  ['only_record', /^it is the only record$/],
  ['first_dates', /^its first line holds dates or times$/],
  ['first_numbers', /^its first line holds numbers where the other lines do too$/],
  ['first_text', /^its first line is text where (?<n>\d+) columns are not$/],
  ['first_repeats', /^values of its first line occur again below$/],
  ['first_differs', /^its first line differs from the others$/],
  ['first_unique', /^values of its first line do not occur below$/],
  ['would_be_row', /^the line would be a row and the columns numbered$/],
  ['become_text', /^(?<n>\d+) columns would become text$/],
  ['would_name', /^the (?:first )?line would name the columns(?: and be no row)?$/],
  ['narrower', /^narrower than the table: (?<text>.*)$/s],
  ['totals', /^totals or notes below the table: (?<text>.*)$/s],
  ['would_be_rows', /^the lines would be rows or rejected$/],
  ['only_this', /^the numbers of (?<columns>.+) fit only this$/],
  ['assumed', /^assumed in (?<columns>.+)$/],
  ['stay_text', /^numbers as (?<example>\S+) would stay text$/],
  ['year_first', /^year first in (?<columns>.+)$/],
  ['no_day_above', /^no day above 12 in (?<columns>.+)$/],
  ['day_above', /^days above 12 in (?<columns>.+)$/],
  ['swap', /^days and months would change places$/],
  ['no_dates', /^values with a month above 12 would not be dates$/],
  [
    'words_in',
    /^(?<n>\d+) of (?<total>\d+) sampled records have (?<width>\d+) fields, with further words in (?<column>.+)$/,
  ],
  ['said_so', /^the first line of the file says so$/],
  ['names_lines', /^the names stand on (?<n>\d+) lines$/],
  ['name_missing', /^it has one name less than the rows have fields, so the first column has none$/],
  ['every_byte', /^every byte of the file is valid UTF-8$/],
  ['groups_of_three', /^groups of three digits in (?<columns>.+)$/],
  ['groups_stay_text', /^numbers with groups would stay text$/],
  ['western', /^not UTF-8; letters fit (?<name>.+)$/],
  ['same_characters', /^the same characters(?: in the beginning)?$/],
  ['control_signs', /^signs such as € and quotes would be control characters$/],
  ['accents_two', /^letters with accents would become two signs$/],
  ['accents_other', /^letters with accents would be others$/],
  ['other_ends', /^lines with other ends would be joined to the next$/],
  ['hidden_sheet', /^a hidden sheet of the same file$/],
  ['other_sheet', /^another sheet of the same file$/],
  ['first_sheet', /^the first visible sheet that holds a table$/],
  ['first_member', /^the first file of the archive; the others have other columns$/],
  ['other_member', /^another file of the archive$/],
  ['longest_list', /^the longest list$/],
  ['other_list', /^a list of (?<n>\d+) in the same file$/],
  ['nested_kept', /^objects as nested columns$/],
  ['nested_flat', /^a column for each of their fields, as in address\.city$/],
  ['objects_in', /^objects in (?<columns>.+)$/],
  ['either_way', /^(?<columns>[^;]+) could be read either way$/],
]

/** A reason in the present language; parts joined by `; ` are worded one by one. */
export function wordReason(reason: string, t: Translate): string {
  const whole = wordPart(reason, t)
  if (whole !== null) return whole
  const cut = reason.lastIndexOf('; ')
  if (cut < 0) return reason
  return `${wordReason(reason.slice(0, cut), t)}; ${wordReason(reason.slice(cut + 2), t)}`
}

function wordPart(reason: string, t: Translate): string | null {
  for (const [key, pattern] of REASONS) {
    const match = pattern.exec(reason)
    if (match) return t(`reason.${key}`, { ...match.groups })
  }
  return null
}

/** The chosen value of an evidence as people write it: `line 5`, `1 lines`, `dmy`, `tab`. */
export function wordChosen(value: string, t: Translate): string {
  const line = /^line (\d+)$/.exec(value)?.[1]
  const lines = /^(\d+) lines$/.exec(value)?.[1]
  if (line) return t('reading.at_line', { line })
  if (lines) return t('reading.line_count', { n: lines }, Number(lines))
  if (value === 'none') return t('reading.none')
  if (value === 'kept') return t('reading.nested')
  if (value === 'flattened') return t('reading.flat')
  if (value === 'tab' || value === 'space' || value === 'dmy' || value === 'mdy' || value === 'ymd')
    return t(`reading.${value}`)
  return value
}
