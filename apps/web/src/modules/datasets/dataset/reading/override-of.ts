import type { DialectOverride, Evidence } from '@datapilot/contracts'

const DELIMITER_NAMES: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', space: ' ' }

/**
 * The correction that an alternative of the evidence stands for, or null where the server takes none (line ends,
 * preamble, footer) or the value cannot be read.
 */
export function overrideOf(what: Evidence['what'], value: string): DialectOverride | null {
  if (what === 'encoding') return { encoding: value }
  if (what === 'delimiter') return { delimiter: DELIMITER_NAMES[value] ?? value }
  if (what === 'quote') return { quote: value === 'none' ? null : value }
  if (what === 'decimal') return value === ',' || value === '.' ? { decimal: value } : null
  if (what === 'date_order') return value === 'dmy' || value === 'mdy' || value === 'ymd' ? { date_order: value } : null
  if (what === 'header') {
    if (value === 'none') return { header_line: null }
    const line = Number(/\d+/.exec(value)?.[0])
    return line > 0 ? { header_line: line } : null
  }
  return null
}
