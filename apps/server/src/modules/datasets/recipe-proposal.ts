import type { DialectOverride, Reading } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { DatasetWithVersion } from './dataset.repository.ts'
import { findRecipe, saveRecipe, type FoundRecipe } from './recipe.repository.ts'

/** What a person corrected of a version: which table of the file it is, was chosen and not corrected. */
export function correctionsOf(override: DialectOverride | null): DialectOverride | null {
  const corrections = { ...override, sheet: undefined }
  return Object.values(corrections).some((value) => value !== undefined) ? corrections : null
}

/** The recipe for a dataset that was read without corrections; none where its own correction made it. */
export async function proposedRecipe(
  tx: Transaction,
  { dataset, version }: DatasetWithVersion,
): Promise<FoundRecipe | undefined> {
  const shape = version.reading?.shape
  if (shape === undefined || correctionsOf(version.override) !== null) return undefined
  const found = await findRecipe(tx, version.organizationId, { fingerprint: shape.fingerprint })
  return found?.recipe.fromDataset === dataset.id ? undefined : found
}

/** Keeps the correction of a version whose table stands now, for the next file of the same shape. */
export async function rememberCorrection(
  tx: Transaction,
  { dataset, version }: DatasetWithVersion,
  { shape }: Reading,
): Promise<void> {
  const override = correctionsOf(version.override)
  if (override === null || shape === undefined) return
  const { organizationId, createdBy } = version
  await saveRecipe(tx, { organizationId, createdBy, fromDataset: dataset.id, shape, override })
}
