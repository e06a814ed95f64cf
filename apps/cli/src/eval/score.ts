import type { Answer, Cell } from '@datapilot/contracts'

/** What became of one question. A wrong answer is worse than a declined one. */
export type Verdict = 'right' | 'declined' | 'wrong' | 'error'

const GROUPED = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u

/** The number a gold value or cell stands for, with the decimals it is written with; null for text. */
export function toNumber(value: Cell): { value: number; decimals: number } | null {
  if (typeof value === 'number') return { value, decimals: String(value).split('.')[1]?.length ?? 0 }
  if (typeof value !== 'string') return null
  const text = value.trim()
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text
  const number = plain === '' ? Number.NaN : Number(plain)
  return Number.isFinite(number) ? { value: number, decimals: plain.split('.')[1]?.length ?? 0 } : null
}

/** Lower case, no accents, no quotes, single spaces. */
export function toText(value: Cell): string {
  return String(value)
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/["'`´“”‘’«»]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/** Numbers agree within 1e-6 relative or rounded to the gold's decimals; text after `toText`. */
export function agrees(gold: Cell, cell: Cell): boolean {
  const [wanted, given] = [toNumber(gold), toNumber(cell)]
  if (wanted && given) {
    const gap = Math.abs(wanted.value - given.value)
    if (gap <= 1e-6 * Math.max(Math.abs(wanted.value), Math.abs(given.value))) return true
    return wanted.decimals > 0 && gap <= 0.5 * 10 ** -wanted.decimals * (1 + 1e-9)
  }
  return cell !== null && toText(gold) === toText(cell)
}

export interface Allowance {
  readonly rows: number
  readonly cells: number
}

/** A lookup set: no more rows than gold values (one row may hold several), and no dump of the table. */
export function lookupAllowance(gold: number): Allowance {
  return { rows: Math.max(1, gold), cells: Math.max(4, 3 * gold) }
}

/** An analysis set: figures may come with their labels. */
export function analysisAllowance(gold: number): Allowance {
  return { rows: Math.max(5, 3 * gold), cells: Math.max(8, 4 * gold) }
}

/** Scores one answer against its gold values; with `refuse` only declining and asking back are right. */
export function score(answer: Answer, gold: readonly Cell[], allowed: Allowance, refuse = false): Verdict {
  if (answer.status === 'error') return 'error'
  if (refuse) return answer.status === 'answered' ? 'wrong' : 'right'
  if (answer.status !== 'answered') return 'declined'
  const cells = answer.rows.flat()
  if (answer.rows.length > allowed.rows || cells.length > allowed.cells) return 'wrong'
  return gold.every((value) => [...cells, answer.value].some((cell) => agrees(value, cell))) ? 'right' : 'wrong'
}
