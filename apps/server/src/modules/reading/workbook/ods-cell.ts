import { canonicalNumber, type SheetCell } from './sheet.ts'

const CURRENCIES: Readonly<Record<string, string>> = { BRL: 'R$', USD: 'US$', EUR: '€', GBP: '£', JPY: '¥' }

/** `PT10H30M05S` as `10:30:05`; ISO 8601 durations are how the format writes times of day. */
function clockOf(duration: string): string | null {
  const parts = /^PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S$/.exec(duration)
  if (parts === null) return null
  const [, hours = '', minutes = '', seconds = '', fraction = ''] = parts
  const clock = [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
  return /[1-9]/.test(fraction) ? `${clock}.${fraction.slice(0, 6)}` : clock
}

/** A whole number that is shown with zeros in front, as codes are: the shown text, which has the same digits. */
function shownCode(value: string, shown: string): string | null {
  if (!/^0[\d./() -]+$/.test(shown) || !/^\d+$/.test(value)) return null
  return shown.replaceAll(/\D/g, '').replace(/^0+/, '') === value ? shown : null
}

/** @param shown the text of the cell as it was displayed. */
export function odsCell(attributes: Readonly<Record<string, string>>, shown: string): SheetCell | undefined {
  const type = attributes['office:value-type']
  if (attributes['calcext:value-type'] === 'error') return { kind: 'error', text: shown.slice(0, 30) }
  if (type === undefined) {
    if (shown !== '') return { kind: 'text', text: shown }
    return attributes['table:formula'] === undefined ? undefined : { kind: 'uncalculated' }
  }
  const value = attributes['office:value'] ?? ''
  const number = canonicalNumber(value)
  if ((type === 'float' || type === 'percentage' || type === 'currency') && number !== null) {
    const code = type === 'float' ? shownCode(number, shown.trim()) : null
    if (code !== null) return { kind: 'text', text: code }
    const currency = attributes['office:currency']
    const unit = type === 'currency' && currency !== undefined ? (CURRENCIES[currency] ?? currency) : null
    return { kind: 'number', text: number, unit, percent: type === 'percentage' }
  }
  const date = attributes['office:date-value']
  if (type === 'date' && date !== undefined)
    return {
      kind: 'moment',
      text: date
        .replace(/T00:00:00$/, '')
        .replace('T', ' ')
        .replace(/Z$/, ''),
    }
  const clock = type === 'time' ? clockOf(attributes['office:time-value'] ?? '') : null
  if (clock !== null) return { kind: 'moment', text: clock }
  if (type === 'boolean')
    return { kind: 'boolean', text: attributes['office:boolean-value'] === 'true' ? 'true' : 'false' }
  const text = shown === '' ? (attributes['office:string-value'] ?? '') : shown
  return text === '' ? undefined : { kind: 'text', text }
}
