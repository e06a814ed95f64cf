/// <reference lib="dom" />
import { expect, test } from '@playwright/test'
import { ServerProcess } from '../apps/server/test/recovery/server-process.ts'
import { salesFile } from './support/sales-file.ts'

const file = salesFile(20_000)
const paid = (file.paidCents / 100).toLocaleString('pt-BR', { minimumFractionDigits: 2 })

let server: ServerProcess

test.beforeAll(async () => {
  server = await ServerProcess.create()
  await server.start()
})
test.afterAll(() => server.dispose())

test('a stranger signs in by the printed link, drops a file, reads its profile and gets a checked number', async ({
  page,
  browser,
}) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== server.origin) foreign.push(request.url())
  })
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (entry) => {
    if (entry.type() === 'error') complaints.push(entry.text())
  })

  await test.step('the link signs in and leaves no token in the address', async () => {
    await page.goto(await server.link())
    await expect(page).toHaveURL(`${server.origin}/app/`)
    await expect(page.getByRole('heading', { name: 'O que você quer saber?' })).toBeVisible()
  })

  await test.step('a dropped file becomes a dataset', async () => {
    const bytes = [...file.bytes]
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(content)], 'vendas_2024.csv', { type: 'text/csv' }))
      return data
    }, bytes)
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await page
      .getByRole('link', { name: /vendas.2024/u })
      .first()
      .click()
    await expect(page).toHaveURL(/\/app\/datasets\/[0-9a-f-]{36}/u)
  })

  await test.step('its profile appears with what was read and what was rejected', async () => {
    await expect(page.getByText('20.000').first()).toBeVisible()
    await expect(page.getByText(/1 linha rejeitada/u).first()).toBeVisible()
    await expect(page.getByText('data_venda').first()).toBeVisible()
    await expect(page.getByText(/cabeçalho na linha 4/u).first()).toBeVisible()
  })

  await test.step('a question in Portuguese gets a checked number', async () => {
    await page.goto(`${server.origin}/app/`)
    await page.getByRole('textbox').first().fill('Qual é a soma de valor onde status é pago?')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/app\/chats\/[0-9a-f-]{36}/u)
    const answer = page.getByRole('article').last()
    await expect(answer).toContainText(paid, { timeout: 30_000 })
    await expect(answer).toContainText('Conferido')
  })

  await test.step('the number opens its receipt', async () => {
    await page
      .getByRole('button', { name: new RegExp(paid.replaceAll('.', '\\.')) })
      .first()
      .click()
    const receipt = page.getByRole('complementary', { name: 'Recibo' })
    await expect(receipt).toContainText('SELECT')
    await expect(receipt).toContainText('20.000')
    await page.keyboard.press('Escape')
  })

  await test.step('a reload keeps everything', async () => {
    await page.reload()
    await expect(page.getByRole('article').last()).toContainText(paid)
  })

  const chatUrl = page.url()
  await test.step('a second person sees nothing of it', async () => {
    const other = await browser.newContext({ locale: 'en-US' })
    const stranger = await other.newPage()
    await stranger.goto(`${server.origin}/app/sign-up`)
    await stranger.getByLabel('Name').fill('Second Person')
    await stranger.getByLabel('E-mail').fill('second@example.com')
    await stranger.getByLabel('Password', { exact: true }).fill('a long enough password')
    await stranger.keyboard.press('Enter')
    await expect(stranger).toHaveURL(`${server.origin}/app/`)
    await expect(stranger.getByText(/vendas/u)).toHaveCount(0)
    await stranger.goto(chatUrl)
    await expect(stranger.getByText(paid)).toHaveCount(0)
    await other.close()
  })

  expect(foreign, 'no request leaves the origin').toEqual([])
  expect(complaints, 'no error in the console').toEqual([])
})

test('a killed server comes back with everything that was acknowledged', async ({ page }) => {
  await server.kill()
  await server.start()
  await page.goto(await server.link())
  await expect(page).toHaveURL(`${server.origin}/app/`)
  await page.goto(`${server.origin}/app/datasets`)
  await expect(page.getByRole('link', { name: /vendas.2024/u }).first()).toBeVisible()
})
