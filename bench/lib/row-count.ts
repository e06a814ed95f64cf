/** `1M`, `250k` or `5000` as a number of rows. */
export function rowCount(text: string): number {
  const match = /^(\d+)([kM]?)$/.exec(text)
  if (!match) throw new Error(`"${text}" is no number of rows; expected for example 1M, 250k or 5000`)
  return Number(match[1]) * ({ '': 1, k: 1_000, M: 1_000_000 }[match[2] ?? ''] ?? 1)
}
