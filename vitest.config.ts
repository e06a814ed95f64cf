import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['apps/{server,cli}/**/*.test.ts', 'packages/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['apps/server/test-support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
