import type { Condition, Figure, Measure, Operand, OutlierRule } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts'
import { headerWords } from '../../catalog/header-words.ts'
import { nounKey } from '../../language/stem.ts'
import { labelRule, normalityTest, type LabelSource } from './figure-labels.ts'
import { nameWords, type Output } from './instruction-text.ts'
import { STATISTIC_WORDS, wantedBy, type Wanted } from './output-statistics.ts'

/** What figures may be taken of: a column of the table, or one that the steps add. */
export interface Subject {
  readonly name: string
  readonly operand: Operand
  /** Null for a derived one. */
  readonly column: CatalogColumn | null
}

/** What the body of the instructions says. */
export interface Brief {
  readonly text: string
  readonly subjects: readonly Subject[]
  readonly group: { readonly column: string; readonly cells: readonly (string | number)[] } | null
  readonly quoted: ReadonlySet<string>
  readonly table: CatalogTable
  readonly rule: (operand: Operand) => OutlierRule
}

type Requested = { readonly figures: readonly Figure[] } | { readonly unread: readonly string[] }

/** Words of an output's name that say how it came about, not what it is of. */
const PLAIN = new Set(
  `the of in and for is by to a an result results new after before removal removing removed outlier outliers original cleaned transformed imputed
  filled normalized coefficient test score type relationship strength status distribution normality normal data column all overall number num count total
  calculated final float integer string dev standard p r de da do`.split(/\s+/u),
)

function figure(name: string, value: Figure['value'], rest: Partial<Figure> = {}): Figure {
  return { name, where: null, value, decimals: null, before_outliers: false, hidden: false, ...rest }
}

function wordsOf(subject: Subject): string[] {
  const header = headerWords(subject.name).map(({ word }) => word)
  return header.length > 0 ? header : nameWords(subject.name)
}

/** How much of the subject's header an output's name carries, written apart or together. */
function likeness(output: Output, subject: Subject): number {
  const header = wordsOf(subject)
  const words = nameWords(output.name)
  if (
    ` ${words.join(' ')} `.includes(` ${header.join(' ')} `) ||
    words.some((_, at) => [1, 2, 3].some((size) => words.slice(at, at + size).join('') === header.join('')))
  )
    return 1
  const hits = header.filter((word) => words.some((other) => other === word || nounKey(other) === nounKey(word)))
  return hits.length / header.length
}

/** The only subject of the only sentences that speak of outliers, of a distribution, and so on. */
function subjectBeside(pattern: RegExp, { text, subjects }: Brief): Subject | null {
  const near = text.split(/[.?!;]\s/u).filter((sentence) => pattern.test(sentence))
  const named = subjects.filter(
    ({ column }) => column !== null && near.some((sentence) => sentence.includes(`«${column.index}»`)),
  )
  return named.length === 1 ? (named[0] ?? null) : null
}

const TOPICS: readonly RegExp[] = [
  /\b(?:mean|average|avg|media)\b/u,
  /\b(?:std|standard|deviation)\b/u,
  /\b(?:max|maximum|highest)\b/u,
  /\b(?:min|minimum|lowest)\b/u,
  /\boutliers?\b/u,
  /\b(?:normality|normal|shapiro|anderson)\b/u,
  /\bskew\w*/u,
  /\bkurt\w*/u,
  /\bmedian\b/u,
]

/** The subject that an output's name is about; the only one where there is no choice. */
function subjectOf(output: Output, brief: Brief): Subject | null {
  const { subjects } = brief
  const ranked = subjects
    .map((subject) => ({ subject, like: likeness(output, subject) }))
    .sort((a, b) => b.like - a.like)
  const [first, second] = ranked
  if (!first) return null
  if (first.like > 0 && first.like > (second?.like ?? 0)) return first.subject
  if (subjects.length === 1) return first.subject
  const topic = TOPICS.find((pattern) => pattern.test(output.words.join(' ')))
  return topic ? subjectBeside(topic, brief) : null
}

/** The rows of the group that an output's name carries: `mean_fare_class1`. */
function groupOf(output: Output, { group }: Brief): { where: Condition | null; words: readonly string[] } | null {
  if (!group) return { where: null, words: [] }
  const words = nameWords(output.name)
  const fits = group.cells
    .map((cell) => ({ cell, parts: nameWords(String(cell)) }))
    .filter(({ parts }) => parts.length > 0 && ` ${words.join(' ')} `.includes(` ${parts.join(' ')} `))
    .sort((a, b) => b.parts.length - a.parts.length)
  const [first, second] = fits
  if (!first || (second && second.parts.length === first.parts.length)) return null
  const { cell } = first
  const where: Condition =
    typeof cell === 'number'
      ? { op: 'compare', operand: { column: group.column, as: 'value' }, comparison: 'eq', value: cell }
      : { op: 'in', column: group.column, values: [cell] }
  return { where, words: first.parts }
}

const POPULATION = /\bpopulation (?:standard deviation|std|variance)|desvio padrao populacional|ddof ?= ?0/u
const SAMPLE = /\bnot (?:the )?population|sample standard deviation formula, not/u

function measureOf(wanted: Extract<Wanted, { kind: 'measure' }>, operand: Operand, text: string): Measure {
  const population = POPULATION.test(text) && !SAMPLE.test(text)
  const biased = /\bscipy\b/u.test(text)
  const fn =
    wanted.fn === 'standard_deviation' && population
      ? 'population_deviation'
      : wanted.fn === 'variance' && population
        ? 'population_variance'
        : wanted.fn === 'skewness' && biased
          ? 'population_skewness'
          : wanted.fn === 'kurtosis' && biased
            ? 'population_kurtosis'
            : wanted.fn
  return { fn, operand, second: null, q: wanted.q }
}

/** Two subjects for a correlation or a regression: those that the name carries, else the only two. */
function pairOf(output: Output, { subjects, text }: Brief): readonly [Subject, Subject] | null {
  const named = subjects.filter((subject) => likeness(output, subject) > 0.4)
  const [left, right] = named.length === 2 ? named : subjects
  if (left && right && (named.length === 2 || subjects.length === 2)) return [left, right]
  const beside = text.split(/[.?!;]\s/u).filter((sentence) => CORRELATED.test(sentence))
  const pairs = beside.map((sentence) =>
    subjects.filter(({ column }) => column !== null && sentence.includes(`«${column.index}»`)),
  )
  const [a, b] = pairs.find((pair) => pair.length === 2) ?? []
  return a && b ? [a, b] : null
}

function correlationOf([x, y]: readonly [Subject, Subject]): Figure['value'] {
  return { kind: 'measure', measure: { fn: 'correlation', operand: x.operand, second: y.operand, q: null } }
}

function pearsonOf([x, y]: readonly [Subject, Subject]): Figure['value'] {
  return { kind: 'test', test: 'pearson', operand: x.operand, second: y.operand, other: null, outcome: 'p_value' }
}

const CORRELATED = /\bcorrelat\w*|pearson|correlac\w*|linear relationship/u
const NORMALITY = /\bnormal(?:ity|ly)?\b(?:[ -]distribut\w*)?|shapiro|anderson|agostino|gaussian/u

/** The two samples of a t-test: the cells of the group, where there are two. */
function tTest({
  text,
  subjects,
  group,
}: Brief): { value: Extract<Figure['value'], { kind: 'test' }>; where: Condition } | null {
  const [subject] = subjects
  const [left, right] = group?.cells ?? []
  if (!/\bt-?test\b|teste t\b/u.test(text) || !subject || subjects.length !== 1 || !group || group.cells.length !== 2)
    return null
  if (left === undefined || right === undefined || /\bequal_var ?= ?true|student'?s|paired\b/u.test(text)) return null
  const is = (cell: string | number): Condition =>
    typeof cell === 'number'
      ? { op: 'compare', operand: { column: group.column, as: 'value' }, comparison: 'eq', value: cell }
      : { op: 'in', column: group.column, values: [cell] }
  return {
    value: {
      kind: 'test',
      test: 't_test',
      operand: subject.operand,
      second: null,
      other: is(right),
      outcome: 'p_value',
    },
    where: is(left),
  }
}

/** A label needs its figures; they are computed beside it and not shown. */
function labelled(output: Output, brief: Brief, where: Condition | null): Figure[] | null {
  const aboutNormality = /normal/u.test(`${output.words.join(' ')} ${output.labels.join(' ')}`.toLowerCase())
  const pair = CORRELATED.test(brief.text) && !aboutNormality ? pairOf(output, brief) : null
  const subject = subjectOf(output, brief)
  const samples = tTest(brief)
  const hidden = (name: string, value: Figure['value']) =>
    figure(`${output.name} ${name}`, value, { where, hidden: true })
  const helpers: Figure[] = []
  let source: LabelSource = { correlation: null, pValue: null, normality: null, outliers: null }
  if (samples) {
    const p = hidden('t', samples.value)
    helpers.push({ ...p, where: samples.where })
    source = { ...source, pValue: p.name }
  } else if (pair) {
    const [r, p] = [hidden('r', correlationOf(pair)), hidden('p', pearsonOf(pair))]
    helpers.push(r, p)
    source = { ...source, correlation: r.name, pValue: p.name }
  } else if (subject && NORMALITY.test(brief.text)) {
    const test = normalityTest(brief.text, subject.operand)
    if (!test) return null
    const p = hidden('normality', test.value)
    helpers.push(p)
    source = { ...source, normality: { figure: p.name, comparison: test.comparison, value: test.level } }
  } else if (subject && /outlier/u.test(brief.text)) {
    const count = hidden('outliers', { kind: 'outliers', rule: brief.rule(subject.operand) })
    helpers.push(count)
    source = { ...source, outliers: count.name }
  }
  const rule = labelRule(output.labels, brief.text, source)
  return rule ? [...helpers, figure(output.name, rule, { where })] : null
}

/** What remains of a name when statistic, subject and group are taken away. */
function unexplained(output: Output, subject: Subject | null, groupWords: readonly string[], brief: Brief): string[] {
  const known = new Set([
    ...(subject ? wordsOf(subject) : []),
    ...(subject ? nameWords(subject.name) : []),
    ...groupWords,
  ])
  const joined = subject ? wordsOf(subject).join('') : ''
  const inText = (word: string) => brief.subjects.length === 1 && brief.text.includes(word)
  return nameWords(output.name).filter(
    (word) =>
      !STATISTIC_WORDS.has(word) && !PLAIN.has(word) && !known.has(word) && !joined.includes(word) && !inText(word),
  )
}

function plainFigure(output: Output, wanted: Wanted, brief: Brief, where: Condition | null): Figure | null {
  const shown = (value: Figure['value']) => figure(output.name, value, { where, decimals: output.decimals })
  const subject = subjectOf(output, brief)
  switch (wanted.kind) {
    case 'measure': {
      const operand = subject?.operand
      if (!operand) return null
      return shown({ kind: 'measure', measure: measureOf(wanted, operand, brief.text) })
    }
    case 'outliers':
      return subject ? shown({ kind: 'outliers', rule: brief.rule(subject.operand) }) : null
    case 'correlation': {
      const pair = pairOf(output, brief)
      return pair ? shown(correlationOf(pair)) : null
    }
    case 'p_value':
    case 'statistic': {
      const outcome = wanted.kind
      const samples = tTest(brief)
      if (samples) return { ...shown({ ...samples.value, outcome }), where: samples.where }
      const pair = CORRELATED.test(brief.text) ? pairOf(output, brief) : null
      if (pair) return outcome === 'p_value' ? shown(pearsonOf(pair)) : null
      const test = subject && NORMALITY.test(brief.text) ? normalityTest(brief.text, subject.operand) : null
      return test && (outcome === 'statistic' || test.value.outcome === 'p_value')
        ? shown({ ...test.value, outcome })
        : null
    }
    case 'regression': {
      const sides = regressionOf(brief)
      return sides ? shown({ kind: 'regression', ...sides, outcome: wanted.outcome, at: null }) : null
    }
    case 'rows':
      return brief.subjects.length <= 1 || where
        ? shown({ kind: 'measure', measure: { fn: 'count', operand: null, second: null, q: null } })
        : null
  }
}

const DEPENDENT =
  /(?:dependent(?: variable)?|target|response|explain(?:ing|s)?|dependente|explicar)[^«]{0,30}«(\d+)»|«(\d+)»[^«.]{0,20}(?:as (?:the )?dependent|on|from|based on|against|as a function of|em funcao de)\s+(?:the\s+)?«\d+»/u

/** Which of the two subjects explains the other, where the text says so. */
function regressionOf({ text, subjects }: Brief): { x: Operand; y: Operand } | null {
  if (!/\bregress/u.test(text) || subjects.length !== 2) return null
  const match = DEPENDENT.exec(text.replaceAll(/independent|independente/gu, ' '))
  const index = Number(match?.[1] ?? match?.[2] ?? Number.NaN)
  const y = subjects.find(({ column }) => column?.index === index)
  const x = subjects.find((subject) => subject !== y)
  return y && x ? { x: x.operand, y: y.operand } : null
}

/** Outputs that are no single figure. */
const DUMPED = /\b(?:ids?|list|names|dataframe|data frame|dictionary|csv|rows|dates?|json|matrix|plot|chart)\b|\{/u

const HIGHEST = /\b(?:highest|largest|maximum|most|greatest|biggest|oldest|longest|maior|mais)\b/u
const LOWEST = /\b(?:lowest|smallest|minimum|least|fewest|youngest|shortest|menor|menos)\b/u

/** `@country[…]` for the country with the highest figure: a column that names rows, and the only figure of the text. */
function extremeCell(
  output: Output,
  { text, subjects, table }: Brief,
): Extract<Figure['value'], { kind: 'cell' }> | null {
  const words = nameWords(output.name).filter(
    (word) => !PLAIN.has(word) && !STATISTIC_WORDS.has(word) && word !== 'name',
  )
  const named = table.columns.filter(({ numeric, dated, label }) => {
    const header = headerWords(label).map(({ word }) => word)
    return (
      (numeric === null || dated !== null) &&
      words.length > 0 &&
      header.length > 0 &&
      header.every((word) => words.includes(word))
    )
  })
  const [column] = named
  const [subject] = subjects
  const [high, low] = [HIGHEST.test(text), LOWEST.test(text)]
  if (!column || named.length !== 1 || !subject || subjects.length !== 1 || high === low) return null
  // The mean of a group is no cell of a row.
  if (/\b(?:average|mean|total|sum|media|soma)\b/u.test(text)) return null
  return {
    kind: 'cell',
    column: column.name,
    order: { operand: subject.operand, direction: high ? 'descending' : 'ascending' },
  }
}

/** One figure for every output; the words of the first output that none fits otherwise. */
export function requestedFigures(outputs: readonly Output[], brief: Brief): Requested {
  const figures: Figure[] = []
  for (const output of outputs) {
    const unread = { unread: [output.name] }
    if (DUMPED.test(output.words.join(' '))) return unread
    const group = groupOf(output, brief)
    if (!group) return unread
    const labels = output.labels.length > 1 ? labelled(output, brief, group.where) : null
    if (labels) {
      figures.push(...labels)
      continue
    }
    const extreme = extremeCell(output, brief)
    if (extreme) {
      figures.push(figure(output.name, extreme, { where: group.where }))
      continue
    }
    const wanted = wantedBy(nameWords(output.name)) ?? wantedBy(output.words)
    if (!wanted || output.labels.length > 2) return unread
    const made = plainFigure(output, wanted, brief, group.where)
    if (!made || unexplained(output, subjectOf(output, brief), group.words, brief).length > 0) return unread
    figures.push(made)
  }
  return { figures }
}
