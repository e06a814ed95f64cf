import { expect, type Page, test } from '@playwright/test'
import { ServerProcess } from '../apps/server/test/recovery/server-process.ts'
import { findingsOf } from './support/findings.ts'
import { longFile } from './support/long-file.ts'

const PART = /\/storage-parts\//u
const ROWS = 700_000

let server: ServerProcess
let page: Page

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
/** Days up to 12 only: whether the day or the month comes first cannot be seen. */
const visits = (from: number, amount: number): string =>
  [
    'visita;data;pessoas',
    ...Array.from({ length: 60 }, (_, row) => {
      const day = String(1 + (row % 12)).padStart(2, '0')
      const month = String(1 + ((row * 5) % 12)).padStart(2, '0')
      return `V${from + row};${day}/${month}/2024;${row % amount}`
    }),
  ].join('\n')

const upload = (file: ReturnType<typeof csv>) => page.locator('input[type=file]').first().setInputFiles(file)
const tray = () => page.getByRole('region', { name: 'Arquivos enviados' })

/** Uploads a file from the home page and opens what became of it. */
async function openUploaded(file: ReturnType<typeof csv>, name: RegExp): Promise<void> {
  await page.goto(`${server.origin}/app/`)
  await upload(file)
  await page.getByRole('main').getByRole('link', { name }).first().click({ timeout: 20_000 })
  await expect(page).toHaveURL(/\/app\/datasets\/[0-9a-f-]{36}/u)
}
const openTab = (name: string) =>
  page.getByRole('navigation', { name: 'Partes do conjunto' }).getByRole('link', { name }).click()

test.beforeAll(async ({ browser }) => {
  server = await ServerProcess.create()
  await server.start()
  page = await (await browser.newContext({ locale: 'pt-BR' })).newPage()
  await page.goto(await server.link())
  await expect(page).toHaveURL(`${server.origin}/app/`)
})
test.afterAll(() => server.dispose())

test.describe.configure({ mode: 'serial' })

test('a large file is paused, the page is closed, and later only what is missing is sent', async () => {
  const path = await longFile(server.home, ROWS)
  const file = () => page.getByRole('region', { name: 'Arquivos enviados' }).locator('input[type=file]')
  let sent = 0
  await page.route(PART, async (route) => {
    sent += 1
    // The first part arrives, the others hang until the pause cuts them off.
    if (sent > 1) await new Promise((resolve) => setTimeout(resolve, 3_000))
    await route.continue().catch(() => undefined)
  })
  const first = page.waitForResponse((answer) => PART.test(answer.url()) && answer.ok())
  await page.locator('input[type=file]').first().setInputFiles(path)
  await first
  await page.getByRole('button', { name: 'Pausar envio de medicoes_2024.csv' }).click()
  await expect(tray()).toContainText('em pausa')
  await page.unroute(PART)

  await page.reload()
  await expect(tray()).toContainText('Escolha o mesmo arquivo')
  const left = await page.evaluate(async () => {
    const { items } = (await (await fetch('/api/v1/uploads')).json()) as {
      items: { part_count: number; received: unknown[] }[]
    }
    return items.map(({ part_count: parts, received }) => parts - received.length)
  })
  const again: string[] = []
  page.on('request', (request) => {
    if (PART.test(request.url())) again.push(request.url())
  })
  await file().setInputFiles(csv('outro.csv', 'a,b\n1,2\n'))
  await expect(tray()).toContainText('não é o mesmo arquivo')
  await file().setInputFiles(path)
  await tray()
    .getByRole('link', { name: /medicoes/u })
    .click({ timeout: 30_000 })
  await expect(page.getByText('700.000').first()).toBeVisible({ timeout: 30_000 })
  expect(left).toHaveLength(1)
  expect(again.length, 'parts sent after the reload').toBe(left[0])
  expect(sent).toBeGreaterThan(1)
})

test('a reading that the file does not decide is asked, tried, kept, and proposed for the next file', async () => {
  await openUploaded(csv('visitas_janeiro.csv', visits(0, 7)), /visitas.janeiro/u)
  await openTab('Leitura')
  await expect(page.getByText('Datas: qual leitura vale?')).toBeVisible()
  const table = page.getByRole('region', { name: 'Tabela' })
  await expect(table.getByRole('row').nth(2)).toContainText('02/06/2024')
  await page.getByRole('button', { name: 'mm/dd/aaaa' }).click()
  await expect(table.getByRole('row').nth(2)).toContainText('06/02/2024')
  expect(await findingsOf(page, 'a correction that is tried')).toEqual([])
  await page.getByRole('button', { name: 'Ler assim' }).click()
  await expect(page.getByText('v2', { exact: true })).toBeVisible({ timeout: 30_000 })

  await openUploaded(csv('visitas_fevereiro.csv', visits(1000, 5)), /visitas.fevereiro/u)
  await openTab('Leitura')
  await expect(page.getByRole('region', { name: /já foi corrigido/u })).toContainText('mm/dd/aaaa')
  await page.getByRole('button', { name: 'Ler igual' }).click()
  await expect(page.getByText('v2', { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(table.getByRole('row').nth(2)).toContainText('06/02/2024')
})

test('an alert shows exactly its rows, and a replaced file can be compared with the version before', async () => {
  const missing = Array.from(
    { length: 200 },
    (_, row) => `${row};${row % 4 === 0 ? '' : row * 2};${row % 3 ? 'A' : 'B'}`,
  )
  await openUploaded(csv('estoque.csv', ['item;saldo;setor', ...missing].join('\n')), /estoque/u)
  await openTab('Qualidade')
  const alert = page.getByRole('listitem').filter({ hasText: 'tem 50 vazios' })
  await alert.getByRole('button', { name: 'Mostrar linhas' }).click({ timeout: 30_000 })
  await expect(alert.getByRole('status')).toHaveText('50 de 50')
  await expect(alert.getByRole('row')).toHaveCount(51)
  expect(await findingsOf(page, 'the rows of an alert')).toEqual([])

  await openTab('Versões')
  const changed = missing.map((line, row) => (row === 5 ? '5;999;A' : line)).concat('200;1;A')
  await page
    .getByRole('main')
    .locator('input[type=file]')
    .setInputFiles(csv('estoque.csv', ['item;saldo;setor', ...changed].join('\n')))
  await page.getByRole('link', { name: 'Comparar a versão 1' }).click({ timeout: 30_000 })
  await page.getByRole('checkbox', { name: 'item' }).check()
  await page.getByRole('button', { name: 'Comparar', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Mudaram 1' })).toBeVisible({ timeout: 30_000 })
  const rows = page.getByRole('region', { name: 'Linhas' })
  await expect(rows.locator('del')).toHaveText('10')
  await expect(rows.locator('ins')).toHaveText('999')
  expect(await findingsOf(page, 'a comparison')).toEqual([])
  await page.getByRole('button', { name: 'Entraram 1' }).click()
  await expect(rows.getByRole('row').nth(1)).toContainText('200')
})
