/** What a cell looks like by itself, before its column is known. */
export type CellKind = 'empty' | 'number' | 'date' | 'time' | 'boolean' | 'code' | 'text'

const NUMBER =
  /^\(?[-+]?\s?(?:R\$|US\$|[$€£¥])?\s?[-+(]?(?:\d{1,3}(?:[.,' \u00a0]\d{3})+|\d+)?(?:[.,]\d*)?(?:[eE][-+]?\d+)?\s?(?:%|€|R\$)?\)?-?$/
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|[-+]\d{2}:?\d{2}))?)?$/
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?$/
const BOOLEAN = /^(?:true|false|sim|não|nao|yes|no|verdadeiro|falso)$/i
/** One token without spaces, as identifiers, addresses and links are. */
const CODE = /^[\p{L}\p{N}_#@./:+&%?=~-]+$/u

/** Spellings of "no value", compared in lower case. A lone hyphen means it too in columns that are not text. */
export const NULL_SPELLINGS: readonly string[] = [
  'na',
  'n/a',
  'nan',
  'null',
  'nulo',
  'none',
  'nil',
  '-',
  '--',
  '...',
  '..',
  '#n/d',
  '#n/a',
  '#nulo#',
  '#nulo!',
  '#null!',
  '#ref!',
  '#valor!',
  '#value!',
  '#div/0!',
  's/d',
  'n/d',
  '\\n',
  '?',
  '.',
  '*',
  '–',
  '—',
  'n.d.',
  '<na>',
  '(null)',
  '#num!',
  '#nome?',
  '#name?',
  '-nan',
  'missing',
  'vazio',
  '(vazio)',
  'em branco',
  '(em branco)',
  'não informado',
  'nao informado',
  'não disponível',
  'nao disponivel',
  'sem informação',
  'sem informacao',
  'sem dados',
  'ausente',
  'n.i.',
  'n/i',
  's/i',
  'n.a.',
  'nd',
  'nulo(a)',
  '#null#',
  '#nd',
  '#n/disp',
  'empty',
  '(empty)',
  'blank',
  '(blank)',
  '---',
  '-.-',
  '***',
  // What accounting formats of spreadsheets write for nothing.
  ...['r$', 'us$', '$', '€', '£'].flatMap((sign) => [
    `${sign} -`,
    `${sign}-`,
    `${sign}  -`,
    `${sign}\u00a0-`,
    `${sign} -??`,
  ]),
]

export function classifyCell(raw: string): CellKind {
  const cell = raw.trim()
  if (cell === '') return 'empty'
  if (cell.length <= 40) {
    if (/\d/.test(cell) && NUMBER.test(cell)) return 'number'
    if (DATE.test(cell)) return 'date'
    if (TIME.test(cell)) return 'time'
    if (BOOLEAN.test(cell)) return 'boolean'
  }
  return CODE.test(cell) ? 'code' : 'text'
}
