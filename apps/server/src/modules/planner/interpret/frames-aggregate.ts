import type { AggregatePlan, Condition } from '@datapilot/contracts'
import { conjunction } from './condition-sets.ts'
import { cuesOf, positions, type Draft, type Situation } from './draft.ts'
import { figureDraft, figures, groupings, impliedFigures, type Figure } from './frames-figure.ts'
import { asksForFrequency, topCount } from './frames-lookup.ts'
import { explained, targets } from './targets.ts'

function aggregate(situation: Situation, figure: Figure, rest: Partial<AggregatePlan> = {}): AggregatePlan {
  return {
    kind: 'aggregate',
    table: situation.table.name,
    filter: situation.filter,
    measures: [figure.measure],
    groups: [],
    having: null,
    direction: null,
    limit: null,
    share: false,
    ...rest,
  }
}

/** One figure over the rows that meet the tests. */
export function figureDrafts(situation: Situation): Draft[] {
  const all = figures(situation)
  // `Quem tem …` asks for a name, not for the figure.
  const who = cuesOf(situation, 'who').some(({ start }) => start === 0) ? -1.4 : 0
  const drafts = all.map((figure) =>
    figureDraft(situation, figure, aggregate(situation, figure), { score: who, cues: cuesOf(situation, 'how_much') }),
  )
  return [...drafts, ...severalFigures(situation, all)]
}

/** `mean and standard deviation of X`, `média e mediana`: several figures of one column side by side. */
function severalFigures(situation: Situation, all: readonly Figure[]): Draft[] {
  const byColumn = new Map<string, Figure[]>()
  for (const figure of all) {
    const key = figure.column?.name
    const kept = key === undefined ? undefined : (byColumn.get(key) ?? [])
    if (key === undefined || !kept || kept.some(({ measure }) => measure.fn === figure.measure.fn)) continue
    if (kept.some(({ cues }) => cues.some((cue) => figure.cues.some(({ start }) => start === cue.start)))) continue
    byColumn.set(key, [...kept, figure])
  }
  return [...byColumn.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) => {
      const ordered = [...group].sort((a, b) => (a.cues[0]?.start ?? 0) - (b.cues[0]?.start ?? 0))
      const [from, to] = [ordered[0]?.cues[0]?.end ?? 0, ordered.at(-1)?.cues[0]?.start ?? 0]
      if (!situation.question.tokens.slice(from, to).some(({ word }) => word === 'and' || word === 'e')) return []
      const [first] = ordered
      if (!first) return []
      const plan = aggregate(situation, first, { measures: ordered.map(({ measure }) => measure) })
      return [
        figureDraft(situation, first, plan, {
          score: 0.4 * (ordered.length - 1),
          words: ordered.flatMap(({ words }) => words),
          cues: ordered.flatMap(({ cues }) => cues),
        }),
      ]
    })
}

/** `por estado e por mês`, `by state and month`: two groupings joined by a word. */
function pairsOf(situation: Situation) {
  const all = groupings(situation)
  return all.flatMap((left) =>
    all.flatMap((right) => {
      const [end, start] = [Math.max(...left.words) + 1, Math.min(...right.words)]
      const between = situation.question.tokens.slice(end, start).map(({ word }) => word)
      const joined = between.length > 0 && between.length <= 2 && (between[0] === 'e' || between[0] === 'and')
      const differ = left.grouping.column !== right.grouping.column
      const [conjunction] = joined ? [end] : []
      if (conjunction === undefined || !differ) return []
      return [
        {
          groups: [left.grouping, right.grouping],
          columns: [left.column, right.column],
          words: [...left.words, conjunction, ...right.words, ...positions(right.cue.start, right.cue.end)],
          cue: left.cue,
          score: left.score + 0.5 * right.score,
        },
      ]
    }),
  )
}

/** A figure per group: `média de preço por região`, `sales by month`; with `top 3` or `highest` only the first groups. */
export function groupDrafts(situation: Situation): Draft[] {
  const direct = figures(situation)
  const single = groupings(situation).map(({ grouping, column, ...rest }) => ({
    ...rest,
    groups: [grouping],
    columns: [column],
  }))
  return [...single, ...pairsOf(situation)].flatMap(({ groups, columns, words, cue, score }) => {
    const usable = (list: readonly Figure[]) =>
      list.filter(
        (figure) =>
          !columns.some(({ index }) => index === figure.column?.index) &&
          !figure.words.some((at) => words.includes(at)),
      )
    const candidates = usable(direct).length > 0 ? usable(direct) : usable(impliedFigures(situation))
    const share = cuesOf(situation, 'share')
    return candidates.slice(0, 4).map((figure) =>
      figureDraft(situation, figure, aggregate(situation, figure, { groups, share: share.length > 0 }), {
        score,
        words,
        cues: [cue, ...share, ...cuesOf(situation, 'list', 'which', 'how_much')],
        shape: 'list',
      }),
    )
  })
}

/** The table's own noun, in any number: `consultas` over the table consultas, but not `vendeu` over vendas. */
function isRowNoun({ question, table }: Situation, at: number): boolean {
  return table.nouns.some(({ noun }) => noun === question.tokens[at]?.noun)
}

/** `which city has the most customers`, `top 5 produtos por receita`: groups in the order of a figure, the first of them. */
export function topGroupDrafts(situation: Situation): Draft[] {
  const drafts: Draft[] = []
  for (const cue of cuesOf(situation, 'most', 'least', 'top', 'bottom')) {
    const direction = cue.kind === 'most' || cue.kind === 'top' ? 'descending' : 'ascending'
    const { limit, words } = topCount(situation, cue)
    const same = situation.cues.filter(({ start, end }) => start === cue.start && end === cue.end)
    const asked = targets(situation).filter(
      ({ column, mention }) =>
        (mention !== null || column.roles.person) &&
        column.distinct < column.rows &&
        column.distinct > 1 &&
        (column.numeric === null || column.roles.ordinal),
    )
    for (const target of asked.slice(0, 3)) {
      const taken = explained(target.mention)
      const own = figures(situation).filter(
        (figure) =>
          figure.measure.fn !== 'max' &&
          figure.measure.fn !== 'min' &&
          figure.column?.index !== target.column.index &&
          !figure.words.some((at) => taken.includes(at)),
      )
      const implied = impliedFigures(situation).filter(
        (figure) => figure.column?.index !== target.column.index && !figure.words.some((at) => taken.includes(at)),
      )
      const counted = [...own, ...implied].filter(
        ({ measure }) => measure.fn === 'count' || !asksForFrequency(situation, cue),
      )
      for (const figure of counted.slice(0, 4)) {
        const plan = aggregate(situation, figure, {
          groups: [{ column: target.column.name, bucket: null }],
          direction,
          limit,
        })
        const repeats = figure.measure.fn === 'sum' && target.column.distinct < 0.9 * target.column.rows ? 0.8 : 0
        const word = situation.question.tokens[cue.start]?.word ?? ''
        // `mais consultas` over a table of them: the rows, not a column that shares the word.
        const ofRows =
          figure.measure.fn === 'sum' && figure.words.length > 0 && figure.words.every((at) => isRowNoun(situation, at))
            ? -3.4
            : 0
        const summed =
          figure.measure.fn === 'sum' && (figure.cues.some(({ kind }) => kind === 'sum') || ADDING.has(word)) ? 0.9 : 0
        const base = figureDraft(situation, figure, plan, {
          score: target.score - 1.2 + summed + repeats + ofRows + (limit > 1 ? 0.4 : 0),
          words: [...taken, ...words],
          cues: [...same, ...(target.cue ? [target.cue] : []), ...cuesOf(situation, 'group', 'list', 'which')],
          shape: limit > 1 ? 'list' : 'one',
        })
        drafts.push({ ...base, target: Math.min(target.strength, figure.strength + 0.3) })
      }
    }
  }
  return drafts
}

/** `most sales` adds up, `highest sale` looks for one row. */
export const ADDING = new Set(['most', 'mais', 'menos', 'least', 'fewest', 'top', 'the', 'quem', 'que'])

const OF_ALL = new Set(['of', 'de', 'do', 'da', 'dos', 'das'])

/** `what percentage of orders was cancelled`: the last test is the part, the others the whole. */
export function shareDrafts(situation: Situation): Draft[] {
  const cues = cuesOf(situation, 'share')
  const [cue] = cues
  if (!cue || situation.set.chosen.length === 0) return []
  const measured = figures(situation).filter(({ measure }) => measure.fn === 'sum' || measure.fn === 'count')
  const rows: Figure = {
    measure: { fn: 'count', operand: null, second: null, q: null },
    column: null,
    words: [],
    cues: [],
    score: 1.6,
    strength: 0.8,
  }
  // `percentual do valor`: the figure that follows is added up, rows are not counted.
  const summed = impliedFigures(situation).filter(({ words }) =>
    words.some((at) => at >= cue.end && at - cue.end <= 2 && !situation.rowNouns.includes(at)),
  )
  const last = [...situation.set.chosen].sort((a, b) => b.from - a.from)
  const parts = last.length === 1 ? [last] : [last.slice(0, 1), last]
  return parts.flatMap((chosen, choice) => {
    const part = conjunction(chosen)
    const filter: Condition | null = conjunction(situation.set.chosen.filter((item) => !chosen.includes(item)))
    if (!part) return []
    return [...(summed.length > 0 ? summed.map((figure) => ({ ...figure, score: 2.4 })) : [rows]), ...measured].map(
      (figure) =>
        figureDraft(
          situation,
          figure,
          { kind: 'share', table: situation.table.name, filter, part, measure: figure.measure },
          {
            score: 1.4 - 0.4 * choice,
            cues,
            words: positions(cue.end, cue.end + 1).filter((at) =>
              OF_ALL.has(situation.question.tokens[at]?.word ?? ''),
            ),
          },
        ),
    )
  })
}

/** `difference in population between A and B`: the same figure over two values of one column. */
export function compareDrafts(situation: Situation): Draft[] {
  const cues = cuesOf(situation, 'difference', 'ratio', 'growth')
  const [cue] = cues
  if (!cue) return []
  const groups = situation.set.chosen.flatMap((item, index) =>
    situation.set.chosen
      .slice(index + 1)
      .filter((other) => other.option.column === item.option.column)
      .map((other) => [item, other] as const),
  )
  return groups.slice(0, 2).flatMap(([left, right]) => {
    const shared = situation.set.chosen.filter((item) => item !== left && item !== right)
    const side = (item: typeof left) => conjunction([...shared, item])
    const [leftCondition, rightCondition] = [side(left), side(right)]
    if (!leftCondition || !rightCondition) return []
    const outcome =
      cue.kind === 'difference'
        ? ('difference' as const)
        : cue.kind === 'ratio'
          ? ('ratio' as const)
          : ('growth' as const)
    return [...figures(situation), ...impliedFigures(situation)].slice(0, 5).map((figure) =>
      figureDraft(
        situation,
        figure,
        {
          kind: 'compare',
          table: situation.table.name,
          left: leftCondition,
          right: rightCondition,
          measure: figure.measure,
          outcome,
        },
        {
          score: 1.6,
          cues: [...cues, ...cuesOf(situation, 'between', 'how_much')],
        },
      ),
    )
  })
}
