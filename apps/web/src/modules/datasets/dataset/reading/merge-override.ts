import type { DialectOverride } from '@datapilot/contracts'

/** One correction on top of another; what is said per column is joined column by column. */
export function mergeOverride(base: DialectOverride, change: DialectOverride): DialectOverride {
  return {
    ...base,
    ...change,
    ...(base.columns || change.columns ? { columns: { ...base.columns, ...change.columns } } : {}),
    ...(base.date_orders || change.date_orders ? { date_orders: { ...base.date_orders, ...change.date_orders } } : {}),
  }
}
