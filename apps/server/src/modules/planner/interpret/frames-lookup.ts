import type { RowOrder } from '@datapilot/contracts'
import type { CatalogColumn } from '../catalog/catalog.ts'
import type { Cue } from '../language/cues.ts'
import { cuesOf, figureOf, freeMentions, positions, rankOf, type Draft, type Situation } from './draft.ts'
import {
  explained,
  focusRange,
  mentioned,
  opensQuestion,
  mentionsAfter,
  mentionsBefore,
  targets,
  type Target,
} from './targets.ts'

const MAX_TARGETS = 6

function draft(
  situation: Situation,
  target: Target,
  rest: {
    order?: RowOrder | null
    limit?: number | null
    cues?: readonly Cue[]
    score: number
    words?: readonly number[]
    select?: readonly string[]
    shape?: 'one' | 'list'
  },
): Draft {
  const cues = [...(rest.cues ?? []), ...(target.cue ? [target.cue] : [])]
  return {
    plan: {
      kind: 'lookup',
      table: situation.table.name,
      filter: situation.filter,
      select: [...(rest.select ?? [target.column.name])],
      distinct: true,
      order: rest.order ?? null,
      limit: rest.limit ?? null,
    },
    score: situation.set.score + target.score + rest.score,
    used: new Set([
      ...situation.set.used,
      ...explained(target.mention),
      ...(rest.words ?? []),
      ...cues.flatMap(({ start, end }) => positions(start, end)),
    ]),
    cues,
    target: target.strength,
    shape: rest.shape ?? 'one',
  }
}

/** `Quais servidores …`, `which races …`, `what are the scores …`: more than one row is expected. */
function asksForSeveral({ question }: Situation, { mention }: Target): boolean {
  const [first, second] = question.tokens
  if (first?.word === 'quais' || second?.word === 'are' || second?.word === 'were') return true
  if (!mention) return false
  const head = question.language === 'pt' ? mention.from : mention.to - 1
  return /[^si]s$/u.test(question.tokens[head]?.word ?? '')
}

/** Cells of the asked column where the tests hold; without tests only where a list is asked for. */
export function lookupDrafts(situation: Situation): Draft[] {
  const found = targets(situation)
  const counts = cuesOf(situation, 'count').length > 0
  const lists = cuesOf(situation, 'list', 'which', 'distinct').filter(
    ({ kind, start }) => kind !== 'list' || start <= 2,
  )
  const selective = situation.set.chosen.length > 0
  const drafts = found.slice(0, MAX_TARGETS).map((target) => {
    const figure = (target.column.numeric !== null && !target.column.roles.ordinal) || target.mention?.unit === true
    const counted = counts ? (figure ? -0.2 : -1.6) : 0
    const plural = asksForSeveral(situation, target)
    const dump = selective ? 0 : target.mention && (plural || lists.some(({ kind }) => kind !== 'which')) ? -0.8 : -4
    const countCues = counts && figure ? cuesOf(situation, 'count', 'total') : []
    return draft(situation, target, {
      score: counted + dump,
      cues: [
        ...countCues,
        ...cuesOf(situation, 'distinct'),
        ...(target.column.numeric !== null ? cuesOf(situation, 'how_much') : []),
      ],
      shape: selective && !plural ? 'one' : 'list',
    })
  })
  const pair = pairOf(situation, found)
  if (pair && selective && !counts) drafts.push(pair)
  if (found.length === 0 && selective && namesNothing(situation)) {
    const column = situation.table.naming
    if (column)
      drafts.push(
        draft(
          situation,
          { column, mention: null, cue: null, score: -0.6, strength: 0.3 },
          { score: counts ? -1.6 : 0 },
        ),
      )
  }
  return drafts
}

/** True when the question has no noun of its own that would have to be a column: `which has 3 bedrooms?`. */
function namesNothing(situation: Situation): boolean {
  const focus = focusRange(situation)
  return situation.question.tokens
    .slice(focus.from, focus.to)
    .every((token, step) => token.stop || situation.set.used.has(focus.from + step))
}

function pairOf(situation: Situation, found: readonly Target[]): Draft | null {
  const named = found
    .filter(({ mention, strength }) => mention !== null && strength > 0.6)
    .sort((a, b) => (a.mention?.from ?? 0) - (b.mention?.from ?? 0))
  const [first, second] = named
  if (!first?.mention || !second?.mention || first.mention.to > second.mention.from) return null
  const between = situation.question.tokens.slice(first.mention.to, second.mention.from).map(({ word }) => word)
  if (!between.some((word) => word === 'and' || word === 'e') || between.length > 2) return null
  return draft(situation, first, {
    score: 0.6 + 0.5 * second.strength,
    words: explained(second.mention),
    select: [first.column.name, second.column.name],
  })
}

const FREQUENCY = new Set(
  'comum comuns frequente frequentes common frequent frequently often popular vezes times aparece'.split(' '),
)

/** `mais comum`, `most frequent`: a number of rows, not a figure in them. */
export function asksForFrequency({ question }: Situation, { start, end }: Cue): boolean {
  return question.tokens.slice(start, end).some(({ word }) => FREQUENCY.has(word))
}

/** How many are wanted: `top 5`, `os 3 maiores`, `the 2 cities with the largest …`; one when no number says so. */
export function topCount(situation: Situation, cue: Cue): { limit: number; words: number[] } {
  const { question, mentions, set } = situation
  const free = question.numbers.filter(
    ({ from, to, span }) =>
      !span.percent &&
      Number.isInteger(span.value) &&
      span.value >= 2 &&
      span.value <= 1000 &&
      !positions(from, to).some((at) => set.used.has(at)),
  )
  const near = free.find(
    ({ from, to }) =>
      from === cue.end ||
      (to <= cue.start && cue.start - to <= 1) ||
      (to <= cue.start && mentions.some((mention) => mention.from === to && mention.strength >= 0.6)),
  )
  return near ? { limit: near.span.value, words: positions(near.from, near.to) } : { limit: 1, words: [] }
}

/** Columns a superlative may be about: named beside it, or the one that fits its own word (latest → dates). */
function rankings(situation: Situation, cue: Cue): { column: CatalogColumn; words: number[]; score: number }[] {
  const temporal = cue.kind === 'latest' || cue.kind === 'earliest'
  const inside = freeMentions(situation).filter(({ from, to }) => from < cue.end && cue.start < to)
  const after = [...inside, ...mentionsAfter(situation, cue.end, 5)]
  const near =
    after.length > 0
      ? after
      : mentionsBefore(situation, cue.start, 4).map((mention) => ({ ...mention, strength: mention.strength - 0.3 }))
  const named = near.flatMap((mention) => {
    const column = mentioned(situation, mention)
    const own = rankOf(column)
    if (
      !own ||
      (temporal ? column.dated === null : column.dated === 'native' && !mention.exact) ||
      (column.kind === 'identifier' && mention.strength < 0.9)
    )
      return []
    return [
      { column, words: explained(mention), score: 1.6 * mention.strength + (mention.from - cue.end === 0 ? 0.5 : 0) },
    ]
  })
  if (!temporal) return named
  const dates = situation.table.columns
    .filter(({ roles, dated }) => roles.time && dated !== null)
    .map((column) => ({ column, words: [] as number[], score: 0.8 - 0.1 * column.index }))
  return [...named, ...dates]
}

/** `Qual turma tem mais faltas`: a class has many rows, so what it has is their sum and not its largest row. */
function repeatsUnder({ question }: Situation, { start, end }: Cue, { distinct, rows }: CatalogColumn): boolean {
  const adding = end - start === 1 && ADDING_WORDS.has(question.tokens[start]?.word ?? '')
  return adding && distinct < 0.5 * rows
}

const ADDING_WORDS = new Set(['mais', 'menos', 'most', 'fewest', 'least'])

/** `which player has the most points`: the asked column of the row(s) with the extreme value; ties are all given. */
export function extremeDrafts(situation: Situation): Draft[] {
  const drafts: Draft[] = []
  for (const cue of cuesOf(situation, 'most', 'least', 'latest', 'earliest', 'top', 'bottom', 'max', 'min')) {
    if (asksForFrequency(situation, cue)) continue
    const descending = cue.kind === 'most' || cue.kind === 'latest' || cue.kind === 'top' || cue.kind === 'max'
    const { limit, words } = topCount(situation, cue)
    const same = situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end)
    for (const ranking of rankings(situation, cue).slice(0, 3)) {
      const operand = rankOf(ranking.column)
      if (!operand) continue
      const asked = targets(situation).filter(
        ({ column, mention }) =>
          column.index !== ranking.column.index && !explained(mention).some((at) => ranking.words.includes(at)),
      )
      const naming = situation.table.naming
      // `What is the highest …` asks for the figure itself, not for whose it is.
      const figureAsked = opensQuestion(situation, cue) ? 1.2 : 0
      const fallback =
        naming && naming.index !== ranking.column.index
          ? [{ column: naming, mention: null, cue: null, score: -0.3 - figureAsked, strength: limit > 1 ? 0.7 : 0.4 }]
          : []
      const [named] = ranking.words
      for (const target of [...asked.slice(0, 3), ...(asked.length === 0 ? fallback : [])]) {
        drafts.push(
          draft(situation, target, {
            order: { operand, direction: descending ? 'descending' : 'ascending' },
            limit,
            score:
              0.9 +
              ranking.score +
              (limit > 1 ? 0.6 : 0) -
              (target.column.numeric === 'native' && !target.column.roles.ordinal ? 0.8 : 0) -
              (limit === 1 && repeatsUnder(situation, cue, target.column) ? 2.2 : 0) -
              (target.mention && named !== undefined && target.mention.from > named ? 1.6 : 0),
            cues: [...same, ...cuesOf(situation, 'list')],
            words: [...words, ...ranking.words],
            select: limit > 1 ? [target.column.name, ranking.column.name] : [target.column.name],
            shape: limit > 1 ? 'list' : 'one',
          }),
        )
      }
    }
  }
  return drafts
}

/** `the first …`, `the last …`: by the time column that the question names, else as the rows stand in the table. */
export function positionDrafts(situation: Situation): Draft[] {
  const drafts: Draft[] = []
  for (const cue of cuesOf(situation, 'first', 'last')) {
    const direction = cue.kind === 'first' ? 'ascending' : 'descending'
    const { limit, words } = topCount(situation, cue)
    const time = situation.table.columns.find(({ dated, roles }) => dated !== null && roles.time)
    const orders: { order: RowOrder; score: number }[] = [{ order: { operand: null, direction }, score: 0.5 }]
    const operand = time ? rankOf(time) : null
    if (operand) orders.push({ order: { operand, direction }, score: 0.6 })
    const naming = situation.table.naming
    const asked = targets(situation)
    const chosen =
      asked.length > 0
        ? asked.slice(0, 3)
        : naming
          ? [{ column: naming, mention: null, cue: null, score: 0, strength: 0.4 }]
          : []
    for (const target of chosen) {
      for (const { order, score } of orders)
        drafts.push(draft(situation, target, { order, limit, score, cues: [cue], words }))
    }
  }
  return drafts
}

/** `the one listed after X`: the row next to the one with the value. */
export function neighbourDrafts(situation: Situation): Draft[] {
  const drafts: Draft[] = []
  for (const cue of cuesOf(situation, 'next', 'previous')) {
    const anchor = situation.set.chosen.find(
      ({ from, option }) =>
        from >= cue.end &&
        from - cue.end <= 3 &&
        (option.match === 'whole' || option.match === 'part' || option.match === 'period'),
    )
    if (!anchor || cuesOf(situation, 'count').length > 0) continue
    const rest = situation.set.chosen.filter((item) => item !== anchor).map(({ condition }) => condition)
    const anchored = situation.table.columns[anchor.option.column]
    const asked = targets(situation)
      .filter(({ mention }) => mention !== null)
      .slice(0, 3)
    const same = anchored
      ? [
          {
            column: anchored,
            mention: null,
            cue: cuesOf(situation, 'who', 'where', 'when')[0] ?? null,
            score: 0.7,
            strength: 0.6,
          },
        ]
      : []
    for (const target of [...asked, ...same]) {
      const base = draft(situation, target, { score: 0.9, cues: [cue, ...cuesOf(situation, 'list')] })
      drafts.push({
        ...base,
        plan: {
          kind: 'neighbour',
          table: situation.table.name,
          filter: rest.length === 0 ? null : rest.length === 1 ? (rest[0] ?? null) : { op: 'and', items: rest },
          anchor: anchor.condition,
          offset: cue.kind === 'next' ? 1 : -1,
          select: [target.column.name],
          order: { operand: null, direction: 'ascending' },
        },
        // Asking for the neighbour's cell in the anchor's own column is the usual case, not a repetition.
        score: base.score + (target.column.index === anchor.option.column && target.mention ? 2.5 : 0),
      })
    }
  }
  return drafts
}

/** `who has more votes, A or B`: among the named rows, the one with the larger figure. */
export function chooseDrafts(situation: Situation): Draft[] {
  const alternatives = situation.set.chosen.filter((item) =>
    situation.set.chosen.some((other) => other !== item && other.option.column === item.option.column),
  )
  const [first] = alternatives
  if (!first || cuesOf(situation, 'or').length === 0) return []
  const column = situation.table.columns[first.option.column]
  if (!column) return []
  return cuesOf(situation, 'more', 'most', 'least').flatMap((cue) => {
    const word = situation.question.tokens[cue.start]?.word ?? ''
    const descending =
      cue.kind === 'most' ||
      (cue.kind === 'more' &&
        !['fewer', 'less', 'lower', 'smaller', 'shorter', 'menos', 'menor', 'inferior'].includes(word))
    return [...mentionsAfter(situation, cue.end, 4), ...mentionsBefore(situation, cue.start, 3)]
      .slice(0, 3)
      .flatMap((mention) => {
        const key = mentioned(situation, mention)
        const operand = figureOf(key)
        if (!operand) return []
        const same = situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end)
        return [
          draft(
            situation,
            { column, mention: null, cue: null, score: 1.2, strength: 1 },
            {
              order: { operand, direction: descending ? 'descending' : 'ascending' },
              limit: 1,
              score: 1 + mention.strength,
              cues: [...same, ...cuesOf(situation, 'or', 'who')],
              words: explained(mention),
            },
          ),
        ]
      })
  })
}
