import type { AnalysisPlan, Condition, Figure, Language, Operand, OutlierRule, RowStep } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts'
import { fold } from '../../language/fold.ts'
import { figureOf } from '../draft.ts'
import { columnPlaces, marked, type ColumnPlace } from './column-places.ts'
import { binnedColumn, derivedColumn } from './derived-column.ts'
import {
  MAX_CHARACTERS,
  nameWords,
  readInstructionText,
  type InstructionText,
  type Output,
} from './instruction-text.ts'
import { requestedFigures, type Subject } from './requested-figures.ts'
import { rowFilters } from './row-filters.ts'
import { sentencesOf, type Sentences } from './sentences.ts'

/** What came of instructions: a plan, or the words that no part of a plan stands for. */
export type Instructed = { readonly plan: AnalysisPlan } | { readonly unread: readonly string[] }

/** Work that no plan can carry; naming it is enough to decline. */
const BEYOND =
  /\b(?:train(?:ed|ing)?(?: set| a| the)|machine learning|classif\w+|cluster\w*|logistic|random forest|decision tree|neural|k-?means|cross[- ]validation|test(?:ing)? sets?|rmse|mse|forecast\w*|predict(?:ed|ion|ing)?|arima|seasonal\w*|rolling|moving average|lag(?:ged)?|previous (?:day|row|month|year)|day[- ]over|year[- ]over|interpolat\w+|resampl\w+|one[- ]hot|label encod\w*|encod(?:e|ing)|pivot|bootstrap\w*|confidence interval|anova|chi[- ]squared?|kruskal|mann[- ]whitney|wilcoxon|levene|spearman|kendall|pca|principal component|character count|number of characters|tokeni\w+)\b/u
const REMOVAL =
  /\b(?:remov\w*|exclud\w*|eliminat\w*|filter(?:ing|ed)? out|drop(?:ping|ped)?|without|retir\w*|sem)\b[^.]{0,60}\boutliers?\b|\boutliers?\b[^.]{0,60}\b(?:are |be |is |them )?(?:remov\w*|exclud\w*|eliminat\w*|drop\w*)\b/u
const NOT_REMOVED = /\b(?:do not|don't|not|without|never|no need to)\s+(?:\w+\s+){0,2}(?:remov\w*|exclud\w*|drop\w*)/u
const GROUPED =
  /(?:\b(?:for each|for every|each|per|by|grouped by|group by|within each|across(?: the)?(?: different)?|por|para cada|cada)\s+(?:(?:unique|different|distinct|of the|the|value|values|in|of|category|categories)\s+){0,3})«(\d+)»|«(\d+)»\)?'?\)?\s+separately/gu
const RESTRICTING =
  /\b(?:where|whose|only|excluding|except|among|having|older than|younger than|apenas|somente|onde|exceto)\b/u
const COMMON_TRANSFORM = /\b(?:sqrt|square root|box-?cox|exponential|reciprocal)\b/u

function outlierRule(text: string, operand: Operand): OutlierRule {
  const iqr = /\b(?:iqr|interquartile|tukey|quartil\w*|intervalo interquartil)\b/u.test(text)
  const zScore = /\bz[- ]?scores?\b|standard deviations? (?:from|away|above|below)|desvios padrao/u.test(text)
  const multiple =
    /(\d+(?:\.\d+)?) ?(?:[*x×] ?|times (?:the )?)?\(?iqr|(\d+(?:\.\d+)?) times the (?:iqr|interquartile)/u.exec(text)
  const distance =
    /(?:threshold|greater than|more than|above|exceeds?|>|outside|falls?|limite|maior que)[^.\d]{0,40}(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*standard deviations?/u.exec(
      text.slice(Math.max(0, text.search(/z[- ]?score|standard deviation/u) - 80)),
    )
  if (zScore && !iqr)
    return { operand, method: 'z_score', threshold: Number(distance?.[1] ?? distance?.[2] ?? 3), side: sideOf(text) }
  return { operand, method: 'iqr', threshold: Number(multiple?.[1] ?? multiple?.[2] ?? 1.5), side: 'both' }
}

function sideOf(text: string): OutlierRule['side'] {
  return /z[- ]?score (?:is )?(?:above|greater than) \d/u.test(text) &&
    !/absolute|less than -|below -|\|z|either/u.test(text)
    ? 'above'
    : 'both'
}

/** Figures that the text is about, without those that only filter or group. */
function subjects(places: readonly ColumnPlace[], excluded: ReadonlySet<number>): CatalogColumn[] {
  const seen = new Set<number>()
  return places.flatMap(({ column }) => {
    if (seen.has(column.index) || excluded.has(column.index)) return []
    seen.add(column.index)
    return [column]
  })
}

/** A filling of empty cells: the sentence may name the columns, else every figure is filled. */
function fillStep(missing: readonly string[], target: Subject): Extract<RowStep, { op: 'fill' }> | null {
  const own = `«${target.column?.index ?? ''}»`
  const text = missing
    .filter((sentence) => !sentence.includes('«') || sentence.includes(own))
    .find((sentence) =>
      /\b(?:fill|filling|filled|imput\w+|replace[ds]?|replacing|preench\w+|substitu\w+)\b/u.test(sentence),
    )
  if (text === undefined || /\b(?:not|no) (?:be )?(?:fill|imput|replac)/u.test(text) || /\bif\b/u.test(text))
    return null
  const filling = /\bmedian|mediana/u.test(text)
    ? 'median'
    : /\bmean|average|media\b/u.test(text)
      ? 'mean'
      : /\b(?:zero|0)\b/u.test(text)
        ? 0
        : null
  return filling === null ? null : { op: 'fill', name: `${target.name} filled`, operand: target.operand, with: filling }
}

interface Prepared {
  readonly steps: readonly RowStep[]
  readonly subjects: readonly Subject[]
}

/** What is done to the rows, in the order in which instructions mean it: filter, fill, derive, transform, leave out. */
function prepare(
  sentences: Sentences,
  original: string,
  columns: readonly CatalogColumn[],
  filters: readonly Condition[],
  table: CatalogTable,
  binned: boolean,
): Prepared | null {
  const text = sentences.all
  const steps: RowStep[] = filters.map((condition) => ({ op: 'keep', condition }))
  const formula = derivedColumn(text, original, table)
  let found: Subject[] = columns.flatMap((column) => {
    const operand = figureOf(column)
    return operand ? [{ name: column.label, operand, column }] : []
  })
  if (/\bduplicat\w*[^.]{0,30}\b(?:remov|drop|delet)|\b(?:remov|drop|delet)\w*[^.]{0,30}\bduplicat/u.test(text))
    steps.push({ op: 'distinct' })
  if (formula) {
    steps.push(formula)
    const used = new Set([
      formula.first.column,
      ...formula.terms.flatMap(({ value }) => (typeof value === 'number' ? [] : [value.column])),
    ])
    const derived: Subject = { name: formula.name, operand: { column: formula.name, as: 'value' }, column: null }
    found = [derived, ...found.filter(({ operand }) => !used.has(operand.column))]
  } else if (!binned && /\b(?:new (?:column|feature|variable)|nova coluna)\b/u.test(text)) return null
  const fills = formula ? [] : found.flatMap((subject) => fillStep(sentences.missing, subject) ?? [])
  if (fills.length > 0) {
    steps.push(...fills)
    found = found.map((subject) => {
      const fill = fills.find(({ operand }) => operand === subject.operand)
      return fill ? { ...subject, operand: { column: fill.name, as: 'value' as const } } : subject
    })
  } else if (
    sentences.missing.some(
      (sentence) =>
        /\b(?:imput\w+|fill(?:ed|ing)? (?:the |any )?(?:missing|null))/u.test(sentence) &&
        !/\bif\b|\bnot\b/u.test(sentence),
    )
  )
    return null
  if (COMMON_TRANSFORM.test(text)) return null
  const [current] = found
  if (/\blog(?:arithm\w*)?[- ]?(?:transform\w*|scale)|natural log/u.test(text)) {
    if (!current || found.length > 1 || /\blog ?(?:10|2)|base (?:10|2)\b/u.test(text)) return null
    const name = `ln ${current.name}`
    steps.push({ op: 'logarithm', name, operand: current.operand })
    found = [{ ...current, operand: { column: name, as: 'value' } }]
  }
  const scaled =
    /min-?max|between 0 and 1|normaliz\w+|feature scaling/u.test(text) && !/normalized_|normality/u.test(text)
  const standard = /\bstandardiz\w+|z-?score normali\w+/u.test(text)
  if ((scaled || standard) && !/\bcorrelation\b/u.test(text)) {
    if (found.length === 0 || /\b(?:original|before)\b/u.test(text)) return null
    found = found.map((subject) => {
      const name = `${subject.name} ${standard ? 'z' : '0-1'}`
      steps.push({ op: 'scale', name, operand: subject.operand, method: standard ? 'z_score' : 'min_max' })
      return { ...subject, operand: { column: name, as: 'value' as const } }
    })
  }
  const dropped = sentences.missing.some((sentence) => /\b(?:drop\w*|remov\w*|exclud\w*|ignor\w*)\b/u.test(sentence))
  if (dropped && found.length > 1) steps.push({ op: 'complete', operands: found.map(({ operand }) => operand) })
  return { steps, subjects: found }
}

/** Questions for an analysis that say no names for what they want. */
const UNNAMED: readonly {
  readonly asks: RegExp
  readonly outputs: readonly (readonly [name: string, labels: readonly string[]])[]
}[] = [
  {
    asks: /\b(?:p[- ]?value|valor[- ]?p|p[- ]?valor)\b/u,
    outputs: [
      ['correlation', []],
      ['p_value', []],
    ],
  },
  {
    asks: /\b(?:normally distributed|normal distribution|normality|distribuicao normal|normalidade|shapiro)\b/u,
    outputs: [
      ['p_value', []],
      ['normal', ['yes', 'no']],
    ],
  },
  {
    asks: /\b(?:linear regression|regressao linear)\b/u,
    outputs: [
      ['slope', []],
      ['intercept', []],
      ['r_squared', []],
    ],
  },
  { asks: /\b(?:outliers?|valores atipicos|pontos atipicos)\b/u, outputs: [['outliers', []]] },
]

function unnamed(text: string): InstructionText | null {
  const folded = fold(text)
  const found = text.length <= MAX_CHARACTERS ? UNNAMED.find(({ asks }) => asks.test(folded)) : undefined
  if (!found) return null
  const outputs = found.outputs.map(([name, labels]): Output => ({
    name,
    words: name.split('_'),
    decimals: null,
    labels,
  }))
  return { body: text, outputs }
}

/** Reads instructions for an analysis over one table, with or without named outputs; null when the text is none. */
export function readInstructions(text: string, table: CatalogTable, language: Language): Instructed | null {
  const split = readInstructionText(text) ?? unnamed(text)
  return split && instruct(split, table, language)
}

function instruct({ body, outputs }: InstructionText, table: CatalogTable, language: Language): Instructed {
  const places = columnPlaces(body, table, language)
  const text = marked(body, places)
  const sentences = sentencesOf(text)
  const beyond = BEYOND.exec(fold(body))
  if (beyond) return { unread: [beyond[0]] }
  const {
    conditions,
    columns: filtered,
    quoted,
    unclear,
  } = rowFilters([...sentences.operative, ...sentences.rules.slice(0, 1)], body, table)
  if (unclear)
    return { unread: conditions.flatMap((condition) => ('operand' in condition ? [condition.operand.column] : [])) }
  const groups = [...text.matchAll(GROUPED)].flatMap(([, before, after]) => {
    const column = table.columns[Number(before ?? after)]
    return column && column.distinct <= 60 && column.distinct < 0.5 * column.rows ? [column] : []
  })
  const group = groups[0] ?? groupOfOutputs(outputs, table)
  const restricted = sentences.operative.find((sentence) => RESTRICTING.test(sentence))
  if (
    restricted !== undefined &&
    conditions.length === 0 &&
    !group &&
    !/outlier|z-?score|iqr|formula|\bwhere \w+ (?:is|are|represents?|denotes?)\b/u.test(restricted)
  )
    return { unread: [RESTRICTING.exec(restricted)?.[0] ?? ''] }
  const named = subjects(places, new Set([...filtered, ...(group ? [group.index] : [])]))
  const bins = binsOf(body, named, table)
  const prepared = prepare(sentences, body, named, conditions, table, bins !== null)
  if (!prepared) return { unread: ['transform'] }

  const steps = [...prepared.steps, ...(bins ? [bins] : [])]
  const about = bins
    ? prepared.subjects.filter(({ operand }) => operand.column !== bins.operand.column)
    : prepared.subjects
  const requested = requestedFigures(outputs, {
    text: sentences.all,
    subjects: about,
    group: bins
      ? { column: bins.name, cells: bins.labels }
      : group
        ? { column: group.name, cells: cellsOf(group, table) }
        : null,
    quoted,
    table,
    rule: (operand) => outlierRule(text, operand),
  })
  if ('unread' in requested) return requested
  const strange = strangeQuotes(body, [
    ...places.map(({ column }) => column.label),
    ...outputs.flatMap(({ name, labels }) => [name, ...labels]),
    ...quoted,
    ...steps.flatMap((step) => ('name' in step ? [step.name] : [])),
    ...(bins?.labels ?? []),
    ...(group ? cellsOf(group, table).map(String) : []),
  ])
  if (strange.length > 0) return { unread: strange }
  const removes = REMOVAL.test(text) && !NOT_REMOVED.test(text)
  const [target] = about
  if (removes && (!target || about.length > 1)) return { unread: ['outliers'] }
  const removal: RowStep[] =
    removes && target ? [{ op: 'without_outliers', rule: outlierRule(text, target.operand) }] : []
  const figures = requested.figures.map((figure): Figure => {
    const before = removes && (figure.value.kind === 'outliers' || /before|original|antes/iu.test(figure.name))
    return { ...figure, before_outliers: before }
  })
  return { plan: { kind: 'analysis', table: table.name, steps: [...steps, ...removal], groups: [], figures } }
}

/** A column two or more of whose cells stand in the names of outputs: `p_value_male`, `p_value_female`. */
function groupOfOutputs(outputs: readonly Output[], table: CatalogTable): CatalogColumn | null {
  const names = outputs.map(({ name }) => ` ${nameWords(name).join(' ')} `)
  const candidates = table.columns.filter(({ type, distinct }) => type === 'text' && distinct > 1 && distinct <= 12)
  const fitting = candidates.filter((column) => {
    const cells = cellsOf(column, table).map((cell) => nameWords(String(cell)).join(' '))
    const named = cells.filter((cell) => cell.length > 2 && names.some((name) => name.includes(` ${cell} `)))
    return named.length > 1 && names.every((name) => named.some((cell) => name.includes(` ${cell} `)))
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** The bins that the text defines over the first named column that they can be over. */
function binsOf(
  body: string,
  named: readonly CatalogColumn[],
  table: CatalogTable,
): Extract<RowStep, { op: 'bins' }> | null {
  const years = table.columns.find(({ label, numeric }) => numeric === 'native' && /^(?:age|idade)$/iu.test(label))
  const column = /years? old|anos/iu.test(body) && years ? years : named.find(({ numeric }) => numeric === 'native')
  return column ? binnedColumn(body, column.index, table) : null
}

const PROGRAM =
  /^[\w.]*\(\)?$|^(?:dropna|fillna|mean|median|std|sum|nan|null|none|na|scipy\S*|pandas|numpy|python|pearsonr|shapiro|liblinear|z-?score|iqr)$/iu

/** Quoted texts that stand for nothing the planner knows: names of cells or columns that it would have to leave out. */
function strangeQuotes(body: string, known: readonly string[]): string[] {
  const plain = (text: string) => fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, '')
  const spelled = new Set(known.map(plain))
  return [...body.matchAll(/["“]([^"”]{1,60})["”]|(?<![\p{L}\p{N}])'([^']{1,60})'(?![\p{L}\p{N}])/gu)]
    .map(([, double, single]) => double ?? single ?? '')
    .filter((text) => plain(text) !== '' && !PROGRAM.test(text.trim()) && !spelled.has(plain(text)))
}

/** The different cells of a column to group by, as they stand in the data. */
function cellsOf(column: CatalogColumn, table: CatalogTable): (string | number)[] {
  if (column.numeric === 'native') return [...column.numbers].sort((a, b) => a - b)
  return [...new Set((table.data ?? []).map((row) => row[column.index]))].filter((cell) => typeof cell === 'string')
}
