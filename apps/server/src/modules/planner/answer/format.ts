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
const PREFIX = /^(?:R\$|US\$|\$|€|£)$/u

/** A number in the separators of the language; four significant digits below one, else at most two decimals. */
export function formatNumber(value: number, language: Language, options: { ordinal?: boolean; unit?: string | null } = {}): string {
  const small = value !== 0 && Math.abs(value) < 1
  const money = options.unit !== null && options.unit !== undefined && PREFIX.test(options.unit)
  const text = new Intl.NumberFormat(LOCALES[language], {
    useGrouping: options.ordinal !== true,
    ...(small && !money ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 2, minimumFractionDigits: money ? 2 : 0 }),
  }).format(value)
  if (!options.unit) return text
  return money ? `${options.unit} ${text}` : options.unit === '%' ? `${text}%` : `${text} ${options.unit}`
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
  if (NUMERIC.has(shown.type) && Number.isFinite(Number(cell))) return formatNumber(Number(cell), language, shown)
  return cell.replaceAll(/\s+/gu, ' ').trim()
}
