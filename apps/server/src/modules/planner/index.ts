export { plan, type Outcome as PlannerOutcome } from './planner.ts'
export { createCatalogTable, type Catalog, type CatalogTable } from './catalog/catalog.ts'
export { createPlannerModelFactory } from './model/planner-model.ts'
export { evidenceOf } from './answer/evidence.ts'
