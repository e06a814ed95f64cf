import { defineConfig } from 'drizzle-kit'

/** Paths start at the repository's folder, where `npm run db:generate` runs. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './apps/server/src/modules/*/*.table.ts',
  out: './apps/server/drizzle',
  schemaFilter: ['datapilot', 'datapilot_auth'],
})
