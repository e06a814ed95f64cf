import type { DatasetSummary } from '@datapilot/contracts'

/** Letters and digits only, without accents: how words of a question and of a name are compared. */
export function foldedWords(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? []
  )
}

/** Words match when one begins with the other's first five letters: `vendas` and `vendeu`, not `loja` and `lote`. */
function matches(a: string, b: string): boolean {
  const length = Math.min(5, a.length, b.length)
  return length >= 4 ? a.slice(0, length) === b.slice(0, length) : a === b
}

/**
 * The dataset whose name shares most words with the question; the newest (first) one when none does. Only datasets
 * that can be asked about are considered.
 */
export function pickDataset(question: string, datasets: readonly DatasetSummary[]): DatasetSummary | null {
  const words = foldedWords(question)
  let best: DatasetSummary | null = null
  let bestScore = -1
  for (const dataset of datasets) {
    if (dataset.status !== 'ready') continue
    const score = foldedWords(dataset.name).filter((part) => words.some((word) => matches(word, part))).length
    if (score > bestScore) [best, bestScore] = [dataset, score]
  }
  return best
}
