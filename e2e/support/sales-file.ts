const STORES = ['Paulista', 'Tatuapé', 'Tijuca', 'Savassi', 'Bueno']
const STATES = ['SP', 'SP', 'RJ', 'MG', 'GO']
const STATUSES = ['pago', 'pago', 'pago', 'cancelado', 'devolvido']

/** A Brazilian export: title lines, `;`, decimal commas, dd/mm/yyyy, one broken row; windows-1252 bytes. */
export interface SalesFile {
  readonly bytes: Buffer
  readonly rows: number
  /** Sum of `valor` over the rows whose `status` is `pago`, in cents. */
  readonly paidCents: number
}

function brazilian(cents: number): string {
  return (cents / 100).toLocaleString('pt-BR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** Makes `rows` sales; the same number gives the same file. */
export function salesFile(rows: number): SalesFile {
  const lines = [
    'Relatório de vendas - Casa Aurora',
    'Período: 2024',
    '',
    'pedido;data_venda;loja;uf;status;quantidade;valor',
  ]
  let paidCents = 0
  for (let row = 0; row < rows; row++) {
    const store = (row * 7) % STORES.length
    const status = STATUSES[(row * 3) % STATUSES.length] ?? ''
    const cents = 990 + ((row * 7919) % 250_000)
    if (status === 'pago') paidCents += cents
    const day = new Date(Date.UTC(2024, 0, 1 + (row % 366)))
    const date = day.toLocaleDateString('pt-BR', { timeZone: 'UTC' })
    const order = `AU-${String(row).padStart(6, '0')}`
    lines.push([order, date, STORES[store], STATES[store], status, 1 + (row % 4), brazilian(cents)].join(';'))
  }
  lines.push('linha quebrada;sem campos')
  return { bytes: Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'), rows, paidCents }
}
