const MONTHS = {
  pt: [
    'janeiro',
    'fevereiro',
    'março',
    'abril',
    'maio',
    'junho',
    'julho',
    'agosto',
    'setembro',
    'outubro',
    'novembro',
    'dezembro',
  ],
  en: [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
} as const

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?/u

/** A month as a result's groups carry it. */
const ISO_MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/u

function monthSpellings(year: string, month: string): string[] {
  const index = Number(month) - 1
  const [pt, en] = [MONTHS.pt[index] ?? '', MONTHS.en[index] ?? '']
  return [
    `${pt} de ${year}`,
    `${pt.slice(0, 3)}. de ${year}`,
    `${pt.slice(0, 3)}/${year}`,
    `${en} ${year}`,
    `${en.slice(0, 3)} ${year}`,
    `${month}/${year}`,
    `${year}-${month}`,
  ]
}

/** The ways in which people write the date or month of an ISO cell, lower case, longest first; empty when it is none. */
export function dateSpellings(cell: string): string[] {
  const [, monthYear, monthOfYear] = ISO_MONTH.exec(cell) ?? []
  if (monthYear !== undefined && monthOfYear !== undefined) return monthSpellings(monthYear, monthOfYear)
  const match = ISO_DATE.exec(cell)
  if (!match) return []
  const [iso, year = '', month = '', day = '', time] = match
  const index = Number(month) - 1
  const [pt, en] = [MONTHS.pt[index] ?? '', MONTHS.en[index] ?? '']
  const d = String(Number(day))
  const dates = [
    `${year}-${month}-${day}`,
    `${day}/${month}/${year}`,
    `${month}/${day}/${year}`,
    `${d} de ${pt} de ${year}`,
    `${en} ${d}, ${year}`,
    `${en.slice(0, 3)} ${d}, ${year}`,
    `${d} ${en} ${year}`,
    `${d} ${en.slice(0, 3)} ${year}`,
  ]
  const times = time === undefined ? [] : dates.flatMap((date) => [`${date} ${time}`, `${date}, ${time}`])
  return [iso.toLowerCase(), ...times, ...dates, ...monthSpellings(year, month), year]
}
