/** White space as people meet it in files: space, tab, line ends and the no-break space of spreadsheets. */
const BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160)"
export const PADDED = `(unicode(v) IN (9, 10, 13, 32, 160) OR ends_with(v, ' ') OR ends_with(v, chr(9)) OR ends_with(v, chr(10))
  OR ends_with(v, chr(13)) OR ends_with(v, chr(160)))`

/**
 * U+FFFD, and UTF-8 that was read as latin-1 or windows-1252: `Ã£`, `Ã§`, `Â°`, `â€œ`. CASE, because AND evaluates both
 * sides: the expression then runs only where its first bytes stand (359 against 60 ms at a million e-mails).
 */
export const BROKEN = `CASE WHEN contains(v, chr(65533)) THEN true
  WHEN contains(v, 'Ã') OR contains(v, 'Â') OR contains(v, 'â€')
  THEN regexp_matches(v, 'Ã[\\x{80}-\\x{BF}\\x{152}-\\x{192}\\x{2013}-\\x{2122}]|Â[\\x{A0}-\\x{BF}]|â€') ELSE false END`

/** A row of totals that stands inside the data, by its label. */
export const TOTAL = `CASE WHEN length(v) <= 16
  THEN regexp_full_match(lower(trim(v)), '(sub)?tota(l|is)( geral)?:?|grand total:?|soma:?') ELSE false END`

/** Only white space; looked at only where the text starts or ends with it. */
export const BLANK = `CASE WHEN v = '' THEN true WHEN ${PADDED} THEN trim(v, ${BLANKS}) = '' ELSE false END`

export const TEXT_FIGURES = `
  SELECT c, min(length(v)) AS shortest, max(length(v)) AS longest, sum(length(v) * n)::VARCHAR AS characters,
    coalesce(sum(n) FILTER (${BLANK}), 0) AS blank,
    coalesce(sum(n) FILTER (${PADDED}), 0) AS padded,
    coalesce(sum(n) FILTER (${BROKEN}), 0) AS broken,
    coalesce(sum(n) FILTER (${TOTAL}), 0) AS totals
  FROM g WHERE v IS NOT NULL GROUP BY c`

/** Letters become A and digits 9 in texts of at most `maxLength` characters: longer ones are prose. */
export function patternsSql(columns: readonly number[], maxLength: number, limit: number): string {
  const shape = "regexp_replace(regexp_replace(v, '[0-8]', '9', 'g'), '\\pL', 'A', 'g')"
  return columns
    .map(
      (index) => `(SELECT ${index} AS c, ${shape} AS shape, sum(n) AS n FROM g
        WHERE c = ${index} AND v IS NOT NULL AND length(v) <= ${maxLength}
        GROUP BY shape ORDER BY n DESC, shape LIMIT ${limit})`,
    )
    .join(' UNION ALL ')
}
