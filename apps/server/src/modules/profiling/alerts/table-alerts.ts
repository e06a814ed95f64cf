import type { AlertDraft, AlertInput } from './alerts.ts'

/** Correlations from which one column nearly tells the other. */
const HIGH_CORRELATION = 0.9
const CORRELATION_ALERTS = 30

/** Alerts about rows and about pairs of columns. */
export function tableAlerts({ profile, repeatedColumns }: AlertInput): AlertDraft[] {
  const { rows, duplicate_rows: duplicates, reading } = profile
  const alerts: AlertDraft[] = []
  if (duplicates > 0) {
    alerts.push({
      code: 'duplicate_rows',
      severity: 'warning',
      columns: [],
      count: duplicates,
      share: duplicates / rows,
      data: {},
    })
  }
  if (reading.rejected_rows > 0) {
    const share = reading.rejected_rows / (rows + reading.rejected_rows)
    alerts.push({
      code: 'rejected_rows',
      severity: 'warning',
      columns: [],
      count: reading.rejected_rows,
      share,
      data: {},
    })
  }
  for (const columns of repeatedColumns) {
    alerts.push({
      code: 'duplicate_columns',
      severity: 'warning',
      columns: [...columns],
      count: rows,
      share: 1,
      data: {},
    })
  }
  return [...alerts, ...correlationAlerts(profile, repeatedColumns)]
}

function correlationAlerts(
  { correlations }: AlertInput['profile'],
  repeated: AlertInput['repeatedColumns'],
): AlertDraft[] {
  const pearson = correlations.find(({ method }) => method === 'pearson')
  if (!pearson) return []
  const equal = new Set(repeated.map((pair) => JSON.stringify(pair)))
  const pairs = pearson.values.flatMap((row, i) =>
    row
      .slice(i + 1)
      .map((r, k) => ({ r: r ?? 0, columns: [pearson.columns[i] ?? '', pearson.columns[i + 1 + k] ?? ''] })),
  )
  return pairs
    .filter(({ r, columns }) => Math.abs(r) >= HIGH_CORRELATION && !equal.has(JSON.stringify(columns)))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
    .slice(0, CORRELATION_ALERTS)
    .map(({ r, columns }) => ({
      code: 'high_correlation' as const,
      severity: 'info' as const,
      columns,
      count: null,
      share: null,
      data: { method: 'pearson', coefficient: r },
    }))
}
