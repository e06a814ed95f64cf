import type { Dataset, RejectedRow } from '@datapilot/contracts'
import { readingApi } from './reading.api.ts'

const PAGE = 500
/** A text file that a spreadsheet still opens. */
const MOST = 100_000
const BOM = '\uFEFF'

/** A CSV field (RFC 4180); what a spreadsheet would run as a formula is kept text by an apostrophe (OWASP, CSV injection). */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** Rejected rows as CSV: line, reason, raw text and, where there are several, the file. */
export function rejectsCsv(rows: readonly RejectedRow[], reasonOf: (row: RejectedRow) => string): string {
  const several = rows.some(({ file }) => file !== null)
  const head = several ? ['file', 'line', 'reason', 'raw'] : ['line', 'reason', 'raw']
  const lines = rows.map((row) =>
    [...(several ? [field(row.file ?? '')] : []), String(row.line), field(reasonOf(row)), field(row.raw)].join(','),
  )
  return `${BOM}${[head.join(','), ...lines].join('\r\n')}\r\n`
}

/** Saves up to 100,000 rejected rows as a file; returns how many it holds. */
export async function downloadRejects(
  { id, name }: Pick<Dataset, 'id' | 'name'>,
  reasonOf: (row: RejectedRow) => string,
): Promise<number> {
  const rows: RejectedRow[] = []
  for (;;) {
    const page = await readingApi.rejects(id, { offset: rows.length, limit: PAGE })
    rows.push(...page.items)
    if (page.items.length === 0 || rows.length >= Math.min(page.total, MOST)) break
  }
  const url = URL.createObjectURL(new Blob([rejectsCsv(rows, reasonOf)], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name} - rejected.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
  return rows.length
}
