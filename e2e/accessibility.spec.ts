import { expect, type Page, test } from '@playwright/test'
import { ServerProcess } from '../apps/server/test/recovery/server-process.ts'
import { findingsOf } from './support/findings.ts'
import { salesFile } from './support/sales-file.ts'

const file = salesFile(2000)
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 860 }

let server: ServerProcess
let paths: string[] = []

/** Signs in by the link, uploads a file and asks two questions, so that every page has something to show. */
async function settle(page: Page): Promise<void> {
  await page.goto(await server.link())
  await expect(page).toHaveURL(`${server.origin}/app/`)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'vendas_2024.csv', mimeType: 'text/csv', buffer: file.bytes })
  await page
    .getByRole('link', { name: /vendas.2024/u })
    .first()
    .click()
  await expect(page).toHaveURL(/\/app\/datasets\//u)
  const dataset = new URL(page.url()).pathname
  await page.goto(`${server.origin}/app/`)
  await page.getByRole('textbox').first().fill('Qual é a soma de valor por uf?')
  await page.getByRole('button', { name: 'Perguntar' }).click()
  await expect(page.getByRole('article').last()).toContainText('Conferido', { timeout: 30_000 })
  const chat = new URL(page.url()).pathname
  const tabs = ['columns', 'relations', 'quality', 'rows', 'reading', 'versions'].map((tab) => `${dataset}/${tab}`)
  const settings = ['account', 'organization', 'members', 'keys', 'data'].map((section) => `/app/settings/${section}`)
  paths = [
    '/app/',
    '/app/datasets',
    dataset,
    ...tabs,
    '/app/chats',
    chat,
    ...settings,
    '/app/analyses',
    '/app/comparisons/new',
    '/app/nowhere',
  ]
}

async function findings(page: Page, path: string): Promise<string[]> {
  await page.goto(`${server.origin}${path}`)
  await page.waitForLoadState('networkidle')
  return findingsOf(page, path)
}

test.beforeAll(async () => {
  server = await ServerProcess.create()
  await server.start()
})
test.afterAll(() => server.dispose())

test.describe.configure({ mode: 'serial' })

test('every page is free of serious accessibility findings and fits its width, in both themes and on a phone', async ({
  page,
}) => {
  test.setTimeout(300_000)
  await settle(page)
  const found: string[] = []
  for (const [colorScheme, viewport] of [
    ['light', DESK],
    ['dark', DESK],
    ['light', PHONE],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(viewport)
    for (const path of paths) found.push(...(await findings(page, path)).map((line) => `${colorScheme} ${line}`))
  }
  expect(found).toEqual([])
})

test('pages before the sign-in are accessible too, in both themes', async ({ page }) => {
  const found: string[] = []
  await page.setViewportSize(PHONE)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of ['/app/sign-in', '/app/sign-up', '/app/forgot']) found.push(...(await findings(page, path)))
  }
  expect(found).toEqual([])
})
