import type { Dialect, DialectOverride, Evidence, Reading, ReadingLine } from '@datapilot/contracts'
import { markWord } from './override-words.ts'

type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string

export interface DecisionOption {
  value: string
  label: string
  override: DialectOverride
}

/** One thing about a file that a person may decide otherwise. */
export interface Decision {
  what: Evidence['what']
  value: string
  options: DecisionOption[]
  /** Fields of the correction that this decision sets. */
  keys: readonly (keyof DialectOverride)[]
}

const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-1', 'utf-16le', 'utf-16be', 'cp850', 'macintosh']
const DELIMITERS = [';', ',', '\t', '|', ' ', ':', '~', '^']
const NONE = ''
/** Header and footer are chosen among lines that a person still looks at. */
const MOST_HEADER_LINES = 40
const MOST_FOOTER_LINES = 20
const SNIPPET = 40

/** The corrections that a delimited file takes, with the present value of each; a value outside a list is added to it. */
export function decisionsOf(
  dialect: Dialect,
  reading: Reading,
  lines: readonly ReadingLine[],
  t: Translate,
): Decision[] {
  const decision = (
    what: Evidence['what'],
    value: string,
    keys: Decision['keys'],
    options: DecisionOption[],
    present: DecisionOption,
  ): Decision => ({
    what,
    value,
    keys,
    options: options.some((option) => option.value === value) ? options : [present, ...options],
  })
  const marks = (
    what: 'quote' | 'decimal' | 'thousands' | 'delimiter',
    present: string | null,
    list: readonly (string | null)[],
  ): Decision => {
    const option = (mark: string | null): DecisionOption => ({
      value: mark ?? NONE,
      label: markWord(mark, t),
      override: { [what]: mark },
    })
    return decision(what, present ?? NONE, [what], list.map(option), option(present))
  }
  const plain = (value: string): DecisionOption => ({ value, label: value, override: { encoding: value } })

  return [
    decision('encoding', dialect.encoding, ['encoding'], ENCODINGS.map(plain), plain(dialect.encoding)),
    marks('delimiter', dialect.delimiter, DELIMITERS),
    marks('quote', dialect.quote, ['"', "'", null]),
    headerDecision(dialect, lines, t),
    marks('decimal', dialect.decimal, [',', '.', null]),
    marks('thousands', dialect.thousands, ['.', ',', ' ', "'", null]),
    dateDecision(dialect, t),
    footerDecision(reading, t),
  ]
}

function headerDecision({ header_line: present }: Dialect, lines: readonly ReadingLine[], t: Translate): Decision {
  const options: DecisionOption[] = lines
    .filter(({ number, role }) => number <= MOST_HEADER_LINES && (role !== 'blank' || number === present))
    .map(({ number, text }) => ({
      value: String(number),
      label: `${t('reading.at_line', { line: number })} · ${text.slice(0, SNIPPET)}`,
      override: { header_line: number },
    }))
  options.unshift({ value: NONE, label: t('reading.no_header'), override: { header_line: null } })
  const value = present === null ? NONE : String(present)
  if (!options.some((option) => option.value === value))
    options.push({ value, label: t('reading.at_line', { line: value }), override: { header_line: present } })
  return { what: 'header', value, options, keys: ['header_line'] }
}

function dateDecision({ date_order: present }: Dialect, t: Translate): Decision {
  const options: DecisionOption[] = (['dmy', 'mdy', 'ymd'] as const).map((order) => ({
    value: order,
    label: t(`reading.${order}`),
    override: { date_order: order },
  }))
  if (present === null) options.unshift({ value: NONE, label: t('reading.none'), override: { date_order: null } })
  return { what: 'date_order', value: present ?? NONE, options, keys: ['date_order', 'date_orders'] }
}

function footerDecision({ lines }: Reading, t: Translate): Decision {
  const present = lines?.footer ?? 0
  const counts = Array.from({ length: MOST_FOOTER_LINES + 1 }, (_, count) => count)
  const options = (present > MOST_FOOTER_LINES ? [...counts, present] : counts).map((count) => ({
    value: String(count),
    label: t('reading.line_count', { n: count }, count),
    override: { footer_lines: count },
  }))
  return { what: 'footer', value: String(present), options, keys: ['footer_lines'] }
}
