import type { Condition } from '@datapilot/contracts'
import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts'
import type { Question } from '../language/question.ts'
import type { Mention } from './link-columns.ts'
import type { ValueSpan } from './link-values.ts'

const HAVING = new Set(
  'com with tem teve tiveram tinham tem have has had recebem recebe recebeu receberam possuem possui receive'.split(
    ' ',
  ),
)
const NOT = new Set('nao not never nunca don doesn didn t do does did'.split(' '))
const COUNTING = new Set(['count', 'share', 'yes_no', 'list'])

/** Rows that have the thing: a cell that is there, or an amount above zero; null where every row has it. */
function present(column: CatalogColumn): Condition | null {
  if (column.missing > 0) return { op: 'not', item: { op: 'null', column: column.name } }
  const zeros = column.numeric === 'native' && Number(column.min) === 0
  return zeros ? { op: 'compare', operand: { column: column.name, as: 'value' }, comparison: 'gt', value: 0 } : null
}

const YES = new Set(['sim', 's', 'yes', 'y', 'true', 'verdadeiro'])
const NO = new Set(['nao', 'n', 'no', 'false', 'falso'])

/** The cells of a yes-or-no column; null for any other. */
function yesCells(
  column: CatalogColumn,
  table: CatalogTable,
): { yes: (string | boolean)[]; no: (string | boolean)[] } | null {
  if (column.type === 'boolean') return { yes: [true], no: [false] }
  if (column.type !== 'text' || column.distinct !== 2) return null
  const cells = (words: ReadonlySet<string>) =>
    [...words]
      .flatMap((word) => table.index.whole(word).filter((entry) => entry.column === column.index))
      .flatMap((entry) => entry.cells.map(String))
  const [yes, no] = [cells(YES), cells(NO)]
  return yes.length > 0 && no.length > 0 ? { yes, no } : null
}

/**
 * `despesas não pagas` over a yes-or-no column called pago, `pedidos com multa` over an amount that is often zero,
 * `não recebem gratificação` over a column with holes: tests that name a column and no value.
 */
export function presenceSpans(question: Question, table: CatalogTable, mentions: readonly Mention[]): ValueSpan[] {
  if (!question.cues.some(({ kind }) => COUNTING.has(kind))) return []
  return mentions.flatMap((mention): ValueSpan[] => {
    const column = table.columns[mention.column]
    if (!column || mention.strength < 0.6 || mention.row === true) return []
    if (question.numbers.some(({ from }) => from === mention.to)) return []
    const before = question.tokens.slice(Math.max(0, mention.from - 3), mention.from)
    const negated = before.some(({ word }) => NOT.has(word))
    const from = negated ? mention.from - before.length + before.findIndex(({ word }) => NOT.has(word)) : mention.from
    const flags = yesCells(column, table)
    if (flags) {
      const values = negated ? flags.no : flags.yes
      const condition: Condition = { op: 'in', column: column.name, values }
      return [
        {
          from,
          to: mention.to,
          options: [{ column: column.index, condition, match: 'null', score: 1.4 + mention.strength }],
        },
      ]
    }
    const having = before.findIndex(({ word }) => HAVING.has(word))
    const condition = having >= 0 ? present(column) : null
    if (!condition) return []
    const test: Condition = negated
      ? condition.op === 'not'
        ? condition.item
        : { op: 'not', item: condition }
      : condition
    const start = Math.min(from, mention.from - before.length + having)
    return [
      {
        from: start,
        to: mention.to,
        options: [{ column: column.index, condition: test, match: 'null', score: 1.6 + mention.strength }],
      },
    ]
  })
}
