import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { defineConfig } from '@playwright/test'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The system's Chromium; where there is none, Playwright uses its own if that is installed. */
function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: join(process.env['DATAPILOT_HOME'] ?? '.datapilot', 'cache', 'e2e'),
  // One server, one story after the other: the machine has few processors and the story is about one person's data.
  workers: 1,
  timeout: 120_000,
  forbidOnly: Boolean(process.env['CI']),
  use: {
    locale: 'pt-BR',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--headless',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
