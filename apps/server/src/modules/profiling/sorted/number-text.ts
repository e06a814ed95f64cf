import type { NumberFamily } from '../source-table.ts'

/**
 * A value as the engine writes it: integers below 2^53 and decimals below 2^51 units are told exactly by a double.
 */
export function numberText(value: number, { kind, scale }: NumberFamily): string {
  if (kind !== 'decimal') return String(value)
  const units = Math.round(value * 10 ** scale)
  if (scale === 0) return String(units)
  const digits = String(Math.abs(units)).padStart(scale + 1, '0')
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
