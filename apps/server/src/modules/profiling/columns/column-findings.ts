import { AlertCode, Cell, ColumnProfile } from '@datapilot/contracts'
import { z } from 'zod'

/** Rows of a column that an alert may be about, counted while its values were grouped. */
export const ColumnFact = z.object({
  code: AlertCode,
  count: z.int().nonnegative(),
  data: z.record(z.string(), z.union([Cell, z.array(Cell)])),
})
export type ColumnFact = z.infer<typeof ColumnFact>

/** A column's profile with what the alerts need besides. Finished ones are kept in checkpoints, hence the schema. */
export const ColumnFindings = z.object({
  column: ColumnProfile,
  /** What the values showed that the profile has no figure for. */
  facts: z.array(ColumnFact),
})
export type ColumnFindings = z.infer<typeof ColumnFindings>
