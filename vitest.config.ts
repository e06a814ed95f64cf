import { defineConfig } from 'vitest/config'

const tests = ['apps/{server,cli}/**/*.test.ts', 'packages/**/*.test.ts', 'scripts/**/*.test.mjs']
const integration = ['apps/**/*.integration.test.ts']
const timeouts = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { ...timeouts, name: 'unit', include: tests, exclude: [...integration, '**/node_modules/**'] } },
      {
        test: {
          ...timeouts,
          name: 'integration',
          include: integration,
          globalSetup: ['apps/server/test-support/global-setup.ts'],
        },
      },
      { extends: './apps/web/vitest.config.ts', root: 'apps/web', test: { name: 'web' } },
    ],
    coverage: {
      provider: 'v8',
      include: ['apps/server/src/**/*.ts'],
      reporter: ['text-summary'],
      reportOnFailure: true,
      thresholds: { lines: 80 },
    },
  },
})
