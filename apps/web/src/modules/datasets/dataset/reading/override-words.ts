import type { DialectOverride } from '@datapilot/contracts'

type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string

/** Characters that cannot be seen, by their names; `null` is "none". */
export function markWord(mark: string | null, t: Translate): string {
  if (mark === null) return t('reading.none')
  if (mark === '\t') return t('reading.tab')
  return mark === ' ' ? t('reading.space') : mark
}

/** A correction as a list of short phrases: `delimitador ;`, `cabeçalho na linha 4`, `cep: texto`. */
export function overrideWords(override: DialectOverride, t: Translate): string[] {
  const words: string[] = []
  const say = (key: string, value: string): void => void words.push(`${t(`evidence.${key}`)}: ${value}`)
  const marks = ['delimiter', 'quote', 'escape', 'decimal', 'thousands'] as const
  if (override.encoding !== undefined) say('encoding', override.encoding)
  for (const key of marks) {
    const mark = override[key]
    if (mark !== undefined) say(key, markWord(mark, t))
  }
  if (override.date_order !== undefined)
    say('date_order', t(override.date_order === null ? 'reading.none' : `reading.${override.date_order}`))
  if (override.header_line !== undefined)
    words.push(
      override.header_line === null ? t('reading.no_header') : t('reading.header_on', { line: override.header_line }),
    )
  if (override.footer_lines !== undefined)
    say('footer', t('reading.line_count', { n: override.footer_lines }, override.footer_lines))
  if (override.sheet !== undefined) say('table', override.sheet)
  if (override.flatten !== undefined) words.push(t(override.flatten ? 'reading.flat' : 'reading.nested'))
  for (const [column, type] of Object.entries(override.columns ?? {})) words.push(`${column}: ${t(`type.${type}`)}`)
  for (const [column, order] of Object.entries(override.date_orders ?? {}))
    words.push(`${column}: ${t(`reading.${order}`)}`)
  return words
}
