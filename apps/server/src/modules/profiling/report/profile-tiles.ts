import type { Profile } from '@datapilot/contracts'
import type { Tile } from './page.ts'
import type { ReportLanguage } from './report-language.ts'

/** Candidate keys that are named. */
const KEYS = 5

/** The figures of the whole table. */
export function profileTiles(profile: Profile, { words: { terms }, format }: ReportLanguage): Tile[] {
  const { candidate_keys: keys, time_span: span } = profile
  const tiles: Tile[] = [
    [terms.rows, format.count(profile.rows)],
    [terms.columns, format.count(profile.column_count)],
    [terms.missing_cells, `${format.count(profile.missing_cells)} (${format.share(profile.missing_share)})`],
    [terms.duplicate_rows, format.count(profile.duplicate_rows)],
    [terms.size, format.bytes(profile.reading.bytes)],
  ]
  if (profile.reading.rejected_rows > 0) tiles.push([terms.rejected_rows, format.count(profile.reading.rejected_rows)])
  const named = keys.slice(0, KEYS).map((key) => key.join(' + '))
  if (keys.length > 0) tiles.push([terms.keys, named.join(', ')])
  if (span) tiles.push([`${terms.time_span} (${span.column})`, `${span.from.slice(0, 10)} … ${span.to.slice(0, 10)}`])
  return tiles
}
