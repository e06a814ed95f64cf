import type { Plan } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import { fold } from '../language/fold.ts'
import type { Question, Token } from '../language/question.ts'
import { linkColumns, rowNouns } from '../linking/link-columns.ts'
import type { Candidate } from './candidates.ts'
import { isRate } from './suggestions.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u))

/** Words that put things in an order without saying by what. */
const JUDGING = set(
  `melhor melhores pior piores top maior maiores menor menores best worst biggest largest greatest smallest bottom`,
)
/** Words that say that the order is by how often. */
const FREQUENCY = set(
  `frequente frequentes frequent frequently often comum comuns common vezes times aparece aparecem count popular`,
)
const SOLD = set('vendido vendida vendidos vendidas sold procurado procurada procurados procuradas')
const NTH = set(
  `segundo segunda terceiro terceira quarto quarta quinto quinta second third fourth fifth sixth 2o 2a 3o 3a 2nd 3rd 4th 5th`,
)
/** Words that happen to things: a count of orders is also a count of orders made. */
const HAPPENING = set(
  `placed made played compraram comprou comprados compradas vendidos vendidas vendido vendida vendeu venderam vem vieram gasto gastos
  feito feita recebido recebida sold bought come comes came won run ran took place given appear appears appeared show shown
  participated competed sao sido todo geral all disponivel disponiveis available disponibilizados`,
)
const RANGES = set('ultimos ultimas last past proximos proximas next')
const SPANS = set('dias dia meses mes anos semanas semestres trimestres days months weeks years quarters')
const RELATIVE =
  /\b(?:semestres?|bimestres?|fim de semana|fins de semana|weekends?|hoje|ontem|yesterday|today|(?:mes|ano|semana) passad[oa]|(?:este|esse|neste|nesse) (?:mes|ano)|(?:esta|essa|nesta|nessa) semana|last (?:month|year|week)|this (?:month|year|week)|dias uteis|half[ -]year)\b/u

/** What makes a good-looking reading unsafe, with the words of the question that do. */
export interface Doubt {
  /** `no_measure`: an order without a figure. `per_thing`: a mean per thing of many. `left_out`: words that the reading drops. */
  readonly kind: 'no_measure' | 'per_thing' | 'left_out' | 'unsupported'
  readonly words: readonly string[]
}

function spelled(question: Question, tokens: readonly (Token | undefined)[]): string[] {
  return tokens.flatMap((token) => (token ? [question.text.slice(token.start, token.end)] : []))
}

/** Positions of content words that the reading does not use. */
function openWords(question: Question, { used }: Candidate): ReadonlySet<number> {
  return new Set(question.tokens.flatMap(({ stop }, at) => (stop || used.has(at) ? [] : [at])))
}

function isMentioned(question: Question, table: CatalogTable, name: string): boolean {
  return linkColumns(question, table).some(
    ({ column, row, strength }) => row !== true && strength >= 0.3 && table.columns[column]?.name === name,
  )
}

/** The column by which the reading puts rows or groups in order; `rows` when it counts them; null without an order. */
function orderOf(plan: Plan): string | null {
  if (plan.kind === 'lookup') return plan.order?.operand?.column ?? null
  if (plan.kind !== 'aggregate' || plan.direction === null) return null
  return plan.measures[0]?.operand?.column ?? 'rows'
}

/** `as melhores lojas`, `o cliente mais importante`: an order by a figure that nobody named. */
function withoutMeasure(question: Question, chosen: Candidate): Doubt | null {
  const order = orderOf(chosen.plan)
  if (order === null || question.tokens.some(({ word }) => FREQUENCY.has(word))) return null
  const open = openWords(question, chosen)
  const cue = question.cues.find(
    ({ kind }) => kind === 'most' || kind === 'least' || kind === 'top' || kind === 'bottom',
  )
  if (!cue) return null
  const words = question.tokens.slice(cue.start, cue.end)
  const judged = open.has(cue.end) ? [...words, question.tokens[cue.end]] : words
  // The most sold by pieces, by money or by orders are three different things.
  const sold = SOLD.has(question.tokens[cue.end]?.word ?? '')
  const vague = sold || words.some(({ word }) => JUDGING.has(word)) || open.has(cue.end)
  if (!vague) return null
  if (order === 'rows') {
    const counted = question.cues.some(
      ({ kind, start, end }) => kind === 'count' && !(start >= cue.start && end <= cue.end && words.length === 1),
    )
    // `mais pedidos`: the rows themselves; `mais clientes` would be different customers.
    const next = question.tokens[cue.end]
    const ofRows =
      rowNouns(question, chosen.table).includes(cue.end) ||
      linkColumns(question, chosen.table).some(
        ({ from, column, strength }) =>
          from === cue.end && strength >= 0.6 && chosen.table.columns[column]?.distinct === chosen.table.rows,
      )
    if (next && ofRows && !words.some(({ word }) => JUDGING.has(word))) return null
    const ofNumber = words.some(
      ({ word }) => word === 'number' || word === 'numero' || word === 'quantidade' || word === 'amount',
    )
    return (counted || ofNumber) && !open.has(cue.end) ? null : { kind: 'no_measure', words: spelled(question, judged) }
  }
  const table = chosen.table
  const column = table.columns.find(({ name }) => name === order)
  const time = column?.dated === 'native' && question.cues.some(({ kind }) => kind === 'latest' || kind === 'earliest')
  return time || (!sold && isMentioned(question, table, order))
    ? null
    : { kind: 'no_measure', words: spelled(question, judged) }
}

function isMany({ kind, distinct, rows }: CatalogColumn): boolean {
  return distinct > 12 && (kind === 'identifier' || distinct > 0.1 * rows)
}

/** `valor médio por pedido`: a mean within each order, or what an order comes to on average. */
function perThing(question: Question, { plan, table }: Candidate): Doubt | null {
  if (plan.kind !== 'aggregate' || plan.groups.length !== 1 || plan.direction !== null) return null
  const [group] = plan.groups
  const column = table.columns.find(({ name }) => name === group?.column)
  const cue = question.cues.find(({ kind }) => kind === 'group')
  const word = question.tokens[cue?.start ?? -1]?.word
  const loose = cue !== undefined && cue.end - cue.start === 1 && (word === 'por' || word === 'per' || word === 'by')
  if (plan.measures[0]?.fn !== 'mean' || !column || group?.bucket || !loose || !isMany(column)) return null
  return { kind: 'per_thing', words: spelled(question, question.tokens.slice(cue.start, cue.end + 1)) }
}

/** The n-th in an order, periods relative to today: nothing in a plan says them. */
function unsupported(question: Question, chosen: Candidate): Doubt | null {
  const free = (at: number) => !chosen.set.used.has(at)
  const nth = 'nth' in chosen.plan && chosen.plan.nth !== undefined
  for (const [at, token] of question.tokens.entries()) {
    const next = question.tokens[at + 1]
    const superlative = question.cues.some(
      ({ kind, start }) =>
        (kind === 'most' || kind === 'least' || kind === 'max' || kind === 'min') && start > at && start - at <= 4,
    )
    if (!nth && NTH.has(token.word) && superlative && free(at))
      return { kind: 'unsupported', words: spelled(question, [token]) }
    const after = question.tokens[at + 2]
    if (RANGES.has(token.word) && /^\d+$/u.test(next?.word ?? '') && SPANS.has(after?.word ?? ''))
      return { kind: 'unsupported', words: [spelled(question, [token, next, after]).join(' ')] }
  }
  const relative = RELATIVE.exec(fold(question.text))
  const at = relative ? question.tokens.findIndex(({ word }) => word === relative[0].split(' ')[0]) : -1
  return relative && !chosen.used.has(at) ? { kind: 'unsupported', words: [relative[0]] } : null
}

/** `Qual o telefone do cliente …`: the thing that is asked for has no column, and its owner is no answer. */
function droppedHead(question: Question, open: ReadonlySet<number>): Doubt | null {
  const which = question.cues.find(({ kind, start }) => kind === 'which' && start === 0)
  if (question.language !== 'pt' || !which) return null
  const head = question.tokens.findIndex(({ stop }, at) => at >= which.end && !stop)
  const owner = ['do', 'da', 'dos', 'das', 'de'].includes(question.tokens[head + 1]?.word ?? '')
  return open.has(head) && owner ? { kind: 'left_out', words: spelled(question, [question.tokens[head]]) } : null
}

/** Words without which the reading answers another question: what to group by, what to count, which figure. */
function leftOut(question: Question, chosen: Candidate): Doubt | null {
  const { plan, table } = chosen
  const open = openWords(question, chosen)
  const headless = plan.kind === 'lookup' ? droppedHead(question, open) : null
  if (headless) return headless
  const dropped = (at: number) => open.has(at) && !HAPPENING.has(question.tokens[at]?.word ?? '')
  const lost = (...at: number[]): Doubt => ({
    kind: 'left_out',
    words: spelled(
      question,
      at.map((place) => question.tokens[place]),
    ),
  })
  if (question.language === 'pt' && plan.kind !== 'neighbour') {
    for (const { kind, start, end } of question.cues)
      if (kind === 'group' && question.tokens[start]?.word === 'por' && dropped(end)) return lost(end)
    for (const mention of linkColumns(question, table)) {
      const figure =
        mention.row !== true && mention.strength >= 0.6 && table.columns[mention.column]?.numeric === 'native'
      const counted = question.cues.some(({ kind, end }) => kind === 'count' && end === mention.from)
      if (figure && !counted && chosen.used.has(mention.from) && dropped(mention.to)) return lost(mention.to)
    }
  }
  if (question.language === 'en') {
    for (const { column, from, row, strength } of linkColumns(question, table)) {
      const figure = row !== true && strength >= 0.6 && table.columns[column]?.numeric === 'native'
      const before = question.tokens[from - 1]
      // `urban population`, where the table has one population: a name or a number before it is something else.
      const qualified = before && !before.capital && !/\d/u.test(before.word) && dropped(from - 1)
      const opens = question.tokens.slice(0, Math.max(0, from - 1)).every(({ stop }) => stop)
      if (figure && qualified && opens && chosen.used.has(from) && plan.kind === 'lookup') return lost(from - 1)
    }
  }
  const grouped = plan.kind === 'aggregate' && plan.groups.length > 0
  for (const [at, { word }] of question.tokens.entries())
    if (grouped && (word === 'and' || word === 'e') && chosen.used.has(at - 1) && dropped(at + 1)) return lost(at + 1)
  if (plan.kind === 'aggregate' && !grouped && chosen.set.chosen.length === 0 && plan.measures[0]?.fn === 'count') {
    const missing = [...open].filter(
      (at) => dropped(at) && !table.nouns.some(({ noun }) => noun === question.tokens[at]?.noun),
    )
    if (missing.length > 0) return lost(...missing)
  }
  return figureLeftOut(question, chosen)
}

/** `soma de valor e de quantidade`: a figure's own header that is named and not used; a rate that is added up. */
function figureLeftOut(question: Question, { plan, table, used, set: { chosen } }: Candidate): Doubt | null {
  if (plan.kind !== 'aggregate') return null
  const names = JSON.stringify([plan.measures, plan.groups, plan.filter])
  for (const { column, from, to, exact, row } of linkColumns(question, table)) {
    const named = table.columns[column]
    const tokens = question.tokens.slice(from, to)
    const free =
      tokens.every((_, step) => !used.has(from + step)) && !chosen.some((test) => test.from < to && from < test.to)
    if (exact && row !== true && named?.numeric === 'native' && free && !names.includes(JSON.stringify(named.name)))
      return { kind: 'left_out', words: spelled(question, tokens) }
  }
  const [measure] = plan.measures
  const summed = measure?.fn === 'sum' ? table.columns.find(({ name }) => name === measure.operand?.column) : undefined
  const exact = linkColumns(question, table).some(({ column, exact: whole }) => whole && column === summed?.index)
  return summed && isRate(summed) && !exact ? { kind: 'left_out', words: [summed.label] } : null
}

/** The first reason not to trust a reading however well it scores; null when there is none. */
export function doubtOf(question: Question, chosen: Candidate): Doubt | null {
  return (
    unsupported(question, chosen) ??
    withoutMeasure(question, chosen) ??
    perThing(question, chosen) ??
    leftOut(question, chosen)
  )
}
