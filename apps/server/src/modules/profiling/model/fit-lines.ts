const CHARACTERS_PER_TOKEN = 4

export interface ModelSummary {
  readonly summary: string
  /** Estimated tokens of `summary`, at four characters each. */
  readonly tokens: number
}

/** Whole lines, the first ones first, while they fit the budget; the last one says how many did not. */
export function fitLines(lines: readonly string[], maxTokens: number): ModelSummary {
  const summary = fit(lines, Math.max(0, Math.floor(maxTokens)) * CHARACTERS_PER_TOKEN)
  return { summary, tokens: Math.ceil(summary.length / CHARACTERS_PER_TOKEN) }
}

function fit(lines: readonly string[], budget: number): string {
  const notice = (left: number) => `(${left} more lines left out)`
  const reserve = notice(lines.length).length + 1
  const kept: string[] = []
  let used = 0
  for (const [i, line] of lines.entries()) {
    const isLast = i === lines.length - 1
    if (used + line.length + 1 > budget - (isLast ? 0 : reserve)) break
    kept.push(line)
    used += line.length + 1
  }
  const left = lines.length - kept.length
  const text = left === 0 ? kept.join('\n') : [...kept, notice(left)].join('\n')
  return text.length <= budget ? text : text.slice(0, budget)
}
