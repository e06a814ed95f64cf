/** Units that people write behind or before numbers, in lower case. Anything else behind a number may be a name (12A). */
const UNITS: ReadonlySet<string> = new Set(
  (
    'r$ us$ $ € £ ¥ brl usd eur gbp % ‰ pp mg g kg t ton lb oz mm cm m km ha m2 m² km2 km² m3 m³ ml l hl ' +
    'ms s seg min h hr hs d dia dias mes mês meses ano anos °c °f c° f° w kw mw gw wh kwh mwh gwh v a hz khz mhz ghz ' +
    'b kb mb gb tb kbps mbps un und pc pç pct cx dz mil mi bi'
  ).split(' '),
)
const BEHIND = /^\(?[-+]?\s?\d[\d.,\s]*?\s?([^\d\s.,()-][^\d\s,()-]{0,4}[23]?)\)?$/u
const BEFORE = /^\(?[-+]?\s?(r\$|us\$|brl|usd|eur|gbp|[$€£¥])\s?[-+]?\d[\d.,\s]*\)?-?$/u
const BARE = /^[-+]?\d[\d.,]*$/

/** The unit of a number in lower case; empty for a bare number, null where the value is no number with a known unit. */
export function unitOf(value: string): string | null {
  if (!/\d/.test(value)) return null
  if (BARE.test(value)) return ''
  const word = value.toLowerCase()
  const unit = BEFORE.exec(word)?.[1] ?? BEHIND.exec(word)?.[1]
  return unit !== undefined && UNITS.has(unit) ? unit : null
}
