import type { ColumnKind, ColumnProfile } from '@datapilot/contracts'

const IDENTIFIER_NAME =
  /^(id|uuid|guid|key|chave|cod|codigo|code|sku|matricula|protocolo|cpf|cnpj|rg|nr|num|numero)$|(^|_)(id|uuid|cod|codigo|code|key|chave)$|^(id|cod|codigo)_/
const PLACE_NAME =
  /^(uf|estado|state|cidade|city|municipio|pais|country|cep|zip|zipcode|postal_code|bairro|regiao|region)$|(^|_)(uf|cidade|municipio|estado|pais|cep)$/
const LATITUDE_NAME = /^(lat|latitude)$|_(lat|latitude)$/
const LONGITUDE_NAME = /^(lon|lng|long|longitude)$|_(lon|lng|longitude)$/
const FLAGS = [
  ['0', '1'],
  ['nao', 'sim'],
  ['n', 's'],
  ['n', 'y'],
  ['no', 'yes'],
  ['f', 'v'],
  ['f', 't'],
  ['falso', 'verdadeiro'],
  ['false', 'true'],
]

/** A category has few values, each of them used. */
const CATEGORY_VALUES = 50
const CATEGORY_SHARE = 0.05
const CATEGORY_MOST = 1_000

export type KindSubject = Pick<
  ColumnProfile,
  'name' | 'type' | 'count' | 'missing' | 'distinct' | 'unique' | 'top' | 'number' | 'text' | 'personal'
>

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
  const name = plain(column.name).replaceAll(/[\s.-]+/g, '_')
  if (isPlace(column, name)) return 'geographic'
  if (isIdentifier(column, name)) return 'identifier'
  if (type === 'integer' || type === 'decimal' || type === 'number') return 'number'
  if (type === 'json' || type === 'binary') return 'text'
  const few = distinct <= CATEGORY_VALUES && distinct < count
  return few || distinct <= Math.min(CATEGORY_MOST, count * CATEGORY_SHARE) ? 'category' : 'text'
}

function isFlag({ distinct, top, type }: KindSubject): boolean {
  if (distinct !== 2 || top.length !== 2 || type === 'number' || type === 'decimal') return false
  const values = top.map(({ value }) => plain(String(value))).sort()
  return FLAGS.some(([no, yes]) => values[0] === no && values[1] === yes)
}

function isPlace({ number, type, text }: KindSubject, name: string): boolean {
  if (text || type === 'integer') return PLACE_NAME.test(name)
  if (!number) return false
  const reach = Math.max(Math.abs(Number(number.min)), Math.abs(Number(number.max)))
  return (LATITUDE_NAME.test(name) && reach <= 90) || (LONGITUDE_NAME.test(name) && reach <= 180)
}

function isIdentifier(
  { type, text, personal, distinct, count, unique, missing, number }: KindSubject,
  name: string,
): boolean {
  if (personal) return true
  if (type !== 'integer' && !text) return false
  if (IDENTIFIER_NAME.test(name)) return true
  if (!unique || missing > 0 || count < 10) return false
  if (text) return text.length_max !== null && text.length_max <= 40 && text.length_min === text.length_max
  return number?.monotonic === 'increasing' && Number(number.max) - Number(number.min) === distinct - 1
}
