import type { Answer } from '@datapilot/contracts'
import type { GoldQuestion } from './question-set.ts'
import type { Verdict } from './score.ts'

export interface Scored {
  readonly asked: GoldQuestion
  readonly answer: Answer
  readonly verdict: Verdict
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0
}

/** The figures of one run: shares in per cent, latency in milliseconds. */
export function summary(scored: readonly Scored[]): {
  questions: number
  right: number
  declined: number
  wrong: number
  error: number
  wrong_while_checked: number
  checked: number
  p50_ms: number
  p95_ms: number
} {
  const share = (test: (item: Scored) => boolean) =>
    Math.round((1000 * scored.filter(test).length) / Math.max(1, scored.length)) / 10
  const times = scored.map(({ answer }) => answer.elapsed_ms).sort((a, b) => a - b)
  return {
    questions: scored.length,
    right: share(({ verdict }) => verdict === 'right'),
    declined: share(({ verdict }) => verdict === 'declined'),
    wrong: share(({ verdict }) => verdict === 'wrong'),
    error: share(({ verdict }) => verdict === 'error'),
    checked: share(({ answer }) => answer.trust === 'checked'),
    wrong_while_checked: share(({ verdict, answer }) => verdict === 'wrong' && answer.trust === 'checked'),
    p50_ms: Math.round(quantile(times, 0.5) * 10) / 10,
    p95_ms: Math.round(quantile(times, 0.95) * 10) / 10,
  }
}

/** One wrong or failed question, for reading. */
export function describeMiss({ asked, answer, verdict }: Scored): string {
  return [
    `${verdict}  ${asked.id}  ${asked.file}`,
    `  question  ${asked.question.replaceAll('\n', ' ').slice(0, 400)}`,
    `  gold      ${JSON.stringify(asked.gold).slice(0, 300)}`,
    `  answer    ${JSON.stringify(answer.rows).slice(0, 300)}  [${answer.trust}]`,
    `  reading   ${answer.reading.slice(0, 300) || answer.text.slice(0, 300)}`,
  ].join('\n')
}
