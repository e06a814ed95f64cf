import { pgSchema } from 'drizzle-orm/pg-core'

/** The schema of DataPilot's own tables. Every table in it has row security enabled and forced by `prepare-database.ts`. */
export const datapilot = pgSchema('datapilot')

/** Credentials. Only the login role `datapilot_auth` reads it; no role of `withActor` or `withService` does. */
export const authStore = pgSchema('datapilot_auth')
