import type { AggregatePlan, Choice, Language, Measure, Plan } from '@datapilot/contracts'
import { PlanWords } from '../answer/reading.ts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'

/** Reads a question over one table: the plan it would be answered with, or null. Handed in to prove suggestions. */
export type Read = (question: string, table: CatalogTable, language: Language) => Plan | null

const MAX_FIGURES = 2
/** Figures per head, rates and shares: adding them up means nothing. */
const RATE = new Set(
  'per capita taxa taxas rate ratio percentual percentage percent pct indice densidade density unitario unitaria unit media medio average mean idade age'.split(
    ' ',
  ),
)

/** True for figures that must not be added up, by their header or unit. */
export function isRate({ words, unit }: CatalogColumn): boolean {
  return unit === '%' || words.some(({ word }) => RATE.has(word))
}

/** Columns that are worth adding up or averaging. */
export function figureColumns(table: CatalogTable): CatalogColumn[] {
  return table.columns.filter(
    ({ numeric, roles, kind, dated, distinct }) =>
      numeric === 'native' &&
      !roles.ordinal &&
      kind !== 'identifier' &&
      kind !== 'constant' &&
      dated === null &&
      distinct > 1,
  )
}

/** Money first: what people mean by best. */
function mainFigures(table: CatalogTable): CatalogColumn[] {
  return figureColumns(table)
    .sort((a, b) => Number(b.money) - Number(a.money) || a.index - b.index)
    .slice(0, MAX_FIGURES)
}

const QUOTE = { pt: ['Qual a ', 'Qual o '], en: ['What is the '] } as const

/** Words for a measure that the planner reads back as the same measure. */
export function measureQuestion({ fn, operand }: Measure, table: CatalogTable, language: Language): string | null {
  const label = table.columns.find(({ name }) => name === operand?.column)?.label ?? ''
  const pt = {
    sum: `soma de ${label}`,
    mean: `média de ${label}`,
    median: `mediana de ${label}`,
    max: `maior ${label}`,
    min: `menor ${label}`,
    count: 'número de linhas',
  } as const
  const en = {
    sum: `sum of ${label}`,
    mean: `average ${label}`,
    median: `median ${label}`,
    max: `largest ${label}`,
    min: `smallest ${label}`,
    count: 'number of rows',
  } as const
  const words: Readonly<Partial<Record<Measure['fn'], string>>> = language === 'pt' ? pt : en
  return words[fn] ?? null
}

function figure(fn: Measure['fn'], column: CatalogColumn | null): Measure {
  return { fn, operand: column ? { column: column.name, as: 'value' } : null, second: null, q: null }
}

function proved(
  question: string,
  expected: (plan: AggregatePlan) => boolean,
  table: CatalogTable,
  language: Language,
  read: Read,
): boolean {
  const plan = read(question, table, language)
  return plan?.kind === 'aggregate' && expected(plan)
}

/** Choices of a figure for an order that names none: `as melhores lojas` by sum of valor, by mean, by number of rows. */
export function rankingChoices(plan: Plan, table: CatalogTable, language: Language, read: Read): Choice[] {
  const target =
    plan.kind === 'aggregate' ? plan.groups[0]?.column : plan.kind === 'lookup' ? plan.select[0] : undefined
  const group = table.columns.find(({ name }) => name === target)
  if (!group || !target) return []
  const ascending =
    plan.kind === 'aggregate'
      ? plan.direction === 'ascending'
      : plan.kind === 'lookup' && plan.order?.direction === 'ascending'
  const limit = plan.kind === 'aggregate' || plan.kind === 'lookup' ? (plan.limit ?? 1) : 1
  const unique = group.distinct >= 0.9 * table.rows
  const [main] = mainFigures(table)
  const measures = [
    ...mainFigures(table).map((column) => figure(isRate(column) ? 'mean' : 'sum', column)),
    ...(main && !unique && !isRate(main) ? [figure('mean', main)] : []),
    ...(unique ? [] : [figure('count', null)]),
  ]
  const words = new PlanWords(table, language)
  if (unique) return rowChoices(group, ascending, limit, table, language, read)
  return measures.flatMap((measure): Choice[] => {
    const asked = measureQuestion(measure, table, language)
    const which = ascending ? (language === 'pt' ? 'menor' : 'lowest') : language === 'pt' ? 'maior' : 'highest'
    const first = limit > 1 ? `${limit} ` : ''
    const question =
      language === 'pt'
        ? `Qual ${first}${group.label} com ${which} ${asked ?? ''}?`
        : `Which ${first}${group.label} has the ${which} ${asked ?? ''}?`
    const same = (found: AggregatePlan) =>
      found.groups[0]?.column === target &&
      found.measures[0]?.fn === measure.fn &&
      found.measures[0].operand?.column === measure.operand?.column
    if (asked === null || !proved(question, same, table, language, read)) return []
    return [{ label: `${language === 'pt' ? 'por' : 'by'} ${words.measure(measure)}`, question }]
  })
}

/** The same where each row is one thing: the cells themselves put it in order. */
function rowChoices(
  group: CatalogColumn,
  ascending: boolean,
  limit: number,
  table: CatalogTable,
  language: Language,
  read: Read,
): Choice[] {
  const pt = language === 'pt'
  const which = ascending ? (pt ? 'menor' : 'lowest') : pt ? 'maior' : 'highest'
  const first = limit > 1 ? `${limit} ` : ''
  return figureColumns(table)
    .slice(0, 4)
    .flatMap(({ name, label }): Choice[] => {
      const question = pt
        ? `Qual ${first}${group.label} com ${which} ${label}?`
        : `Which ${first}${group.label} has the ${which} ${label}?`
      const plan = read(question, table, language)
      const ordered =
        (plan?.kind === 'lookup' && plan.select[0] === group.name && plan.order?.operand?.column === name) ||
        (plan?.kind === 'aggregate' &&
          plan.groups[0]?.column === group.name &&
          plan.measures[0]?.operand?.column === name)
      return ordered ? [{ label: `${pt ? 'por' : 'by'} ${label}`, question }] : []
    })
}

/** Choices for `valor médio por pedido`: over all rows, or within each order. */
export function perThingChoices(plan: Plan, table: CatalogTable, language: Language, read: Read): Choice[] {
  if (plan.kind !== 'aggregate') return []
  const group = table.columns.find(({ name }) => name === plan.groups[0]?.column)
  const column = table.columns.find(({ name }) => name === plan.measures[0]?.operand?.column)
  if (!group || !column) return []
  const words = new PlanWords(table, language)
  const [each, opener] = language === 'pt' ? ['para cada', 'Qual a '] : ['for each', 'What is the ']
  const options = [
    { measure: figure('mean', column), grouped: false },
    { measure: figure('mean', column), grouped: true },
    { measure: figure('sum', column), grouped: true },
  ]
  return options.flatMap(({ measure, grouped }): Choice[] => {
    const asked = measureQuestion(measure, table, language) ?? ''
    const question = `${opener}${asked}${grouped ? ` ${each} ${group.label}` : ''}?`
    const same = (found: AggregatePlan) =>
      found.measures[0]?.fn === measure.fn &&
      found.measures[0].operand?.column === column.name &&
      found.groups.length === (grouped ? 1 : 0)
    const where = grouped ? `${each} ${group.label}` : language === 'pt' ? 'de todas as linhas' : 'over all rows'
    return proved(question, same, table, language, read)
      ? [{ label: `${words.measure(measure)} ${where}`, question }]
      : []
  })
}

/** Up to three questions that follow from a plan and that the planner itself answers. */
export function followUps(plan: Plan, table: CatalogTable, language: Language, read: Read): string[] {
  if (plan.kind !== 'aggregate' || plan.measures.length !== 1) return []
  const [measure] = plan.measures
  const asked = measure ? measureQuestion(measure, table, language) : null
  if (!measure || asked === null) return []
  const grouped = plan.groups.map(({ column }) => column)
  const categories = table.columns.filter(
    ({ name, kind, distinct }) => kind === 'category' && distinct > 1 && distinct <= 60 && !grouped.includes(name),
  )
  const date = table.columns.find(({ dated, roles }) => dated === 'native' && roles.time)
  const pt = language === 'pt'
  const opener = pt ? QUOTE.pt[asked.startsWith('soma') || asked.startsWith('m') ? 0 : 1] : QUOTE.en[0]
  const by = pt ? 'por' : 'by'
  const proposals: { question: string; expected: (found: AggregatePlan) => boolean }[] = [
    ...(date && !plan.groups.some(({ bucket }) => bucket !== null)
      ? [
          {
            question: `${opener}${asked} ${by} ${pt ? 'mês' : 'month'}?`,
            expected: (found: AggregatePlan) => found.groups[0]?.bucket === 'month',
          },
        ]
      : []),
    ...categories.map(({ name, label }) => ({
      question: `${opener}${asked} ${by} ${label}?`,
      expected: (found: AggregatePlan) => found.groups[0]?.column === name && found.direction === null,
    })),
    ...table.columns
      .filter(
        ({ name, type, distinct, roles }) =>
          grouped.includes(name) && type === 'text' && distinct > 5 && !roles.time && plan.direction === null,
      )
      .map(({ name, label }) => ({
        question: `Top 5 ${label} ${by} ${asked}`,
        expected: (found: AggregatePlan) => found.groups[0]?.column === name && found.limit === 5,
      })),
  ]
  const kept: string[] = []
  for (const { question, expected } of proposals.slice(0, 4)) {
    const same = (found: AggregatePlan) =>
      found.measures[0]?.fn === measure.fn &&
      found.measures[0].operand?.column === measure.operand?.column &&
      expected(found)
    if (kept.length < 3 && proved(question, same, table, language, read)) kept.push(question)
  }
  return kept
}
