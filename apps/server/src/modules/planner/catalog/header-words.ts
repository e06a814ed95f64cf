import { fold } from '../language/fold.ts'
import { nounKey, rootKey } from '../language/stem.ts'

/** A word of a column's header. `weight` says how much of the header's meaning it carries. */
export interface HeaderWord {
  readonly word: string
  readonly noun: string
  readonly root: string
  readonly weight: number
}

/** Abbreviations of Brazilian public files and of sports tables; expanded beside the word itself. */
const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    vr: ['valor'],
    vl: ['valor'],
    vlr: ['valor'],
    val: ['valor'],
    nm: ['nome'],
    ds: ['descricao'],
    dsc: ['descricao'],
    desc: ['descricao'],
    cd: ['codigo'],
    cod: ['codigo'],
    dt: ['data'],
    dta: ['data'],
    qt: ['quantidade'],
    qtd: ['quantidade'],
    qtde: ['quantidade'],
    qty: ['quantity'],
    nr: ['numero'],
    num: ['numero', 'number'],
    nro: ['numero'],
    no: ['number', 'numero'],
    sg: ['sigla'],
    sq: ['sequencia'],
    seq: ['sequencia'],
    tp: ['tipo'],
    hh: ['hora'],
    hr: ['hora'],
    pct: ['percentual', 'percentage'],
    perc: ['percentual', 'percentage'],
    pc: ['percentual'],
    uf: ['estado', 'uf', 'sigla'],
    mun: ['municipio'],
    munic: ['municipio'],
    cid: ['cidade'],
    nasc: ['nascimento'],
    sal: ['salario'],
    dep: ['departamento'],
    depto: ['departamento'],
    cat: ['categoria'],
    prod: ['produto'],
    cli: ['cliente'],
    fornec: ['fornecedor'],
    vend: ['vendedor'],
    ped: ['pedido'],
    tel: ['telefone'],
    end: ['endereco'],
    obs: ['observacao'],
    sit: ['situacao'],
    pop: ['populacao', 'population'],
    med: ['media'],
    tot: ['total'],
    unit: ['unitario'],
    ult: ['ultima'],
    atual: ['atual'],
    pts: ['points', 'pontos'],
    avg: ['average'],
    pos: ['position'],
    yr: ['year'],
    att: ['attendance'],
    rnd: ['round'],
    rd: ['round'],
    nat: ['nationality', 'nation'],
    ppg: ['points'],
    gp: ['games'],
    apps: ['appearances'],
    dob: ['birth'],
    amt: ['amount'],
    dept: ['department'],
    temp: ['temperatura', 'temperature'],
    precip: ['precipitacao'],
    max: ['maxima', 'maximum', 'maximo'],
    min: ['minima', 'minimum', 'minimo'],
  }),
)

/** Words that say how a column is stored, not what it is about. */
const FRAME = new Set(
  'nome name descricao codigo numero number valor value sigla sequencia tipo of the de do da dos das a o e and s em in for por per no id to at on'.split(
    ' ',
  ),
)

/** Splits a header into folded words: snake_case, camelCase, abbreviations expanded, bracketed units made light. */
export function headerWords(header: string): HeaderWord[] {
  const spaced = header
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{L})(\d)/gu, '$1 $2')
    .replaceAll(/#/gu, ' number ')
  const words: HeaderWord[] = []
  let depth = 0
  for (const match of fold(spaced).matchAll(/[()[\]]|%|[\p{L}\p{N}]+/gu)) {
    const raw = match[0]
    if (raw === '(' || raw === '[') depth += 1
    else if (raw === ')' || raw === ']') depth -= 1
    else {
      const word = raw === '%' ? 'percentage' : raw
      const light = FRAME.has(word) || expansions(word).some((other) => FRAME.has(other)) ? 0.35 : 1
      const joiner = word.length === 1 && !/\d/u.test(word) ? 0.3 : 1
      words.push({ word, noun: nounKey(word), root: rootKey(word), weight: light * joiner * (depth > 0 ? 0.4 : 1) })
    }
  }
  if (words.length > 0 && words.every(({ weight }) => weight < 0.5))
    return words.map((word) => ({ ...word, weight: 1 }))
  return words
}

/** Other words that a header word may stand for. */
export function expansions(word: string): readonly string[] {
  return ABBREVIATIONS.get(word) ?? []
}
