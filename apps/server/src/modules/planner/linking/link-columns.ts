import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import { expansions, type HeaderWord } from '../catalog/header-words.ts'
import { areRelated } from '../catalog/synonyms.ts'
import { inflectionKey, nounKey } from '../language/stem.ts'
import type { Question, Token } from '../language/question.ts'

/** A place in the question that names a column. */
export interface Mention {
  readonly column: number
  readonly from: number
  readonly to: number
  /** 0 to 1: how much of the header is named, and how literally. */
  readonly strength: number
  /** The whole header stands there, word for word. */
  readonly exact: boolean
  /** It is not the header but a word that the cells carry beside their number. */
  readonly unit?: boolean
  /** It is not the header but a word for the rows of the table. */
  readonly row?: boolean
}

/** Words that may stand inside a mention without being part of the header. */
const BRIDGES = new Set('of the de do da dos das a o e s in em no na for and total number numero'.split(' '))
const IMPERATIVES = new Set('name list show tell give'.split(' '))
const CODES = new Set(['cd', 'cod', 'codigo', 'code', 'id', 'sq', 'nr'])
/** Words that say little but are all there is of some headers: `valor_bruto`. */
const GENERIC = new Set(['valor', 'valores', 'value', 'nome', 'name', 'total'])
const MINIMUM = 0.3

/** Words for an amount; a text column that shares a notion with them (`centro de custo`) holds no amount. */
const AMOUNTS = new Set(
  ['valor', 'value', 'custo', 'cost', 'preco', 'price', 'gasto', 'despesa', 'expense'].map(nounKey),
)

function similarity(token: Token, header: HeaderWord): number {
  if (token.word === header.word) return 1
  if (token.noun === header.noun) return 0.97
  const expanded = expansions(header.word)
  if (expanded.some((word) => token.word === word || token.noun === nounKey(word))) return 0.95
  if (token.stop)
    return areRelated(token.noun, header.noun) || expanded.some((word) => areRelated(token.noun, nounKey(word)))
      ? 0.85
      : 0
  if (token.word.length >= 4 && inflectionKey(token.word) === inflectionKey(header.word)) return 0.9
  if (token.root === header.root && token.root.length >= 4) return 0.8
  if (areRelated(token.noun, header.noun) || expanded.some((word) => areRelated(token.noun, nounKey(word)))) return 0.62
  return 0
}

interface Hit {
  readonly at: number
  readonly word: number
  readonly score: number
}

function hitsOf(question: Question, column: CatalogColumn): Hit[] {
  return question.tokens.flatMap((token, at) => {
    if (at === 0 && IMPERATIVES.has(token.word)) return []
    return column.words.flatMap((header, word) => {
      const likeness = similarity(token, header)
      const score = likeness < 0.9 && column.numeric === null && AMOUNTS.has(token.noun) ? likeness * 0.4 : likeness
      return score > 0 ? [{ at, word, score }] : []
    })
  })
}

function clusterOf(question: Question, hits: readonly Hit[]): Hit[][] {
  const clusters: Hit[][] = []
  for (const hit of hits) {
    const current = clusters.at(-1)
    const last = current?.at(-1)
    const bridged =
      last !== undefined &&
      question.tokens.slice(last.at + 1, hit.at).every(({ word }) => BRIDGES.has(word)) &&
      hit.at - last.at <= 3
    if (current && last && bridged && !(current.some(({ word }) => word === hit.word) && hit.at !== last.at))
      current.push(hit)
    else clusters.push([hit])
  }
  return clusters
}

function toMention(
  question: Question,
  column: CatalogColumn,
  cluster: readonly Hit[],
  shared: ReadonlyMap<string, number>,
): Mention | null {
  const total = column.words.reduce((sum, { weight }) => sum + weight, 0)
  const best = new Map<number, Hit>()
  const usedTokens = new Set<number>()
  for (const hit of [...cluster].sort((a, b) => b.score - a.score)) {
    if (best.has(hit.word) || usedTokens.has(hit.at)) continue
    best.set(hit.word, hit)
    usedTokens.add(hit.at)
  }
  const kept = [...best.values()]
  const covered = kept.reduce((sum, { word, score }) => sum + (column.words[word]?.weight ?? 0) * score, 0)
  const from = Math.min(...kept.map(({ at }) => at))
  const to = Math.max(...kept.map(({ at }) => at)) + 1
  const share = covered / total
  const meaningful = kept.some(({ at, score }) => !question.tokens[at]?.stop && score > 0.5)
  const complete = best.size === column.words.length
  const generic = kept.some(({ at, score }) => score > 0.8 && GENERIC.has(question.tokens[at]?.word ?? ''))
  if (!meaningful && !generic && !(complete && kept.every(({ score }) => score >= 0.85))) return null
  // A named part counts for more than its share: people shorten headers.
  // The code beside a description is asked for by that word only.
  const code = column.words.some(({ word }, index) => CODES.has(word) && !best.has(index)) ? 0.6 : 1
  // A word that several headers share says less about which is meant.
  const sharing = complete
    ? 1
    : Math.max(...kept.map(({ word }) => 0.9 ** Math.min(3, (shared.get(column.words[word]?.noun ?? '') ?? 1) - 1)))
  const whole = complete && kept.every(({ score }) => score >= 0.95)
  const strength = Math.sqrt(share) * (meaningful ? 1 : whole ? 0.92 : 0.75) * sharing * code
  if (strength < MINIMUM) return null
  return {
    column: column.index,
    from,
    to,
    strength: Math.min(1, strength),
    exact: whole,
  }
}

/** A word that most cells of a column carry (`951 spaces`) names the column as a header would. */
function unitMentions(question: Question, table: CatalogTable): Mention[] {
  return question.tokens.flatMap((token, at) => {
    if (token.stop || /\d/u.test(token.word)) return []
    return table.index
      .commonIn(token.word)
      .map((column): Mention => ({ column, from: at, to: at + 1, strength: 0.8, exact: false, unit: true }))
  })
}

/** A word of the table's name stands for its rows; asked for, it is the column that names them. */
function rowMentions(question: Question, table: CatalogTable): Mention[] {
  const { naming } = table
  if (!naming) return []
  // A name that several rows share is a poor answer to `which sale`.
  const tells = naming.distinct >= 0.9 * naming.rows
  return rowNouns(question, table).map((at): Mention => ({
    column: naming.index,
    from: at,
    to: at + 1,
    strength: tells ? 1 : 0.6,
    exact: tells,
    row: true,
  }))
}

/** Positions of words that say what a row is: `vendas` over the table vendas. */
export function rowNouns(question: Question, table: CatalogTable): number[] {
  return question.tokens.flatMap((token, at) =>
    !token.stop && table.nouns.some((noun) => similarity(token, noun) >= 0.6) ? [at] : [],
  )
}

/** Every place where the question names a column of the table, strongest first. */
export function linkColumns(question: Question, table: CatalogTable): Mention[] {
  const shared = new Map<string, number>()
  for (const word of table.columns.flatMap((column) => [...new Set(column.words.map(({ noun }) => noun))]))
    shared.set(word, (shared.get(word) ?? 0) + 1)
  const named = table.columns.flatMap((column) =>
    clusterOf(question, hitsOf(question, column)).map((cluster) => toMention(question, column, cluster, shared)),
  )
  return [...named, ...unitMentions(question, table), ...rowMentions(question, table)]
    .filter((mention) => mention !== null)
    .sort((a, b) => b.strength - a.strength || b.to - b.from - (a.to - a.from))
}
