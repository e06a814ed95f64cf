import type { Language } from '@datapilot/contracts'

/** mulberry32: the same sample for everybody, so that screenshots and questions agree. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const STORES = ['Paulista', 'Batel', 'Boa Viagem', 'Savassi', 'Pituba', 'Moinhos']
const STATES = ['SP', 'PR', 'PE', 'MG', 'BA', 'RS']
const CATEGORIES = ['Móveis', 'Eletro', 'Cama e banho', 'Jardim']
const PAYMENTS = ['Pix', 'pix', 'Cartão', 'Boleto']
const ROWS = 2_000

/** Invented retail sales as a Brazilian spreadsheet writes them: `;`, decimal comma, day first, some gaps. */
export function sampleCsv(): string {
  const random = randomFrom(2024)
  const pick = (length: number): number => Math.floor(random() * length)
  const lines = ['pedido;data_venda;loja;uf;categoria;quantidade;valor_total;forma_pagamento;data_entrega']
  for (let row = 1; row <= ROWS; row++) {
    const day = Math.floor(random() ** 0.8 * 366)
    const store = pick(STORES.length)
    const category = pick(CATEGORIES.length)
    const quantity = 1 + Math.floor(random() ** 3 * 8)
    const cents = Math.round(quantity * (20 + 380 * random() ** 2) * (category === 0 ? 3 : 1) * 100)
    const delivered = random() < 0.08 ? '' : brazilianDate(day + 1 + pick(9))
    lines.push(
      [
        `AU-24-${String(row).padStart(6, '0')}`,
        brazilianDate(day),
        STORES[store],
        STATES[store],
        CATEGORIES[category],
        quantity,
        (cents / 100).toFixed(2).replace('.', ','),
        PAYMENTS[Math.floor(random() ** 1.5 * PAYMENTS.length)],
        delivered,
      ].join(';'),
    )
  }
  return `${lines.join('\n')}\n`
}

function brazilianDate(dayOfYear: number): string {
  const date = new Date(Date.UTC(2024, 0, 1 + dayOfYear))
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`
}

export function sampleFile(language: Language): File {
  return new File([sampleCsv()], language === 'pt' ? 'vendas_exemplo.csv' : 'sample_sales.csv', { type: 'text/csv' })
}
