import type { Dialect, Evidence } from '@datapilot/contracts'
import type { LineScanResult } from '../source/line-scan.ts'

export function newlineOf({ lf, crlf, cr }: LineScanResult): Dialect['newline'] {
  const kinds = [lf, crlf, cr].filter((count) => count > 0).length
  if (kinds > 1) return 'mixed'
  return crlf > 0 ? 'crlf' : cr > 0 ? 'cr' : 'lf'
}

export function newlineEvidence(scan: LineScanResult, complete: boolean): Evidence {
  const chosen = newlineOf(scan)
  const { lf, crlf, cr, lines } = scan
  const merged = { lf: cr, crlf: lf + cr, cr: lf }
  const kinds = (['lf', 'crlf', 'cr'] as const).filter((kind) => kind !== chosen && scan[kind] > 0)
  return {
    what: 'newline',
    chosen,
    reason: `${lf} LF, ${crlf} CRLF, ${cr} CR in the whole file`,
    alternatives: kinds.map((kind) => ({
      value: kind,
      reason: 'lines with other ends would be joined to the next',
      rows_lost: merged[kind],
    })),
    counted: { rows: lines, whole_file: complete },
    ambiguous: false,
  }
}
