import type { ProposedRecipe, Recipe } from '@datapilot/contracts'
import type { FoundRecipe } from './recipe.repository.ts'

export function presentProposal({ recipe, from }: FoundRecipe): ProposedRecipe {
  return { id: recipe.id, from_dataset: from, override: recipe.override }
}

export function presentRecipe(found: FoundRecipe): Recipe {
  const { recipe } = found
  return {
    ...presentProposal(found),
    shape: recipe.shape,
    applied: recipe.applied,
    created_by: recipe.createdBy,
    created_at: recipe.createdAt.toISOString(),
    updated_at: recipe.updatedAt.toISOString(),
  }
}
