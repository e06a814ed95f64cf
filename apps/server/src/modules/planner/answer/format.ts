import type { Cell, ColumnType, Language } from '@datapilot/contracts'

/** How the cells of a result column are shown. */
export interface Shown {
  readonly type: ColumnType
  readonly unit: string | null
  /** Years, codes and ranks are written without grouping. */
  readonly ordinal: boolean
}

const LOCALES: Readonly<Record<Language, string>> = { pt: 'pt-BR', en: 'en-US' }
/** Exact decimals and wide integers travel as text. */
const NUMERIC: ReadonlySet<ColumnType> = new Set(['decimal', 'integer', 'number'])
const EXACT = /^-?\d+(?:\.\d+)?$/u
/** Digits after the separator that a person reads. */
const MAX_EXACT_DIGITS = 6
const PREFIX = /^(?:R\$|US\$|\$|€|£)$/u

/** A number in the separators of the language; four significant digits below one, else at most two decimals. */
export function formatNumber(
  value: number,
  language: Language,
  options: { ordinal?: boolean; unit?: string | null } = {},
): string {
  const small = value !== 0 && Math.abs(value) < 1
  const money = options.unit !== null && options.unit !== undefined && PREFIX.test(options.unit)
  const text = new Intl.NumberFormat(LOCALES[language], {
    useGrouping: options.ordinal !== true,
    ...(small && !money
      ? { maximumSignificantDigits: 4 }
      : { maximumFractionDigits: 2, minimumFractionDigits: money ? 2 : 0 }),
  }).format(value)
  return withUnit(text, options.unit)
}

function withUnit(text: string, unit: string | null | undefined): string {
  if (!unit) return text
  if (unit === '%') return `${text}%`
  return PREFIX.test(unit) ? `${unit} ${text}` : `${text} ${unit}`
}

/**
 * An exact decimal or wide integer, which travels as text: shown from its digits, not from a double, with the cents
 * that its column has (`1300.00` is 1.300,00).
 */
function formatExact(
  cell: Intl.StringNumericLiteral,
  language: Language,
  options: { ordinal: boolean; unit: string | null },
): string {
  const scale = cell.split('.')[1]?.length ?? 0
  const text = new Intl.NumberFormat(LOCALES[language], {
    useGrouping: !options.ordinal,
    minimumFractionDigits: Math.min(scale, 2),
    maximumFractionDigits: Math.min(scale, MAX_EXACT_DIGITS),
  }).format(cell)
  return withUnit(text, options.unit)
}

/** A share in [0, 1] as per cent. */
export function formatShare(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 2 }).format(value)
}

function formatDate(cell: string, language: Language): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/u.exec(cell) ?? []
  if (year === undefined) return cell
  const clock = time && time !== '00:00' ? ` ${time}` : ''
  return language === 'pt' ? `${day}/${month}/${year}${clock}` : `${year}-${month}-${day}${clock}`
}

/** One cell as people read it. */
export function formatCell(cell: Cell, shown: Shown, language: Language): string {
  if (cell === null) return language === 'pt' ? 'sem valor' : 'no value'
  if (typeof cell === 'boolean') return language === 'pt' ? (cell ? 'sim' : 'não') : cell ? 'yes' : 'no'
  if (shown.type === 'date' || shown.type === 'timestamp') return formatDate(String(cell), language)
  if (typeof cell === 'number') return formatNumber(cell, language, shown)
  if (NUMERIC.has(shown.type) && EXACT.test(cell))
    return formatExact(cell as Intl.StringNumericLiteral, language, shown)
  return cell.replaceAll(/\s+/gu, ' ').trim()
}
