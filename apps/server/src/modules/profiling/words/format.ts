import type { Cell, Language } from '@datapilot/contracts'

/** Figures and dates as people of a language write them. */
export interface Formatter {
  count(value: number): string
  /** At most six significant digits; large values without decimals. */
  figure(value: number | null): string
  share(value: number | null): string
  /** A cell of a profile; numbers formatted, dates left in ISO form. */
  cell(value: Cell): string
  bytes(value: number): string
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']
const NOTHING = '–'

export function formatterOf(language: Language): Formatter {
  const locale = language === 'pt' ? 'pt-BR' : 'en-US'
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const precise = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const scientific = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 4 })
  const figure = (value: number | null) => {
    if (value === null) return NOTHING
    const size = Math.abs(value)
    if (size >= 1e15 || (size > 0 && size < 1e-4)) return scientific.format(value)
    return size >= 1e6 ? whole.format(value) : precise.format(value)
  }
  return {
    count: (value) => whole.format(value),
    figure,
    share: (value) => {
      if (value === null) return NOTHING
      if (value > 0 && value < 0.001) return `< ${percent.format(0.001)}`
      return value < 1 && value > 0.999 ? `> ${percent.format(0.999)}` : percent.format(value)
    },
    cell: (value) => {
      if (value === null) return NOTHING
      return typeof value === 'number' ? figure(value) : String(value)
    },
    bytes: (value) => {
      const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)))
      return `${precise.format(Number((value / 1000 ** power).toPrecision(3)))} ${UNITS[power] ?? 'B'}`
    },
  }
}
