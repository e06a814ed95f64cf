import type { Grouping, Measure, MeasureFunction, Plan, TimeBucket } from '@datapilot/contracts'
import type { CatalogColumn } from '../catalog/catalog.ts'
import { expansions } from '../catalog/header-words.ts'
import type { Cue, CueKind } from '../language/cues.ts'
import type { Mention } from '../linking/link-columns.ts'
import { cuesOf, figureOf, freeMentions, isFixed, positions, rankOf, type Draft, type Situation } from './draft.ts'
import { explained, mentioned, mentionsAfter, mentionsBefore, opensQuestion, targets } from './targets.ts'

/** A figure the question asks for, with the words that say so. */
export interface Figure {
  readonly measure: Measure
  readonly column: CatalogColumn | null
  readonly words: readonly number[]
  readonly cues: readonly Cue[]
  readonly score: number
  readonly strength: number
}

const DIRECT: Readonly<Partial<Record<CueKind, MeasureFunction>>> = {
  sum: 'sum',
  total: 'sum',
  mean: 'mean',
  median: 'median',
  max: 'max',
  min: 'min',
  most: 'max',
  least: 'min',
  latest: 'max',
  earliest: 'min',
  range: 'range',
  standard_deviation: 'standard_deviation',
  variance: 'variance',
  skewness: 'skewness',
  kurtosis: 'kurtosis',
  null: 'missing',
}
const BUCKETS: ReadonlyMap<string, TimeBucket> = new Map(
  Object.entries({
    ano: 'year',
    anos: 'year',
    year: 'year',
    years: 'year',
    mes: 'month',
    meses: 'month',
    month: 'month',
    months: 'month',
    trimestre: 'quarter',
    quarter: 'quarter',
    quarters: 'quarter',
    dia: 'day',
    day: 'day',
    weekday: 'weekday',
  } as const),
)

const PLAIN = new Set(
  'maior menor total soma media highest lowest largest smallest sum average mean maximum minimum maximo minimo mediana median biggest greatest'.split(
    ' ',
  ),
)

const count: Measure = { fn: 'count', operand: null, second: null, q: null }

function measureOf(fn: MeasureFunction, column: CatalogColumn): Measure | null {
  if (fn === 'missing' || fn === 'count_distinct')
    return { fn, operand: { column: column.name, as: 'value' }, second: null, q: null }
  const operand = fn === 'min' || fn === 'max' ? rankOf(column) : figureOf(column)
  return operand ? { fn, operand, second: null, q: null } : null
}

const UNIT_PRICE = new Set(['unitario', 'unit', 'unitaria', 'unitarios'])

/** A price per piece: its sum means nothing. */
function isUnitPrice({ words }: CatalogColumn): boolean {
  return words.some(({ word }) => UNIT_PRICE.has(word) || expansions(word).some((other) => UNIT_PRICE.has(other)))
}

/** Sums of codes, ranks and years mean nothing; their means rarely do. */
function senseless(fn: MeasureFunction, column: CatalogColumn): number {
  if (column.kind === 'constant' && column.rows > 1) return -1.5
  if (fn === 'sum' && isUnitPrice(column)) return -1.6
  if (fn === 'missing' || fn === 'min' || fn === 'max') return column.kind === 'identifier' ? -0.6 : 0
  if (column.kind === 'identifier') return -2
  return column.roles.ordinal ? (fn === 'sum' ? -2 : -0.8) : 0
}

function named(situation: Situation, cue: Cue): Mention[] {
  const after = mentionsAfter(situation, cue.end, 5)
  const superlative = cue.kind === 'most' || cue.kind === 'least'
  // `which year had the most titles` is not about the year's maximum.
  const before =
    superlative && after.length > 0
      ? []
      : mentionsBefore(situation, cue.start, 3).map((mention) => ({ ...mention, strength: mention.strength - 0.15 }))
  const inside = freeMentions(situation).filter(({ from, to }) => from < cue.end && cue.start < to)
  return [...inside, ...after, ...before].sort((a, b) => b.strength - a.strength)
}

/** Figures with a column that a cue word asks for: `average price`, `soma de valor`, `highest total`. */
export function directFigures(situation: Situation): Figure[] {
  return situation.cues.flatMap((cue): Figure[] => {
    const fn = DIRECT[cue.kind]
    if (!fn) return []
    const same = situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end)
    const found = named(situation, cue)
      .slice(0, 4)
      .flatMap((mention): Figure[] => {
        const column = mentioned(situation, mention)
        const measure = measureOf(fn, column)
        if (!measure) return []
        const fixed = isFixed(situation, column.index) ? -2 : 0
        const dated =
          column.dated !== null && cue.kind !== 'latest' && cue.kind !== 'earliest' && !mention.exact ? -2 : 0
        const superlative =
          cue.kind === 'most' || cue.kind === 'least' ? (opensQuestion(situation, cue) ? 0.9 : -0.1) : 0
        return [
          {
            measure,
            column,
            words: explained(mention),
            cues: same,
            score:
              1.4 +
              2.4 * mention.strength +
              (mention.exact ? 0.5 : 0) +
              senseless(fn, column) +
              fixed +
              superlative +
              dated,
            strength: mention.strength,
          },
        ]
      })
    if (found.length > 0) return found
    // A table with one measure needs no name for it: `total in 2023`; but `oldest` is not about that measure.
    if (cue.end - cue.start > 1 || !PLAIN.has(situation.question.tokens[cue.start]?.word ?? '')) return []
    const money = fn === 'sum' || fn === 'mean' ? mainMoney(situation, cue) : null
    if (money) return money
    const only = situation.table.columns.filter(
      (column) => column.numeric === 'native' && !column.roles.ordinal && column.kind !== 'constant',
    )
    const [column] = only
    const measure = only.length === 1 && column && fn !== 'missing' ? measureOf(fn, column) : null
    return column && measure ? [{ measure, column, words: [], cues: same, score: 1.2, strength: 0.4 }] : []
  })
}

/** `o total das despesas` over a table of them: its only column of money by currency. */
function mainMoney({ question, rowNouns, table }: Situation, cue: Cue): Figure[] | null {
  const next = question.tokens.findIndex(({ stop }, at) => at >= cue.end && !stop)
  const columns = table.columns.filter((column) => column.money && column.numeric === 'native' && !isUnitPrice(column))
  const [column] = columns
  const measure = column && columns.length === 1 ? measureOf(cue.kind === 'mean' ? 'mean' : 'sum', column) : null
  if (!column || !measure || !rowNouns.includes(next) || next - cue.end > 2) return null
  return [{ measure, column, words: [next], cues: [cue], score: 2.4, strength: 0.7 }]
}

/** `quanto gastamos com frete`: an amount of money is added up, however many rows it stands in. */
export function amountFigures(situation: Situation): Figure[] {
  return cuesOf(situation, 'how_much').flatMap((cue) =>
    mentionsAfter(situation, cue.end, 3)
      .slice(0, 2)
      .flatMap((mention): Figure[] => {
        const column = mentioned(situation, mention)
        const measure = column.money && !isUnitPrice(column) ? measureOf('sum', column) : null
        return measure
          ? [
              {
                measure,
                column,
                words: explained(mention),
                cues: [cue],
                score: 2 + 2 * mention.strength,
                strength: mention.strength,
              },
            ]
          : []
      }),
  )
}

/** Counts: of rows, of different values of the named column, or a column that holds counts. */
export function countFigures(situation: Situation): Figure[] {
  const figures: Figure[] = []
  const distinct = cuesOf(situation, 'distinct')
  for (const cue of cuesOf(situation, 'count')) {
    const same = situation.cues.filter(
      ({ start, end, kind }) => start === cue.start && end === cue.end && kind !== 'sum',
    )
    const nouns = mentionsAfter(situation, cue.end, 4).slice(0, 4)
    const noun = situation.question.tokens.findIndex((token, at) => at >= cue.end && !token.stop)
    const ofRows = situation.rowNouns.includes(noun)
    // `a maior quantidade` is also the largest of a column of quantities.
    const before = situation.question.tokens[cue.start - 1]?.word ?? ''
    const largest = before === 'maior' || before === 'mais' || before === 'highest'
    for (const mention of !largest
      ? []
      : freeMentions(situation).filter(({ from, to }) => from >= cue.start && to <= cue.end)) {
      const column = mentioned(situation, mention)
      const measure =
        mention.exact && mention.row !== true && column.numeric === 'native' ? measureOf('sum', column) : null
      if (measure)
        figures.push({ measure, column, words: explained(mention), cues: same, score: 3.4, strength: mention.strength })
    }
    figures.push({
      measure: count,
      column: null,
      words: ofRows ? [noun] : [],
      cues: same,
      score: ofRows ? 3.6 : 2.2,
      strength: ofRows || nouns.length === 0 ? 0.8 : 0.6,
    })
    for (const mention of ofRows && distinct.length === 0 ? [] : nouns) {
      const column = mentioned(situation, mention)
      const whole = (mention.exact ? 0.4 : 0) - 0.3 * Math.max(0, mention.from - cue.end)
      if (mention.unit !== true && (column.numeric === null || column.roles.ordinal || column.dated !== null)) {
        const dated = column.dated === null ? 0 : -1
        // One student has many rows: to count students is to count each once.
        const repeats = mention.exact && column.type === 'text' && column.distinct < 0.7 * column.rows
        const unrestricted =
          situation.set.chosen.length === 0 || isFixed(situation, column.index) || repeats ? 0.3 : -0.3
        figures.push({
          measure: count,
          column,
          words: explained(mention),
          cues: same,
          score: 2.4 + mention.strength + whole + (distinct.length > 0 ? -1.5 : 0),
          strength: mention.strength,
        })
        figures.push({
          measure: { fn: 'count_distinct', operand: { column: column.name, as: 'value' }, second: null, q: null },
          column,
          words: explained(mention),
          cues: [...same, ...distinct],
          score: 2.4 + mention.strength + whole + (distinct.length > 0 ? 1 : unrestricted + dated),
          strength: mention.strength,
        })
      } else if (mention.unit !== true) {
        const measure = measureOf('sum', column)
        if (measure)
          figures.push({
            measure,
            column,
            words: explained(mention),
            cues: same,
            score: 1.7 + 1.6 * mention.strength + whole,
            strength: mention.strength,
          })
      }
    }
  }
  if (figures.length === 0 && distinct.length > 0) {
    for (const cue of distinct) {
      for (const mention of mentionsAfter(situation, cue.end, 3).slice(0, 2)) {
        const column = mentioned(situation, mention)
        figures.push({
          measure: { fn: 'count_distinct', operand: { column: column.name, as: 'value' }, second: null, q: null },
          column,
          words: explained(mention),
          cues: [cue],
          score: 0.6 + mention.strength,
          strength: mention.strength,
        })
      }
    }
  }
  return figures
}

/** Correlation of the two named columns. */
export function correlationFigures(situation: Situation): Figure[] {
  const cues = cuesOf(situation, 'correlation')
  if (cues.length === 0) return []
  const best = new Map<number, Mention>()
  for (const mention of freeMentions(situation)) {
    if (figureOf(mentioned(situation, mention)) && !best.has(mention.column)) best.set(mention.column, mention)
  }
  const [left, right] = [...best.values()].sort((a, b) => b.strength - a.strength)
  if (!left || !right) return []
  const [first, second] = [mentioned(situation, left), mentioned(situation, right)].map(figureOf)
  if (!first || !second) return []
  return [
    {
      measure: { fn: 'correlation', operand: first, second, q: null },
      column: null,
      words: explained(left, right),
      cues: [...cues, ...cuesOf(situation, 'between')],
      score: 2 + left.strength + right.strength,
      strength: Math.min(left.strength, right.strength),
    },
  ]
}

/** Columns to group by, named after `por`, `by`, `each`, `per`. */
export function groupings(
  situation: Situation,
): { grouping: Grouping; column: CatalogColumn; words: number[]; cue: Cue; score: number }[] {
  const { tokens } = situation.question
  // The second of `by state and month` stands behind the conjunction, without a cue of its own.
  const named = cuesOf(situation, 'group')
  const joined = named.flatMap((cue) => {
    const at = tokens.findIndex(
      ({ word }, place) => place > cue.end && place - cue.end <= 3 && (word === 'and' || word === 'e'),
    )
    const own = named.some(({ start }) => start === at + 1)
    return at > 0 && !own && at + 1 < tokens.length ? [{ ...cue, end: at + 1 }] : []
  })
  return [...named, ...joined].flatMap((place) => {
    const cue = named.find(({ start }) => start === place.start) ?? place
    return groupingsAt(situation, place).map((found) => ({ ...found, cue }))
  })
}

function groupingsAt(
  situation: Situation,
  cue: Cue,
): { grouping: Grouping; column: CatalogColumn; words: number[]; cue: Cue; score: number }[] {
  const next = situation.question.tokens[cue.end]
  const bucket = next ? BUCKETS.get(next.word) : undefined
  const dates = situation.table.columns.filter(({ dated, roles }) => dated === 'native' && roles.time)
  const buckets = bucket
    ? dates.map((column, order) => ({
        grouping: { column: column.name, bucket },
        column,
        words: [cue.end],
        cue,
        score: 2 - 0.4 * order + (freeMentions(situation).some((mention) => mention.column === column.index) ? 0.5 : 0),
      }))
    : []
  const columns = mentionsAfter(situation, cue.end, 3)
    .slice(0, 3)
    .filter(
      ({ column, row }) =>
        row !== true && !isFixed(situation, column) && (situation.table.columns[column]?.distinct ?? 0) > 1,
    )
    .map((mention) => ({
      grouping: { column: mentioned(situation, mention).name, bucket: null },
      column: mentioned(situation, mention),
      words: explained(mention),
      cue,
      score:
        0.6 +
        1.6 * mention.strength -
        (mention.from > cue.end + 1 ? 0.4 : 0) -
        (mentioned(situation, mention).distinct > 0.9 * situation.table.rows ? 1.5 : 0),
    }))
  return [...buckets, ...columns]
}

/** Makes a draft of a plan around a figure. */
export function figureDraft(
  situation: Situation,
  figure: Figure,
  plan: Plan,
  extra: { score: number; words?: readonly number[]; cues?: readonly Cue[]; shape?: 'one' | 'list' },
): Draft {
  const cues = [...figure.cues, ...(extra.cues ?? [])]
  return {
    plan,
    score: situation.set.score + figure.score + extra.score,
    used: new Set([
      ...situation.set.used,
      ...figure.words,
      ...(extra.words ?? []),
      ...cues.flatMap(({ start, end }) => positions(start, end)),
    ]),
    cues,
    target: figure.strength,
    shape: extra.shape ?? 'one',
  }
}

/** All figures of the question, best first. */
export function figures(situation: Situation): Figure[] {
  return [
    ...directFigures(situation),
    ...countFigures(situation),
    ...correlationFigures(situation),
    ...amountFigures(situation),
  ]
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
}

/** When a grouping is named but no figure: the named number is summed, else rows are counted. */
export function impliedFigures(situation: Situation): Figure[] {
  const named = targets(situation)
    .filter(
      ({ column, mention }) =>
        mention !== null && column.numeric === 'native' && !column.roles.ordinal && !isUnitPrice(column),
    )
    .slice(0, 2)
  const sums = named.flatMap(({ column, mention, strength }): Figure[] => {
    const measure = measureOf('sum', column)
    return measure
      ? [{ measure, column, words: explained(mention), cues: [], score: 1 + 1.5 * strength, strength }]
      : []
  })
  return [...sums, { measure: count, column: null, words: [], cues: [], score: 0.9, strength: 0.5 }]
}
