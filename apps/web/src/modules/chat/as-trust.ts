import type { Trust } from '@datapilot/contracts'

const KNOWN: ReadonlySet<string> = new Set(['checked', 'single', 'amber', 'none'] satisfies Trust[])

/** The list carries trust as text; anything else than the four words shows no mark. */
export function asTrust(value: string | null): Trust | null {
  return value !== null && KNOWN.has(value) ? (value as Trust) : null
}
