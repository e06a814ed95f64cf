import type { Check, Language } from '@datapilot/contracts'
import type { ToolResult } from '../tools/tools.ts'
import type { SubmitAnswerInput } from './answer-protocol.ts'
import type { Coverage } from './coverage.ts'
import { differenceOf } from './compare-results.ts'
import { ungroundedNumbers } from './grounding.ts'

/**
 * Share of the matching rows that may lack the value before the answer carries a caveat. Below it the rows left out
 * are only counted in the receipt: every real file has some holes.
 */
const NULL_SHARE = 0.05
/** The same for rows that did not fit when the file was read. */
const REJECTED_SHARE = 0.01

/** What the checks look at. */
export interface Evidence {
  readonly question: string
  readonly submitted: SubmitAnswerInput
  readonly results: readonly ToolResult[]
  readonly answer: ToolResult | null
  readonly second: ToolResult | null
  readonly coverage: Coverage | null
  readonly rejectedRows: number
  /** Names of the data's columns, in SQL and in the file. */
  readonly names: readonly string[]
}

type Words = Readonly<Record<Language, string>>

function check(name: string, failure: Words | null, success: Words, language: Language): Check {
  return { name, passed: failure === null, detail: (failure ?? success)[language] }
}

function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en-US', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share)
}

function grounded({ submitted, results, question, names }: Evidence): Check {
  const { language } = submitted
  const loose = ungroundedNumbers(submitted.text, language, results, question, names).join(', ')
  return check(
    'numbers_grounded',
    loose === '' ? null : { pt: `Sem origem nos resultados: ${loose}.`, en: `Not found in any result: ${loose}.` },
    { pt: 'Todo número do texto está em um resultado.', en: 'Every number in the text stands in a result.' },
    language,
  )
}

function notEmpty({ submitted: { language }, answer }: Evidence): Check {
  const empty =
    answer === null || answer.row_count === 0 || answer.rows.every((row) => row.every((cell) => cell === null))
  return check(
    'result_not_empty',
    empty ? { pt: 'Nenhuma linha atende ao que foi pedido.', en: 'No row matches what was asked.' } : null,
    { pt: 'O resultado tem linhas.', en: 'The result has rows.' },
    language,
  )
}

function complete({ submitted: { language }, answer }: Evidence): Check {
  return check(
    'result_complete',
    answer?.truncated
      ? {
          pt: `Só as primeiras ${answer.rows.length} linhas são mostradas.`,
          en: `Only the first ${answer.rows.length} rows are shown.`,
        }
      : null,
    { pt: 'O resultado está inteiro.', en: 'The result is complete.' },
    language,
  )
}

function nullsDropped({ submitted: { language }, coverage }: Evidence): Check[] {
  if (!coverage) return []
  const share = coverage.matched === 0 ? 0 : coverage.nulls / coverage.matched
  const shown = percent(share, language)
  return [
    check(
      'nulls_dropped',
      share > NULL_SHARE
        ? {
            pt: `${shown} das linhas não têm valor e ficaram de fora.`,
            en: `${shown} of the rows have no value and were left out.`,
          }
        : null,
      { pt: `Linhas sem valor: ${coverage.nulls}.`, en: `Rows without a value: ${coverage.nulls}.` },
      language,
    ),
  ]
}

/** A key that should be unique and is not multiplies rows, and every sum with them. */
function joinKeepsRows({ submitted: { language }, coverage }: Evidence): Check[] {
  if (!coverage || coverage.joined === null) return []
  const { read, joined } = coverage
  return [
    check(
      'join_keeps_rows',
      joined === read
        ? null
        : {
            pt: `A junção transformou ${read} linhas em ${joined}: a chave se repete.`,
            en: `The join turned ${read} rows into ${joined}: the key repeats.`,
          },
      { pt: 'A junção não multiplica linhas.', en: 'The join multiplies no rows.' },
      language,
    ),
  ]
}

/** A filter that no row meets makes a zero or an empty cell that reads like a finding. */
function filterMatches({ submitted: { language }, coverage, answer }: Evidence): Check[] {
  const verdict = answer?.columns[0]?.name === 'verdict'
  if (!coverage || coverage.read === 0 || verdict) return []
  return [
    check(
      'filter_matches',
      coverage.matched === 0 ? { pt: 'Nenhuma linha atende aos filtros.', en: 'No row meets the filters.' } : null,
      { pt: `Linhas que atendem: ${coverage.matched}.`, en: `Rows that match: ${coverage.matched}.` },
      language,
    ),
  ]
}

function rejectedRows({ submitted: { language }, coverage, rejectedRows: rejected }: Evidence): Check[] {
  if (!coverage || rejected === 0) return []
  const share = rejected / (coverage.read + rejected)
  const shown = percent(share, language)
  return [
    check(
      'rejected_rows',
      share > REJECTED_SHARE
        ? {
            pt: `${shown} das linhas do arquivo foram rejeitadas na leitura.`,
            en: `${shown} of the file's rows were rejected on reading.`,
          }
        : null,
      { pt: `Rejeitadas na leitura: ${rejected}.`, en: `Rejected on reading: ${rejected}.` },
      language,
    ),
  ]
}

function twoDerivations({ submitted: { language }, answer, second }: Evidence): Check[] {
  if (!answer || !second) return []
  const difference = differenceOf(answer, second)
  return [
    check(
      'two_derivations_agree',
      difference === null
        ? null
        : { pt: `SQL e Python diferem: ${difference}.`, en: `SQL and Python differ: ${difference}.` },
      {
        pt: 'SQL e Python, do mesmo plano, dão o mesmo resultado.',
        en: 'SQL and Python, from one plan, give the same result.',
      },
      language,
    ),
  ]
}

/** Runs every check that applies; the answer is trusted by these alone, never by the model's word. */
export function checkAnswer(evidence: Evidence): Check[] {
  return [
    grounded(evidence),
    notEmpty(evidence),
    complete(evidence),
    ...filterMatches(evidence),
    ...joinKeepsRows(evidence),
    ...nullsDropped(evidence),
    ...rejectedRows(evidence),
    ...twoDerivations(evidence),
    ...evidence.submitted.checks,
  ]
}
