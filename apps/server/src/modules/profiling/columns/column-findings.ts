import { ColumnProfile } from '@datapilot/contracts'
import { z } from 'zod'

/** A column's profile with what the alerts need besides. Finished ones are kept in checkpoints, hence the schema. */
export const ColumnFindings = z.object({
  column: ColumnProfile,
  /** Rows whose value reads like the label of a total. */
  totals: z.int().nonnegative(),
  /** Values that differ only in case, accents or spaces. */
  spellings: z.array(z.object({ variants: z.array(z.string()), rows: z.int().nonnegative() })),
})
export type ColumnFindings = z.infer<typeof ColumnFindings>
