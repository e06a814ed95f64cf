import type { Measure, RowOrder, VerdictPlan } from '@datapilot/contracts'
import { conjunction } from './condition-sets.ts'
import { cuesOf, positions, rankOf, type Draft, type Situation } from './draft.ts'
import { figureDraft, figures, groupings, impliedFigures, type Figure } from './frames-figure.ts'
import { explained, mentioned, mentionsAfter, targets } from './targets.ts'

const NTH: ReadonlyMap<string, number> = new Map(
  Object.entries({
    segundo: 2,
    segunda: 2,
    second: 2,
    '2o': 2,
    '2a': 2,
    '2nd': 2,
    terceiro: 3,
    terceira: 3,
    third: 3,
    '3o': 3,
    '3a': 3,
    '3rd': 3,
    quarto: 4,
    quarta: 4,
    fourth: 4,
    '4o': 4,
    '4a': 4,
    '4th': 4,
    quinto: 5,
    quinta: 5,
    fifth: 5,
    '5o': 5,
    '5a': 5,
    '5th': 5,
  }),
)

const count: Measure = { fn: 'count', operand: null, second: null, q: null }
const rows: Figure = { measure: count, column: null, words: [], cues: [], score: 1.6, strength: 0.8 }

/** `o segundo maior valor`, `the city with the third highest population`: the row or the figure at that rank. */
export function nthDrafts(situation: Situation): Draft[] {
  const { question, table, set, filter } = situation
  return cuesOf(situation, 'most', 'least', 'max', 'min').flatMap((cue) => {
    const at = [cue.start - 1, cue.start - 2].find((place) => NTH.has(question.tokens[place]?.word ?? ''))
    const nth = at === undefined ? undefined : NTH.get(question.tokens[at]?.word ?? '')
    if (at === undefined || nth === undefined || set.used.has(at)) return []
    const direction = cue.kind === 'most' || cue.kind === 'max' ? ('descending' as const) : ('ascending' as const)
    const same = situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end)
    return mentionsAfter(situation, cue.end, 5)
      .slice(0, 3)
      .flatMap((mention): Draft[] => {
        const ranked = mentioned(situation, mention)
        const operand = rankOf(ranked)
        if (!operand) return []
        const order: RowOrder = { operand, direction }
        const lookup = (select: string, score: number, words: readonly number[], target: number): Draft => ({
          plan: {
            kind: 'lookup',
            table: table.name,
            filter,
            select: [select],
            distinct: true,
            order,
            limit: null,
            nth,
          },
          score: set.score + score + 2.2 * mention.strength,
          used: new Set([...set.used, at, ...positions(cue.start, cue.end), ...explained(mention), ...words]),
          cues: same,
          target,
          shape: 'one',
        })
        const named = targets(situation).filter(
          ({ column, mention: other }) =>
            column.index !== ranked.index && (other === null || other.from < mention.from),
        )
        return [
          lookup(ranked.name, 2.6, [], mention.strength),
          ...named
            .slice(0, 2)
            .map((target) => lookup(target.column.name, 1 + target.score, explained(target.mention), target.strength)),
        ]
      })
  })
}

const SMALLER = new Set('menos menor inferior fewer less lower smaller shorter younger'.split(' '))

function verdict(
  situation: Situation,
  figure: Figure,
  rest: Omit<VerdictPlan, 'kind' | 'table' | 'measure'>,
  score: number,
  words: readonly number[],
): Draft {
  return figureDraft(
    situation,
    figure,
    { kind: 'verdict', table: situation.table.name, measure: figure.measure, ...rest },
    { score, words, cues: cuesOf(situation, 'yes_no', 'more', 'most', 'least', 'gt', 'lt') },
  )
}

const ANY = new Set('algum alguma alguns algumas any some nenhum nenhuma'.split(' '))

/** `Houve algum pedido devolvido em Maceió?`, `Are there sales above 1,000?`: is any row like that. */
export function existsDrafts(situation: Situation): Draft[] {
  const { question, set } = situation
  const [opener] = cuesOf(situation, 'yes_no')
  if (!opener || !situation.filter) return []
  const existential =
    ['existe', 'existem', 'ha', 'houve', 'tem', 'teve'].includes(question.tokens[0]?.word ?? '') ||
    question.tokens[1]?.word === 'there'
  if (!existential) return []
  const nouns = question.tokens.flatMap(({ word }, at) =>
    ANY.has(word) || (situation.rowNouns.includes(at) && !set.used.has(at)) ? [at] : [],
  )
  return [verdict(situation, rows, { left: situation.filter, right: 0, comparison: 'gt' }, 2.4, nouns)]
}

/** `Fortaleza vendeu mais que Niterói?`: one figure over two values of a column, as a yes or a no. */
export function versusDrafts(situation: Situation): Draft[] {
  const { question, set } = situation
  const than = question.tokens.findIndex(({ word }, at) => (word === 'que' || word === 'than') && at > 1)
  const more = question.tokens.findIndex(({ word }) =>
    ['mais', 'menos', 'maior', 'menor', 'more', 'less', 'fewer', 'higher', 'lower', 'larger', 'smaller'].includes(word),
  )
  const asks = cuesOf(situation, 'which', 'who', 'or', 'difference', 'how_much', 'count').filter(
    ({ start }) => start !== than,
  )
  if (than < 0 || more < 0 || more > than || asks.length > 0) return []
  const left = set.chosen.find(({ from }) => from < more)
  const right = set.chosen.find(({ from, option }) => from > than && option.column === left?.option.column)
  const [a, b] = [left && conjunction([left]), right && conjunction([right])]
  if (!a || !b || set.chosen.length !== 2) return []
  const comparison = SMALLER.has(question.tokens[more]?.word ?? '') ? ('lt' as const) : ('gt' as const)
  const named = [...figures(situation), ...impliedFigures(situation)].filter(
    ({ measure }) => measure.fn !== 'max' && measure.fn !== 'min',
  )
  return named
    .slice(0, 4)
    .map((figure) => verdict(situation, figure, { left: a, right: b, comparison }, 1.6, positions(more, than + 1)))
}

/** `acumulado por mês`, `month over month growth`: a column that looks back over the groups of a time. */
export function seriesDrafts(situation: Situation): Draft[] {
  const [cue] = cuesOf(situation, 'running', 'change')
  if (!cue) return []
  const growth = cuesOf(situation, 'growth').length > 0
  const series =
    cue.kind === 'running' ? ('running_total' as const) : growth ? ('growth' as const) : ('difference' as const)
  return groupings(situation)
    .filter(({ column }) => column.roles.time)
    .flatMap(({ grouping, words, cue: by, score, column }) => {
      const usable = [...figures(situation), ...impliedFigures(situation)].filter(
        ({ measure, column: own }) => own?.index !== column.index && measure.fn !== 'max' && measure.fn !== 'min',
      )
      return usable.slice(0, 4).map((figure) =>
        figureDraft(
          situation,
          figure,
          {
            kind: 'aggregate',
            table: situation.table.name,
            filter: situation.filter,
            measures: [figure.measure],
            groups: [grouping],
            having: null,
            direction: null,
            limit: null,
            share: false,
            series,
          },
          { score: score + 2, words, cues: [cue, by, ...cuesOf(situation, 'growth', 'sum', 'total')], shape: 'list' },
        ),
      )
    })
}

/** `os 5 maiores salários`: the figures themselves, largest first. */
export function largestDrafts(situation: Situation): Draft[] {
  const { question, table, set, filter } = situation
  return cuesOf(situation, 'most', 'least').flatMap((cue) => {
    const number = question.numbers.find(
      ({ from, to, span }) =>
        (to === cue.start || from === cue.end) && Number.isInteger(span.value) && span.value > 1 && span.value <= 100,
    )
    if (!number) return []
    return mentionsAfter(situation, cue.end, 2)
      .slice(0, 1)
      .flatMap((mention): Draft[] => {
        const column = mentioned(situation, mention)
        const operand = rankOf(column)
        const others = targets(situation).some(
          ({ mention: other, strength }) => other !== null && strength > 0.6 && other.column !== mention.column,
        )
        if (!operand || column.numeric !== 'native' || others) return []
        const naming = table.naming && table.naming.distinct >= 0.9 * table.rows ? [table.naming.name] : []
        return [
          {
            plan: {
              kind: 'lookup',
              table: table.name,
              filter,
              select: [column.name, ...naming],
              distinct: true,
              order: { operand, direction: cue.kind === 'most' ? 'descending' : 'ascending' },
              limit: number.span.value,
            },
            score: set.score + 3.4 + 2 * mention.strength,
            used: new Set([
              ...set.used,
              ...positions(cue.start, cue.end),
              ...explained(mention),
              ...positions(number.from, number.to),
            ]),
            cues: situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end),
            target: mention.strength,
            shape: 'list',
          },
        ]
      })
  })
}
