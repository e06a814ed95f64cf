import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { seededRandom } from './seeded-random.ts'

const CATEGORIES = [
  'Eletrônicos',
  'Móveis',
  'Alimentação',
  'Vestuário',
  'Papelaria',
  'Saúde e beleza',
  'Automóveis',
  'Brinquedos',
]
const CHANNELS = ['Loja física', 'Site', 'Aplicativo', 'Televendas']
const STATES = [
  'AC',
  'AL',
  'AM',
  'AP',
  'BA',
  'CE',
  'DF',
  'ES',
  'GO',
  'MA',
  'MG',
  'MS',
  'MT',
  'PA',
  'PB',
  'PE',
  'PI',
  'PR',
  'RJ',
  'RN',
  'RO',
  'RR',
  'RS',
  'SC',
  'SE',
  'SP',
  'TO',
]
const PLACES = [
  'São',
  'Santa',
  'Novo',
  'Bom',
  'Rio',
  'Monte',
  'Porto',
  'Campo',
  'Água',
  'Serra',
  'Vila',
  'Lagoa',
  'Ponta',
  'Ilha',
]
const SAINTS = [
  'Paulo',
  'Maria',
  'Horizonte',
  'Jesus',
  'Branco',
  'Alegre',
  'Grande',
  'Clara',
  'Negra',
  'Velho',
  'Verde',
  'Bonita',
  'Feliz',
  'Seca',
]

const HEADER = [
  'pedido_id', 'cliente_id', 'criado_em', 'entregue_em', 'categoria', 'cidade', 'uf', 'canal',
  'quantidade', 'preco_unitario', 'desconto', 'valor_total', 'latitude', 'longitude', 'email',
] // prettier-ignore

/** Rows that may be repeated, so that memory does not grow. */
const REMEMBERED = 1_000
/** Share of rows that repeat an earlier row entirely. */
const DUPLICATE_SHARE = 0.005

/**
 * A CSV of sales with 15 columns: integers, decimals, Portuguese categories, dates, e-mails, missing cells and
 * 0.5 % repeated rows. The same rows and seed give the same bytes; the file is made once and kept in `folder`.
 *
 * @returns the path of the file.
 */
export async function generatedCsv(folder: string, rows: number, seed: number): Promise<string> {
  const path = join(folder, `sales-${rows}-${seed}.csv`)
  if (await stat(path).catch(() => null)) return path
  await mkdir(folder, { recursive: true })
  const partial = `${path}.${process.pid}.partial`
  const out = createWriteStream(partial)
  out.write(`${HEADER.join(',')}\n`)
  for (const block of blocksOfRows(rows, seed)) {
    if (!out.write(block)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  await rename(partial, path)
  return path
}

function* blocksOfRows(rows: number, seed: number): Generator<string> {
  const random = seededRandom(seed)
  const recent: string[] = []
  let block = ''
  let made = 0
  for (let row = 0; row < rows; row++) {
    const repeated = recent.length > 0 && random() < DUPLICATE_SHARE
    const line = (repeated ? recent[Math.floor(random() * recent.length)] : undefined) ?? makeRow(row, random)
    if (!repeated) recent[made++ % REMEMBERED] = line
    block += line
    if (block.length > 1 << 18) {
      yield block
      block = ''
    }
  }
  yield block
}

function makeRow(row: number, random: () => number): string {
  const pick = (values: readonly string[]) => values[Math.floor(random() * random() * values.length)] ?? ''
  const created = new Date(Date.UTC(2022, 0, 1) + Math.floor(random() * 3 * 365 * 86_400) * 1000)
  const delivered = new Date(created.getTime() + Math.floor(random() * 20) * 86_400_000)
  const quantity = 1 + Math.floor(random() * random() * 40)
  const price = Math.exp(1 + random() * 6)
  const discount = random() < 0.3 ? '' : (random() * 25).toFixed(1)
  const total = quantity * Number(price.toFixed(2)) * (1 - Number(discount || 0) / 100)
  return [
    100_000 + row,
    1 + Math.floor(random() * 120_000),
    created.toISOString().slice(0, 19).replace('T', ' '),
    random() < 0.08 ? '' : delivered.toISOString().slice(0, 10),
    pick(CATEGORIES),
    random() < 0.02 ? '' : `${pick(PLACES)} ${pick(SAINTS)}`,
    pick(STATES),
    pick(CHANNELS),
    quantity,
    price.toFixed(2),
    discount,
    total.toFixed(2),
    (-33 + random() * 35).toFixed(6),
    (-73 + random() * 38).toFixed(6),
    `cliente.${Math.floor(random() * 1e9).toString(36)}${row.toString(36)}@exemplo.com.br`,
  ].join(',') + '\n' // prettier-ignore
}
