import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import type { Cell, ColumnType } from '@datapilot/contracts'

/** Tables as programs export them, written in any dialect, with any one damage. */
export interface WrittenTable {
  readonly names: readonly string[]
  readonly kinds: readonly Kind[]
  /** Values in canonical text: `1234.50`, `2024-01-31`; null where the cell is empty. */
  readonly rows: readonly (readonly (string | null)[])[]
  readonly dialect: WrittenDialect
  readonly damage: Damage
}

export type Kind = 'text' | 'code' | 'integer' | 'money' | 'date' | 'boolean'
export type DamageKind =
  'none' | 'cut_line' | 'extra_cell' | 'lost_quote' | 'stray_quote' | 'wrong_byte' | 'nul' | 'header_again' | 'cut_end'

interface Damage {
  readonly kind: DamageKind
  /** Where, as a share of the rows or bytes. */
  readonly at: number
}

export interface WrittenDialect {
  readonly delimiter: string
  readonly newline: string
  readonly encoding: 'utf8' | 'utf8-bom' | 'win1252' | 'utf-16le' | 'utf-16be'
  readonly quoteAll: boolean
  readonly lastNewline: boolean
  readonly decimal: '.' | ','
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd'
  readonly preamble: readonly string[]
  readonly totals: boolean
  readonly compression: 'none' | 'gzip' | 'zstd'
}

const NAMES = ['nome', 'código', 'qtd', 'valor', 'emissão', 'ativo', 'cidade', 'nota fiscal', 'UF']

const hostile = fc.constantFrom(',', ';', '\t', '|', '"', '\n', "'", ' ', 'ção', '€', '.', '0', '–')
const text = fc
  .tuple(fc.stringMatching(/^[a-z]{2,8}$/), fc.array(hostile, { maxLength: 4 }), fc.stringMatching(/^[a-z]{1,6}$/))
  .map(([a, middle, b]) => a + middle.join('') + b)
const money = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
})
const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))

const VALUES: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  text,
  code: fc.integer({ min: 0, max: 9_999 }).map((number) => String(number).padStart(5, '0')),
  integer: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
  money,
  date,
  boolean: fc.constantFrom('sim', 'não'),
}

const dialect: fc.Arbitrary<WrittenDialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'win1252', 'utf-16le', 'utf-16be'),
  quoteAll: fc.boolean(),
  lastNewline: fc.boolean(),
  decimal: fc.constantFrom('.', ','),
  dateOrder: fc.constantFrom('dmy', 'mdy', 'ymd'),
  preamble: fc.constantFrom([], ['Relatório de vendas'], ['Relatório de vendas', 'Gerado em 01/02/2024', '']),
  totals: fc.boolean(),
  compression: fc.constantFrom('none', 'none', 'none', 'gzip', 'zstd'),
})

/** At least one column of free text and one of numbers or dates, as tables have them. */
const kinds = fc
  .tuple(
    fc.constantFrom<Kind>('integer', 'money', 'date'),
    fc.array(fc.constantFrom<Kind>('text', 'code', 'integer', 'money', 'date', 'boolean'), { maxLength: 4 }),
  )
  .map(([typed, others]): Kind[] => ['text', typed, ...others])

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom<DamageKind>(
    'none',
    'none',
    'cut_line',
    'extra_cell',
    'lost_quote',
    'stray_quote',
    'wrong_byte',
    'nul',
    'header_again',
    'cut_end',
  ),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
})

export const writtenTables: fc.Arbitrary<WrittenTable> = kinds.chain((columns) => {
  const cells = columns.map((kind, column) =>
    column === 0 ? VALUES[kind] : fc.option(VALUES[kind], { freq: 8, nil: null }),
  )
  const row: fc.Arbitrary<(string | null)[]> = fc.tuple(...cells)
  return fc.record({
    names: fc.constant(NAMES.slice(0, columns.length)),
    kinds: fc.constant(columns),
    rows: fc.array(row, { minLength: 5, maxLength: 30 }),
    dialect,
    damage,
  })
})

/** A cell as the dialect writes it, before quoting. */
export function written(value: string | null, kind: Kind, { decimal, dateOrder }: WrittenDialect): string {
  if (value === null) return ''
  if (kind === 'money') return value.replace('.', decimal)
  if (kind !== 'date') return value
  const [year = '', month = '', day = ''] = value.split('-')
  return { ymd: value, dmy: `${day}/${month}/${year}`, mdy: `${month}/${day}/${year}` }[dateOrder]
}

/** What the table of a reading should show for a canonical value in a column of the type that was found. */
export function expectedCell(value: string | null, kind: Kind, type: ColumnType, style: WrittenDialect): Cell {
  if (value === null) return null
  if (type === 'text') return written(value, kind, style)
  if (type === 'integer') return Number(value)
  return kind === 'boolean' ? value === 'sim' : value
}

const pick = (at: number, length: number): number => Math.min(length - 1, Math.floor(at * length))

function damagedLines({ names, kinds: columns, rows, dialect: style, damage: harm }: WrittenTable): string[] {
  const quote = (cell: string): string =>
    style.quoteAll || /["\r\n]/.test(cell) || cell.includes(style.delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = rows.map((row) => row.map((value, column) => quote(written(value, columns[column] ?? 'text', style))))
  const target = lines[pick(harm.at, lines.length)] ?? []
  const header = names.map(quote)
  if (harm.kind === 'cut_line') target.splice(Math.max(1, target.length - 1))
  if (harm.kind === 'extra_cell') target.push(quote('mais'))
  if (harm.kind === 'lost_quote' && target[0]?.endsWith('"') === true) target[0] = target[0].slice(0, -1)
  if (harm.kind === 'stray_quote') target[0] = `"${target[0] ?? ''}`
  if (harm.kind === 'header_again') lines.splice(pick(harm.at, lines.length) + 1, 0, header)
  const totals = columns.map((kind, column) =>
    column === 0 ? 'Total' : kind === 'money' ? written('10.50', kind, style) : '',
  )
  return [header, ...lines, ...(style.totals ? [totals.map(quote)] : [])].map((cells) => cells.join(style.delimiter))
}

/** The bytes of a table in its dialect, with its damage. */
export function writeTable(table: WrittenTable): Buffer {
  const { dialect: style } = table
  const lines = [...style.preamble, ...damagedLines(table)]
  const whole = lines.join(style.newline) + (style.lastNewline ? style.newline : '')
  const bytes =
    style.encoding === 'utf8-bom'
      ? Buffer.from(`\ufeff${whole}`)
      : iconv.encode(whole, style.encoding, { addBOM: style.encoding.startsWith('utf-16') })
  const harmed = harmBytes(bytes, table)
  if (style.compression === 'none') return harmed
  return style.compression === 'gzip' ? gzipSync(harmed) : zstdCompressSync(harmed)
}

/** A byte inside the last row that is a letter of its first cell, or the end of the file. */
function harmBytes(bytes: Buffer, { dialect: { encoding }, damage: { kind } }: WrittenTable): Buffer {
  if (kind === 'cut_end') return bytes.subarray(0, bytes.length - 3)
  if (encoding.startsWith('utf-16') || (kind !== 'wrong_byte' && kind !== 'nul')) return bytes
  // Behind the header; a wrong byte shows only where the encoding forbids some.
  const letter = bytes.findLastIndex((byte) => byte >= 0x61 && byte <= 0x7a)
  const harmed = Buffer.from(bytes)
  if (kind === 'nul') harmed[letter] = 0
  else if (encoding !== 'win1252') harmed[letter] = 0xff
  return harmed
}
