import type { PersonalData, PersonalFinding } from '@datapilot/contracts'
import { byColumn, countOf, type Row, type Session } from '../session.ts'
import type { SourceColumn } from '../source-table.ts'
import { personalSql, sampleSql, shapesSql, type DetectorName } from '../sql/personal.sql.ts'
import { nameOf } from './column-kind.ts'

/** Different values looked at before a whole column is searched for one kind. */
const SAMPLE = 500

interface Rule {
  readonly detector: DetectorName
  readonly kind: PersonalData
  /** Share of present values that must pass for a column to count as holding this kind, alone and with a fitting name. */
  readonly share: number
  readonly named: number
  readonly name: RegExp
  /** Share with the punctuated shape from which even invalid numbers are taken for what they imitate. */
  readonly imitates: number
}

const NEVER = 2
const ANY = /^$/
const PHONE_NAME = /fone|phone|celular|whats|(^|_)tel(_|$)|contato/

/**
 * E-mails have a shape nothing else has, so a few suffice. Two check digits leave 1 % of random numbers, one 9 %, Luhn
 * 10 %: those must be the rule in the column, or its name must say so.
 */
const RULES: readonly Rule[] = [
  { detector: 'email', kind: 'email', share: 0.01, named: 0.01, name: ANY, imitates: NEVER },
  { detector: 'cpf', kind: 'cpf', share: 0.2, named: 0.01, name: /(^|_)cpf(_|$)/, imitates: 0.5 },
  { detector: 'cnpj', kind: 'cnpj', share: 0.2, named: 0.01, name: /(^|_)cnpj(_|$)/, imitates: 0.5 },
  { detector: 'pis', kind: 'pis', share: NEVER, named: 0.2, name: /(^|_)(pis|pasep|nis|nit)(_|$)/, imitates: NEVER },
  { detector: 'cnh', kind: 'cnh', share: NEVER, named: 0.2, name: /(^|_)(cnh|habilitacao)(_|$)/, imitates: NEVER },
  { detector: 'voter_id', kind: 'voter_id', share: NEVER, named: 0.2, name: /titulo_?(de_?)?eleitor|eleitoral/, imitates: NEVER },
  { detector: 'card', kind: 'card', share: 0.5, named: 0.2, name: /cartao|card|(^|_)pan(_|$)/, imitates: NEVER },
  { detector: 'ip', kind: 'ip', share: 0.5, named: 0.1, name: /(^|_)ip(_|$)|ip_?addr/, imitates: NEVER },
  { detector: 'phone', kind: 'phone', share: 0.2, named: NEVER, name: ANY, imitates: NEVER },
  { detector: 'named_phone', kind: 'phone', share: NEVER, named: 0.2, name: PHONE_NAME, imitates: NEVER },
] // prettier-ignore

const TEXT_ONLY: ReadonlySet<DetectorName> = new Set(['email', 'phone', 'ip'])
/** Kinds without check digits. */
const SHAPES: ReadonlySet<PersonalData> = new Set(['email', 'phone', 'ip'])

/** Headers that name persons; a bare `nome` may be a product's or a town's. */
const PERSON_NAME =
  /^(nome_completo|full_?name|first_?name|last_?name|middle_?name|surname|sobrenome|nome_social|prenome|nome_(do_|da_)?(cliente|paciente|aluno|aluna|funcionario|servidor|colaborador|titular|mae|pai|responsavel|candidato|socio|beneficiario|contato|usuario|motorista|medico|professor)|(cliente|paciente|aluno|funcionario|servidor|customer|patient|student|employee|contact|user)_(nome|name)|nm_(cliente|paciente|aluno|candidato|servidor|pessoa|mae|pai|social_candidato|urna_candidato))$/

type Found = Map<number, PersonalFinding>

/** Personal data in text and integer columns of table `g`; `present` counts non-null values per column index. */
export async function personalData(
  session: Session,
  columns: readonly SourceColumn[],
  present: ReadonlyMap<number, number>,
): Promise<Found> {
  const found: Found = new Map()
  const isNumber = columns[0]?.family?.kind === 'integer'
  if (columns.length === 0) return found
  const sample = sampleSql(columns.map(({ index }) => index), SAMPLE) // prettier-ignore
  const rules = RULES.filter(({ detector }) => !isNumber || !TEXT_ONLY.has(detector))
  const possible = await withShape(session, rules, sample, isNumber)
  const hints = await countsIn(session, possible, sample, isNumber)
  const suspected = possible.filter((rule) => columns.some((column) => isHinted(rule, column, hints.get(column.index))))
  const counts = await countsIn(session, suspected, 'g', isNumber)
  for (const column of columns) {
    const total = present.get(column.index) ?? 0
    const finding = best(suspected, column, counts.get(column.index), total, isNumber) ?? byName(column, total)
    if (finding) found.set(column.index, finding)
  }
  return found
}

/** The rules whose shape occurs at all: check digits of ten kinds take the engine longer to plan than to compute. */
async function withShape(session: Session, rules: readonly Rule[], sample: string, isNumber: boolean): Promise<Rule[]> {
  const rows = await session.rows(shapesSql(rules.map(({ detector }) => detector), sample, isNumber)) // prettier-ignore
  return rules.filter(({ detector }) => rows.some((row) => countOf(row[detector]) > 0))
}

async function countsIn(session: Session, rules: readonly Rule[], from: string, isNumber: boolean) {
  if (rules.length === 0) return new Map<number, Row>()
  return byColumn(await session.rows(personalSql(rules.map(({ detector }) => detector), from, isNumber))) // prettier-ignore
}

function isHinted({ detector, share, name, imitates }: Rule, column: SourceColumn, row: Row | undefined): boolean {
  if (share === NEVER && !name.test(nameOf(column.name))) return false
  return countOf(row?.[imitates === NEVER ? detector : `${detector}_shape`]) > 0
}

function best(
  rules: readonly Rule[],
  column: SourceColumn,
  row: Row | undefined,
  total: number,
  isNumber: boolean,
): PersonalFinding | null {
  const name = nameOf(column.name)
  const passing = rules
    .map((rule) => ({ rule, isNamed: rule.name !== ANY && rule.name.test(name), ...countsOf(rule, row) }))
    .filter(({ rule, isNamed, matches, shaped }) => {
      if (matches > 0 && matches >= (isNamed ? rule.named : rule.share) * total) return true
      // Eleven digits in a row are any number; a name or punctuation is needed for an imitation.
      return shaped > 0 && !isNumber && isNamed && shaped >= rule.imitates * total
    })
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.matches - a.matches)
  const [first] = passing
  if (!first) return null
  const { rule, matches, shaped } = first
  const hasDigits = !SHAPES.has(rule.kind)
  return {
    kind: rule.kind,
    matches,
    share: total === 0 ? 0 : matches / total,
    invalid: hasDigits ? shaped - matches : 0,
    evidence: hasDigits && matches > 0 ? 'check_digits' : 'shape',
  }
}

function countsOf({ detector }: Rule, row: Row | undefined): { matches: number; shaped: number } {
  return { matches: countOf(row?.[detector]), shaped: countOf(row?.[`${detector}_shape`]) }
}

function byName({ name, type }: SourceColumn, total: number): PersonalFinding | null {
  if (type !== 'text' || total === 0 || !PERSON_NAME.test(nameOf(name))) return null
  return { kind: 'name', matches: total, share: 1, invalid: 0, evidence: 'name' }
}

/** The detector that found a kind in a column of this name. */
export function detectorOf(kind: Exclude<PersonalData, 'name'>, columnName: string): DetectorName {
  return kind === 'phone' && PHONE_NAME.test(nameOf(columnName)) ? 'named_phone' : kind
}
