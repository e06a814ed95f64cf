import type { DialectOverride } from '@datapilot/contracts'

/** The correction that a version is read with: what was corrected before stays, unless it is replaced. */
export function mergedOverride(
  before: DialectOverride | null,
  override: DialectOverride,
  replace: boolean,
): DialectOverride {
  if (!replace) return { ...before, ...override }
  const sheet = before?.sheet
  return sheet === undefined ? override : { sheet, ...override }
}
