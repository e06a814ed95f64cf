import type { ColumnKind, ColumnProfile, Meaning } from '@datapilot/contracts'

const IDENTIFIER_NAME =
  /^(id|uuid|guid|key|chave|cod|codigo|code|sku|matricula|protocolo|cpf|cnpj|rg|nr|num|numero)$|(^|_)(id|uuid|cod|codigo|code|key|chave)$|^(id|cod|codigo|cd|co|sq|nr)_|^(ddd|ddi)$/
/** Places without a list of all of them; whatever has one is recognized by its values. */
const PLACE_NAME = /(^|_)(cidade|city|municipio|bairro|district|neighborhood|neighbourhood|localidade|county|town)$/
const PLACES: ReadonlySet<Meaning> = new Set([
  'latitude',
  'longitude',
  'uf',
  'state',
  'municipality',
  'municipality_code',
  'cep',
  'country',
  'country_code',
  'region',
])
const IDENTIFIERS: ReadonlySet<Meaning> = new Set(['uuid', 'hash', 'sequence'])
const YES = new Set(['1', 'sim', 's', 'y', 'yes', 'v', 't', 'verdadeiro', 'true', 'verdade'])
const NO = new Set(['0', 'nao', 'n', 'no', 'f', 'falso', 'false'])
/** Yes and no in a handful of spellings (Sim, SIM, s). */
const SPELLINGS_OF_FLAGS = 12

/** A category has few values, each of them used. */
const CATEGORY_VALUES = 50
const CATEGORY_SHARE = 0.05
const CATEGORY_MOST = 1_000

export type KindSubject = Pick<
  ColumnProfile,
  'name' | 'type' | 'count' | 'missing' | 'distinct' | 'unique' | 'top' | 'number' | 'text' | 'personal' | 'meaning'
>

/** A column's name for comparing: lower-case ASCII, words joined by underscores. */
export function nameOf(name: string): string {
  return plain(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')).replaceAll(/[\s.-]+/g, '_')
}

/** Whether a spelling says yes or no; null where it says neither. */
export function truthOf(spelling: string): boolean | null {
  const word = plain(spelling)
  return YES.has(word) ? true : NO.has(word) ? false : null
}

/** Lower-case ASCII, for comparing names and values as people write them. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** What a column is for a person, from its figures and its name. */
export function columnKind(column: KindSubject): ColumnKind {
  const { type, distinct, count } = column
  if (count === 0) return 'empty'
  if (distinct === 1) return 'constant'
  if (type === 'date' || type === 'timestamp') return 'date'
  if (type === 'boolean' || isFlag(column)) return 'boolean'
  const name = nameOf(column.name)
  if (isPlace(column, name)) return 'geographic'
  if (isIdentifier(column, name)) return 'identifier'
  if (type === 'integer' || type === 'decimal' || type === 'number') return 'number'
  if (type === 'json' || type === 'binary') return 'text'
  const few = distinct <= CATEGORY_VALUES && distinct < count
  return few || distinct <= Math.min(CATEGORY_MOST, count * CATEGORY_SHARE) ? 'category' : 'text'
}

function isFlag({ distinct, top, type }: KindSubject): boolean {
  if (distinct < 2 || distinct > SPELLINGS_OF_FLAGS || type === 'number' || type === 'decimal') return false
  if (top.length !== distinct || (type === 'integer' && distinct !== 2)) return false
  const truths = top.map(({ value }) => truthOf(String(value)))
  return !truths.includes(null) && truths.includes(true) && truths.includes(false)
}

function isPlace({ text, meaning, distinct }: KindSubject, name: string): boolean {
  if (meaning && PLACES.has(meaning.kind)) return true
  if (!text || !PLACE_NAME.test(name) || distinct < 2) return false
  const letters = text.patterns.reduce((sum, { value, count }) => sum + (/A{3}/.test(String(value)) ? count : 0), 0)
  return letters > 0
}

function isIdentifier(
  { type, text, personal, distinct, count, unique, missing, number, meaning }: KindSubject,
  name: string,
): boolean {
  if ((personal && personal.evidence !== 'name') || (meaning && IDENTIFIERS.has(meaning.kind))) return true
  if (type !== 'integer' && !text) return false
  if (IDENTIFIER_NAME.test(name)) return true
  if (!unique || missing > 0 || count < 10) return false
  if (text) return text.length_max !== null && text.length_max <= 40 && text.length_min === text.length_max
  return number?.monotonic === 'increasing' && Number(number.max) - Number(number.min) === distinct - 1
}
