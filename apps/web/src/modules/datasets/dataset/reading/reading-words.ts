import type { Dialect, Reading } from '@datapilot/contracts'

type Translate = (key: string, named?: Record<string, unknown>) => string

const DELIMITERS: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'space' }

/** `1.234,56`, `1,234.56`, `1234.56`: what a number looks like in this file. */
export function numberSample({ decimal, thousands }: Pick<Dialect, 'decimal' | 'thousands'>): string | null {
  if (decimal === null && thousands === null) return null
  return `1${thousands ?? ''}234${decimal === null ? '' : `${decimal}56`}`
}

/** The decisions of a reading in the order of the header line: encoding, delimiter, numbers, dates, header. */
export function readingParts(reading: Reading, t: Translate): string[] {
  const { dialect } = reading
  if (!dialect) return [reading.format, ...(reading.compression === 'none' ? [] : [reading.compression])]
  const delimiter = DELIMITERS[dialect.delimiter]
  const parts = [
    dialect.encoding === 'iso-8859-1' ? 'latin-1' : dialect.encoding,
    delimiter ? t(`reading.${delimiter}`) : dialect.delimiter,
    numberSample(dialect),
    dialect.date_order && t(`reading.${dialect.date_order}`),
    dialect.header_line === null ? t('reading.no_header') : t('reading.header_on', { line: dialect.header_line }),
    reading.compression === 'none' ? null : reading.compression,
  ]
  return parts.filter((part) => typeof part === 'string')
}
