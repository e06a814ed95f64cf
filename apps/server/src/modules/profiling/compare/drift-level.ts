import type { ColumnDrift } from '@datapilot/contracts'

/** Limits of the population stability index in common use (Siddiqi 2006). */
const INDEX = { moderate: 0.1, strong: 0.25 }
/** The same limits for shares: how much of a category's rows moved elsewhere, how many more values are missing. */
const SHARE = { moderate: 0.1, strong: 0.25 }

type Level = ColumnDrift['level']
type Measured = Pick<ColumnDrift, 'family' | 'psi' | 'total_variation' | 'missing'>

/** How much a column moved: its values or its missing share, whichever more. New texts are no drift: names differ. */
export function levelOf({ family, psi, total_variation: variation, missing }: Measured): Level {
  const more = graded(Math.abs(missing.current_share - missing.base_share), SHARE)
  const values = psi === null ? (family === 'text' ? 'none' : graded(variation ?? 0, SHARE)) : graded(psi, INDEX)
  return rank(values) >= rank(more) ? values : more
}

function graded(value: number, limits: { moderate: number; strong: number }): Level {
  if (value >= limits.strong) return 'strong'
  return value >= limits.moderate ? 'moderate' : 'none'
}

function rank(level: Level): number {
  return ['none', 'moderate', 'strong'].indexOf(level)
}
