import type { Answer } from '@datapilot/contracts'

const MAX_ROWS = 20

function table({ columns, rows }: Answer): string[] {
  const shown = rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
  const heads = columns.map(({ name }) => name)
  const widths = heads.map((head, index) =>
    Math.min(40, Math.max(head.length, ...shown.map((row) => row[index]?.length ?? 0))),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.slice(0, 40).padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    line(heads),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...shown.map(line),
    ...(rows.length > MAX_ROWS ? [`… ${rows.length}`] : []),
  ]
}

/** An answer for a terminal: the text, how it was read, the table, the code and the checks. */
export function describeAnswer(answer: Answer): string {
  const lines = [answer.text]
  if (answer.reading) lines.push('', `= ${answer.reading}`)
  if (answer.rows.length > 0 && (answer.rows.length > 1 || answer.columns.length > 1)) lines.push('', ...table(answer))
  if (answer.sql) lines.push('', answer.sql)
  if (answer.status === 'answered') {
    const failed = answer.checks.filter(({ passed }) => !passed)
    lines.push(
      '',
      `[${answer.trust}] ${failed.length > 0 ? failed.map(({ detail }) => detail).join(' ') : answer.checks.map(({ name }) => name).join(', ')}`,
    )
  }
  return lines.join('\n')
}
