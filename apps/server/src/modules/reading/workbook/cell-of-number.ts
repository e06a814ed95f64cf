import { padded, type NumberKind } from './number-format.ts'
import { momentOfSerial } from './serial-date.ts'
import { canonicalNumber, type SheetCell } from './sheet.ts'

/** A number as its format means it: a date, a share, an amount, a code with its zeros. Null for what is no number. */
export function cellOfNumber(raw: string, kind: NumberKind | undefined, from1904: boolean): SheetCell | null {
  const text = canonicalNumber(raw)
  if (text === null) return null
  if (kind?.kind === 'moment') {
    const moment = momentOfSerial(Number(text), kind, from1904)
    if (moment !== null) return { kind: 'moment', text: moment }
  }
  if (kind?.kind === 'boolean' && (text === '0' || text === '1'))
    return { kind: 'boolean', text: text === '1' ? 'true' : 'false' }
  if (kind?.kind === 'padded') {
    const code = padded(text, kind.mask)
    if (code !== null) return { kind: 'text', text: code }
  }
  return { kind: 'number', text, unit: kind?.kind === 'plain' ? kind.unit : null, percent: kind?.kind === 'percent' }
}
