import type {
  AggregatePlan,
  AnalysisPlan,
  Cell,
  Language,
  MeasureFunction,
  Plan,
  ResultTable,
  TimeBucket,
  VerdictPlan,
} from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { formatCell, formatNumber, formatShare, type Shown } from './format.ts'
import { PlanWords } from './reading.ts'

/** More groups or rows than this are summed up by their extremes: the table stands beside the text. */
const LISTED = 5

function shownAs(table: CatalogTable, name: string | null, fallback: Shown['type']): Shown {
  const column = name === null ? undefined : table.columns.find((candidate) => candidate.name === name)
  return { type: column?.type ?? fallback, unit: column?.unit ?? null, ordinal: column?.roles.ordinal ?? false }
}

/** How each column of the plan's result is shown: measures take the unit of their column, counts have none. */
function shownColumns(plan: Plan, table: CatalogTable, result: ResultTable): Shown[] {
  const measure = (item: AggregatePlan['measures'][number]): Shown => {
    const own = shownAs(table, item.operand?.column ?? null, 'number')
    const keepsType = item.fn === 'min' || item.fn === 'max' || item.fn === 'mode'
    const plain =
      item.fn === 'count' ||
      item.fn === 'count_distinct' ||
      item.fn === 'missing' ||
      item.fn === 'correlation' ||
      item.fn === 'skewness' ||
      item.fn === 'kurtosis' ||
      item.fn === 'population_skewness' ||
      item.fn === 'population_kurtosis' ||
      item.fn === 'variance' ||
      item.fn === 'population_variance'
    return { type: keepsType ? own.type : 'number', unit: plain ? null : own.unit, ordinal: keepsType && own.ordinal }
  }
  switch (plan.kind) {
    case 'lookup':
    case 'neighbour':
      return plan.select.map((name) => shownAs(table, name, 'text'))
    case 'aggregate':
      return [
        ...plan.groups.map(({ column, bucket }) =>
          bucket ? { type: 'text' as const, unit: null, ordinal: true } : shownAs(table, column, 'text'),
        ),
        ...plan.measures.map(measure),
        ...(plan.share ? [{ type: 'number' as const, unit: null, ordinal: false }] : []),
        ...(plan.series
          ? [
              plan.series === 'growth' || !plan.measures[0]
                ? { type: 'number' as const, unit: null, ordinal: false }
                : measure(plan.measures[0]),
            ]
          : []),
      ]
    case 'analysis':
      return result.columns.map(() => ({ type: 'number' as const, unit: null, ordinal: false }))
    default:
      return result.columns.map((_, index) =>
        index === 0 && plan.kind === 'share' ? { type: 'number', unit: null, ordinal: false } : measure(plan.measure),
      )
  }
}

const FEMININE: ReadonlySet<MeasureFunction> = new Set([
  'sum',
  'mean',
  'median',
  'range',
  'variance',
  'skewness',
  'kurtosis',
  'correlation',
])
const MONTHS_EN = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const BUCKETS: Readonly<Record<Language, Readonly<Record<TimeBucket, string>>>> = {
  pt: { year: 'ano', quarter: 'trimestre', month: 'mês', day: 'dia', weekday: 'dia da semana' },
  en: { year: 'year', quarter: 'quarter', month: 'month', day: 'day', weekday: 'weekday' },
}
const PLURALS: Readonly<Record<Language, Readonly<Record<TimeBucket, string>>>> = {
  pt: { year: 'anos', quarter: 'trimestres', month: 'meses', day: 'dias', weekday: 'dias da semana' },
  en: { year: 'years', quarter: 'quarters', month: 'months', day: 'days', weekday: 'weekdays' },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The answer in words; every number in it stands in the result. */
export function answerText(plan: Plan, table: CatalogTable, result: ResultTable, language: Language): string {
  const words = new PlanWords(table, language)
  const shown = shownColumns(plan, table, result)
  const cell = (value: Cell | undefined, index: number) =>
    formatCell(value ?? null, shown[index] ?? { type: 'text', unit: null, ordinal: false }, language)
  const [first] = result.rows
  if (!first || result.rows.every((row) => row.every((value) => value === null)))
    return language === 'pt' ? 'Nenhuma linha atende ao que foi pedido.' : 'No row matches what was asked.'
  if (plan.kind === 'share') {
    const [share, part, whole] = first
    const figures = `${cell(part, 1)} ${language === 'pt' ? 'de' : 'of'} ${cell(whole, 2)}`
    return share === null ? figures : `${formatShare(Number(share), language)} (${figures}).`
  }
  if (plan.kind === 'compare') {
    const [outcome, left, right] = first
    const value =
      plan.outcome === 'growth' && outcome !== null ? formatShare(Number(outcome), language) : cell(outcome, 0)
    return `${capital(words.measure(plan.measure))}: ${value} (${cell(left, 1)} ${language === 'pt' ? 'e' : 'and'} ${cell(right, 2)}).`
  }
  if (plan.kind === 'verdict') return verdictText(first, plan, language, cell)
  if (plan.kind === 'analysis') return analysisText(plan, words, result, language)
  if (plan.kind === 'aggregate')
    return plan.groups.length === 0
      ? figureSentence(plan, words, language, (at) => cell(first[at], at))
      : groupText(plan, words, result, language, cell)
  return rowText(plan.select, words, result, language, cell)
}

/** `Sim: 12.` or `No: 3 and 5.`; a count of rows says how many there are. */
function verdictText(row: readonly Cell[], plan: VerdictPlan, language: Language, cell: Say): string {
  const [holds] = row
  if (holds === null)
    return language === 'pt' ? 'Nenhuma linha atende ao que foi pedido.' : 'No row matches what was asked.'
  const word = language === 'pt' ? (holds === true ? 'Sim' : 'Não') : holds === true ? 'Yes' : 'No'
  const right = typeof plan.right === 'number' ? '' : ` ${language === 'pt' ? 'e' : 'and'} ${cell(row[2], 2)}`
  return `${word} (${cell(row[1], 1)}${right}).`
}

/** Each figure by its name, rounded as the question asks. */
function analysisText(plan: AnalysisPlan, words: PlanWords, result: ResultTable, language: Language): string {
  const shown = plan.figures.filter(({ hidden }) => !hidden)
  const plain = { unit: null, ordinal: false } as const
  const say = (value: Cell | undefined, decimals: number | null) =>
    typeof value === 'number' && decimals !== null
      ? new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en-US', {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        }).format(value)
      : formatCell(value ?? null, { type: typeof value === 'number' ? 'number' : 'text', ...plain }, language)
  const width = plan.groups.length
  const figures = (row: readonly Cell[]) =>
    shown.map(({ name, decimals }, at) => `${name}: ${say(row[width + at], decimals)}`).join('; ')
  if (width === 0) return `${figures(result.rows[0] ?? [])}.`
  const rows = result.rows.slice(0, LISTED).map(
    (row) =>
      `${row
        .slice(0, width)
        .map((key) => say(key, null))
        .join(', ')}: ${figures(row)}`,
  )
  const more =
    result.row_count > LISTED
      ? ` … (${formatNumber(result.row_count, language)} ${language === 'pt' ? 'grupos' : 'groups'})`
      : ''
  return `${capital(words.grouping(plan.groups[0] ?? { column: '', bucket: null }))}: ${rows.join(' | ')}${more}.`
}

type Say = (value: Cell | undefined, index: number) => string

/** `A soma de valor é 15.111.160,00.`; several figures side by side. */
function figureSentence(
  plan: AggregatePlan,
  words: PlanWords,
  language: Language,
  shown: (at: number) => string,
): string {
  const pt = language === 'pt'
  const parts = plan.measures.map((measure, at) => {
    const name = words.measure(measure)
    if (measure.fn === 'missing') return `${name}: ${shown(at)}`
    const article = pt ? (FEMININE.has(measure.fn) ? 'a ' : 'o ') : 'the '
    return `${article}${name} ${pt ? 'é' : 'is'} ${shown(at)}`
  })
  return `${capital(parts.join(pt ? ' e ' : ' and '))}.`
}

/** A month of the result (`2024-03`) as people write it. */
function periodWords(key: string, bucket: TimeBucket | null, language: Language): string {
  const [, year = '', month = ''] = /^(\d{4})-(\d{2})$/u.exec(key) ?? []
  if (bucket === 'month' && year !== '')
    return language === 'pt' ? `${month}/${year}` : `${MONTHS_EN[Number(month) - 1] ?? month} ${year}`
  if (bucket === 'day') return formatCell(key, { type: 'date', unit: null, ordinal: true }, language)
  return key
}

/** A few groups as a list; many by how many they are and between which figures they lie. */
function groupText(plan: AggregatePlan, words: PlanWords, result: ResultTable, language: Language, cell: Say): string {
  const pt = language === 'pt'
  const width = plan.groups.length
  const keyOf = (row: readonly Cell[]) =>
    plan.groups.map(({ bucket }, at) => periodWords(cell(row[at], at), bucket, language)).join(', ')
  const figuresOf = (row: readonly Cell[]) =>
    row
      .slice(width)
      .map((value, at) =>
        (plan.share || plan.series === 'growth') && at === row.length - width - 1 && value !== null
          ? formatShare(Number(value), language)
          : cell(value, width + at),
      )
  const by = plan.groups.map((group) => (group.bucket ? BUCKETS[language][group.bucket] : words.grouping(group)))
  const measures = plan.measures.map((measure) => words.measure(measure)).join(pt ? ' e ' : ' and ')
  const head = `${capital(measures)} ${pt ? 'por' : 'by'} ${by.join(pt ? ' e ' : ' and ')}`
  const listed = (rows: ResultTable['rows']) =>
    rows.map((row) => `${keyOf(row)}: ${figuresOf(row).join(', ')}`).join('; ')
  if (result.row_count <= LISTED) return `${head}: ${listed(result.rows)}.`
  const [bucket] = plan.groups.map((group) => group.bucket)
  const counted = `${formatNumber(result.row_count, language)} ${width === 1 && bucket ? PLURALS[language][bucket] : pt ? 'grupos' : 'groups'}`
  const known = result.rows.filter((row) => row[width] !== null && Number.isFinite(Number(row[width])))
  const ordered = [...known].sort((a, b) => Number(a[width]) - Number(b[width]))
  const [low, high] = [ordered[0], ordered.at(-1)]
  if (result.truncated || !low || !high) return `${head}: ${counted}.`
  if (plan.limit !== null)
    return `${head}: ${counted}; ${pt ? 'primeiro' : 'first'}, ${listed(result.rows.slice(0, 1))}.`
  const [from, to] = [low, high].map((row) => `${cell(row[width], width)} (${keyOf(row)})`)
  return `${head}: ${counted}, ${pt ? 'de' : 'from'} ${from ?? ''} ${pt ? 'a' : 'to'} ${to ?? ''}.`
}

/** Cells of rows: one value, a few rows as a list, or how many there are and the first of them. */
function rowText(
  select: readonly string[],
  words: PlanWords,
  result: ResultTable,
  language: Language,
  cell: Say,
): string {
  const pt = language === 'pt'
  const rows = result.rows.slice(0, LISTED).map((row) => {
    const [head = '', ...rest] = row.map((value, at) => cell(value, at))
    return rest.length > 0 ? `${head} (${rest.join(', ')})` : head
  })
  const label = words.label(select[0] ?? '')
  if (result.row_count <= LISTED) return `${label}: ${rows.join('; ')}.`
  const count = formatNumber(result.row_count, language)
  return pt
    ? `${label}: ${count} linhas, entre elas ${rows.join('; ')}.`
    : `${label}: ${count} rows, among them ${rows.join('; ')}.`
}
