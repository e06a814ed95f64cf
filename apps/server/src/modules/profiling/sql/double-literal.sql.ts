/**
 * A number as a DOUBLE literal: the exponent keeps DuckDB from reading it as DECIMAL, the parentheses keep a negative
 * one from starting a comment (`x--3`).
 */
export function doubleLiteral(value: number): string {
  return Number.isFinite(value) ? `(${value.toExponential()}::DOUBLE)` : `('${String(value)}'::DOUBLE)`
}
