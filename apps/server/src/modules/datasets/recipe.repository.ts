import { and, count, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { DialectOverride, FileShape } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { datasets } from './dataset.table.ts'
import { recipes } from './recipe.table.ts'
import { storableJson } from './storable-json.ts'

/** More shapes than that are no longer a person's corrections; the ones that were not touched longest go. */
const MOST_RECIPES = 1_000

type RecipeRow = typeof recipes.$inferSelect

/** A recipe with the dataset that it came from, while that is not deleted. */
export interface FoundRecipe {
  readonly recipe: RecipeRow
  readonly from: { readonly id: string; readonly name: string } | null
}

export interface RecipeDraft {
  readonly organizationId: string
  readonly createdBy: string
  readonly fromDataset: string
  readonly shape: FileShape
  readonly override: DialectOverride
}

/** Stores a correction for the shape of its file. The same correction again, as when a recipe is applied, changes nothing. */
export async function saveRecipe(tx: Transaction, draft: RecipeDraft): Promise<void> {
  const { organizationId, createdBy, fromDataset } = draft
  const [shape, override] = [storableJson(draft.shape), storableJson(draft.override)]
  await tx
    .insert(recipes)
    .values({ organizationId, createdBy, fromDataset, shape, override, fingerprint: shape.fingerprint })
    .onConflictDoUpdate({
      target: [recipes.organizationId, recipes.fingerprint],
      set: { shape, override, fromDataset, createdBy, updatedAt: new Date() },
      setWhere: sql`${recipes.override} is distinct from excluded.override`,
    })
  await dropOldest(tx, organizationId)
}

async function dropOldest(tx: Transaction, organizationId: string): Promise<void> {
  const own = eq(recipes.organizationId, organizationId)
  const [row] = await tx.select({ all: count() }).from(recipes).where(own)
  const surplus = (row?.all ?? 0) - MOST_RECIPES
  if (surplus <= 0) return
  const oldest = tx.select({ id: recipes.id }).from(recipes).where(own).orderBy(recipes.updatedAt).limit(surplus)
  await tx.delete(recipes).where(inArray(recipes.id, oldest))
}

const found = { recipe: recipes, from: { id: datasets.id, name: datasets.name } }
const source = and(eq(datasets.id, recipes.fromDataset), isNull(datasets.deletedAt))

export async function findRecipe(
  tx: Transaction,
  organizationId: string,
  by: { readonly id: string } | { readonly fingerprint: string },
): Promise<FoundRecipe | undefined> {
  const key = 'id' in by ? eq(recipes.id, by.id) : eq(recipes.fingerprint, by.fingerprint)
  const [row] = await tx
    .select(found)
    .from(recipes)
    .leftJoin(datasets, source)
    .where(and(eq(recipes.organizationId, organizationId), key))
  return row
}

/** Newest first. */
export async function listRecipes(
  tx: Transaction,
  organizationId: string,
  page: { readonly limit: number; readonly after: Cursor | null },
): Promise<FoundRecipe[]> {
  const { limit, after } = page
  const older =
    after === null
      ? undefined
      : or(
          lt(recipes.createdAt, new Date(after.at)),
          and(eq(recipes.createdAt, new Date(after.at)), lt(recipes.id, after.id)),
        )
  return tx
    .select(found)
    .from(recipes)
    .leftJoin(datasets, source)
    .where(and(eq(recipes.organizationId, organizationId), older))
    .orderBy(desc(recipes.createdAt), desc(recipes.id))
    .limit(limit)
}

export async function countApplied(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(recipes)
    .set({ applied: sql`${recipes.applied} + 1`, updatedAt: new Date() })
    .where(eq(recipes.id, id))
}

/** False when there is no such recipe in the organization. */
export async function deleteRecipe(tx: Transaction, organizationId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(recipes)
    .where(and(eq(recipes.organizationId, organizationId), eq(recipes.id, id)))
    .returning({ id: recipes.id })
  return gone.length > 0
}
