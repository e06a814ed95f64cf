/**
 * Joins neighbouring bins until at most `most` are left, keeping their sum. Bins stay of equal width but for the last,
 * which takes what remains.
 */
export function rebin(counts: readonly number[], most: number): number[] {
  if (counts.length <= most) return [...counts]
  const size = Math.ceil(counts.length / most)
  const joined: number[] = []
  for (let start = 0; start < counts.length; start += size) {
    joined.push(counts.slice(start, start + size).reduce((sum, count) => sum + count, 0))
  }
  return joined
}
