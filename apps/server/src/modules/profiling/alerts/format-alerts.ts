import type { ColumnProfile } from '@datapilot/contracts'
import { plain } from '../columns/column-kind.ts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import type { Finding } from './column-alerts.ts'

/** Formats that a person sees as different ways to write the same kind of value. */
const FORMATS: readonly (readonly [name: string, shape: RegExp])[] = [
  ['date_slash', /^9{1,2}\/9{1,2}\/(99|9999)$/],
  ['date_iso', /^9999-99-99$/],
  ['date_dash', /^9{1,2}-9{1,2}-(99|9999)$/],
  ['date_dot', /^9{1,2}\.9{1,2}\.(99|9999)$/],
  ['number_comma', /^-?9{1,3}(\.999)*,9+$/],
  ['number_point', /^-?9{1,3}(,999)*\.9+$/],
  ['number', /^-?9+$/],
  ['text', /A/],
]
/** A format counts from this share of the shaped values. */
const FORMAT_SHARE = 0.01

/** Registered Brazilian codes whose leading zeros a number loses, by name: digits they must have. */
const CODES: readonly (readonly [name: RegExp, digits: number])[] = [
  [/^cep$|(^|_)cep(_|$)/, 8],
  [/^cpf$|(^|_)cpf(_|$)/, 11],
  [/^cnpj$|(^|_)cnpj(_|$)/, 14],
]

/** Alerts about how values are written. */
export function formatAlerts({ column, totals, spellings }: ColumnFindings): Finding[] {
  const { text, count, name } = column
  const found: Finding[] = [...lostZeros(column)]
  if (!text) return found
  const { padded, blank, broken_encoding: broken, patterns } = text
  if (broken > 0) found.push({ code: 'broken_encoding', severity: 'warning', count: broken, of: count })
  if (padded > 0) found.push({ code: 'padded_text', severity: 'info', count: padded, of: count })
  if (blank > 0) found.push({ code: 'blank_text', severity: 'info', count: blank, of: count })
  if (totals > 0 && totals <= Math.max(1, count * 0.01)) {
    found.push({ code: 'totals_row', severity: 'warning', count: totals, of: count, data: { column: name } })
  }
  const formats = mixedFormats(patterns)
  if (formats)
    found.push({
      code: 'mixed_formats',
      severity: 'warning',
      count: formats.count,
      of: count,
      data: { formats: formats.names },
    })
  if (spellings.length > 0) {
    const rows = spellings.reduce((sum, spelling) => sum + spelling.rows, 0)
    const examples = spellings.slice(0, 5).map(({ variants }) => variants.slice(0, 4).join(' | '))
    found.push({ code: 'similar_spellings', severity: 'info', count: rows, of: count, data: { examples } })
  }
  return found
}

function lostZeros(column: ColumnProfile): Finding[] {
  if (column.type !== 'integer') return []
  const name = plain(column.name).replaceAll(/[\s.-]+/g, '_')
  const code = CODES.find(([pattern]) => pattern.test(name))
  if (!code) return []
  return [{ code: 'leading_zeros_lost', severity: 'warning', count: null, of: null, data: { digits: code[1] } }]
}

/** Rows outside the most frequent format, when at least two formats of dates or numbers (or one beside text) are in use. */
function mixedFormats(patterns: readonly { readonly value: unknown; readonly count: number }[]) {
  const totals = new Map<string, number>()
  for (const { value, count } of patterns) {
    const format = FORMATS.find(([, shape]) => shape.test(String(value)))
    if (format) totals.set(format[0], (totals.get(format[0]) ?? 0) + count)
  }
  const all = [...totals.values()].reduce((sum, count) => sum + count, 0)
  const used = [...totals].filter(([, count]) => count / all >= FORMAT_SHARE).sort((a, b) => b[1] - a[1])
  const [first] = used
  if (used.length < 2 || !first || used.every(([name]) => name === 'text')) return null
  if (first[0] === 'text') return null
  return { count: all - first[1], names: used.map(([name]) => name) }
}
