/** A top-n of each column is quicker than a sort of all, but statements of many arms are slow to plan. */
const SEPARATE_COLUMNS = 4

/** Deterministic sample of different values of each column, by their hash. */
export function sampleSql(columns: readonly number[], size: number): string {
  if (columns.length > SEPARATE_COLUMNS) {
    return `(SELECT c, v::VARCHAR AS v, n FROM g WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL
      QUALIFY row_number() OVER (PARTITION BY c ORDER BY hash(v), v) <= ${size})`
  }
  const arms = columns.map(
    (index) =>
      `(SELECT c, v::VARCHAR AS v, n FROM g WHERE c = ${index} AND v IS NOT NULL ORDER BY hash(v), v LIMIT ${size})`,
  )
  return `(${arms.join(' UNION ALL ')})`
}

/** Digit `position` (1-based) of text `d`; CNPJ letters count as their ASCII code minus 48 (Receita Federal, IN 2.229/2024). */
const value = (position: number) => `(ascii(d[${position}]) - 48)`

function weighted(weights: readonly number[], first = 1): string {
  return `(${weights.map((weight, i) => `${value(i + first)} * ${weight}`).join(' + ')})`
}

/** Modulo-11 check digit over the positions before it with the given weights: remainders 0 and 1 give 0. */
function checkDigit(weights: readonly number[]): string {
  const sum = weighted(weights)
  return `(CASE WHEN ${sum} % 11 < 2 THEN 0 ELSE 11 - ${sum} % 11 END) = ${value(weights.length + 1)}`
}

const CPF_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]
const CNPJ_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const PIS_WEIGHTS = [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const REPEATED = 'd = repeat(d[1], length(d))'

/** Driver's licence (Denatran): remainders of two sums; a first one of 10 lowers the second digit by 2. */
const CNH_FIRST = `${weighted([9, 8, 7, 6, 5, 4, 3, 2, 1])} % 11`
const CNH_SECOND = `${weighted([1, 2, 3, 4, 5, 6, 7, 8, 9])} % 11`
const CNH = `(CASE WHEN ${CNH_FIRST} = 10 THEN 0 ELSE ${CNH_FIRST} END) = ${value(10)} AND
  (CASE WHEN ${CNH_SECOND} = 10 THEN 0 WHEN ${CNH_FIRST} = 10 THEN (${CNH_SECOND} + 9) % 11 ELSE ${CNH_SECOND} END) = ${value(11)}`

/** Voter ID (TSE, Resolução 21.538/2003): in São Paulo and Minas Gerais (01, 02) a remainder of 0 gives 1. */
function voterDigit(sum: string, position: number): string {
  return `(CASE WHEN ${sum} % 11 = 10 THEN 0 WHEN ${sum} % 11 = 0 AND d[9] = '0' AND d[10] IN ('1', '2') THEN 1
    ELSE ${sum} % 11 END) = ${value(position)}`
}
const VOTER = `(${value(9)} * 10 + ${value(10)}) BETWEEN 1 AND 28 AND
  ${voterDigit(weighted([2, 3, 4, 5, 6, 7, 8, 9]), 11)} AND ${voterDigit(weighted([7, 8, 9], 9), 12)}`

/** Luhn (ISO/IEC 7812-1) over 19 digits; shorter numbers are padded with zeros, which do not change it. */
const LUHN = `(${Array.from({ length: 19 }, (_, i) => {
  const digit = value(i + 1)
  return i % 2 === 0 ? digit : `(CASE WHEN ${digit} > 4 THEN 2 * ${digit} - 9 ELSE 2 * ${digit} END)`
}).join(' + ')}) % 10 = 0`

/** `named_phone` takes bare digits too: believed only where the column's name says that these are phones. */
export type DetectorName =
  'cpf' | 'cnpj' | 'email' | 'phone' | 'named_phone' | 'card' | 'pis' | 'cnh' | 'voter_id' | 'ip'

interface Detector {
  /** What a text must fully match before anything is computed (RE2). */
  readonly shape: string
  /** The characters to check, from `v`. */
  readonly digits: string
  /** Condition on `d`, those characters. */
  readonly valid: string
  /** Length to which leading zeros are restored in numbers; null where zeros cannot lead. */
  readonly zeros: number | null
}

const DIGITS = "regexp_replace(v, '[^0-9]', '', 'g')"
const PHONE =
  '(\\+?55[ .-]?)?\\(?\\d{2}\\)?[ .-]?9?[ .]?\\d{4}-\\d{4}|(\\+?55 ?)?\\(\\d{2}\\) ?\\d{4,5} ?\\d{4}|\\+\\d{1,3}[ .-]?\\(?\\d{1,4}\\)?([ .-]?\\d{2,4}){2,4}'
const BYTE = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'

const DETECTORS: Readonly<Record<DetectorName, Detector>> = {
  cpf: {
    shape: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{11}',
    digits: DIGITS,
    valid: `NOT ${REPEATED} AND ${checkDigit(CPF_WEIGHTS)} AND ${checkDigit([11, ...CPF_WEIGHTS])}`,
    zeros: 11,
  },
  cnpj: {
    shape: '[0-9A-Z]{2}\\.[0-9A-Z]{3}\\.[0-9A-Z]{3}/[0-9A-Z]{4}-\\d{2}|[0-9A-Z]{12}\\d{2}',
    digits: "regexp_replace(v, '[^0-9A-Z]', '', 'g')",
    valid: `NOT ${REPEATED} AND ${checkDigit(CNPJ_WEIGHTS)} AND ${checkDigit([6, ...CNPJ_WEIGHTS])}`,
    zeros: 14,
  },
  email: { shape: '[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}', digits: 'v', valid: 'true', zeros: null },
  phone: { shape: PHONE, digits: 'v', valid: 'true', zeros: null },
  named_phone: { shape: `${PHONE}|(55)?[1-9]\\d9?\\d{8}`, digits: 'v', valid: 'true', zeros: null },
  card: {
    shape: '[2-6]\\d{3}([ -]?\\d{4}){2}[ -]?\\d{1,7}',
    digits: `lpad(${DIGITS}, 19, '0')`,
    valid: `NOT ${REPEATED} AND ${LUHN}`,
    zeros: null,
  },
  pis: {
    shape: '\\d{3}\\.\\d{5}\\.\\d{2}-\\d|\\d{11}',
    digits: DIGITS,
    valid: `NOT ${REPEATED} AND ${checkDigit(PIS_WEIGHTS)}`,
    zeros: 11,
  },
  cnh: { shape: '\\d{11}', digits: DIGITS, valid: `NOT ${REPEATED} AND ${CNH}`, zeros: 11 },
  voter_id: { shape: '\\d{4} ?\\d{4} ?\\d{4}', digits: DIGITS, valid: VOTER, zeros: 12 },
  ip: {
    shape: `${BYTE}(?:\\.${BYTE}){3}|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}`,
    digits: 'v',
    valid: 'true',
    zeros: null,
  },
}

/**
 * The characters to check of text `v`, or NULL where it has another shape. Numbers get back the leading zeros that a
 * number cannot keep, at most two of them.
 */
function candidate(name: DetectorName, isNumber: boolean): string {
  const { digits, zeros } = DETECTORS[name]
  if (!isNumber) return `CASE WHEN ${shaped(name, isNumber)} THEN ${digits} END`
  return `CASE WHEN ${shaped(name, isNumber)} THEN ${digits.replace('v', restored(zeros))} END`
}

const restored = (zeros: number | null) =>
  zeros === null ? 'v' : `(CASE WHEN length(v) >= ${zeros - 2} THEN lpad(v, ${zeros}, '0') END)`

/** Whether text `v` has the shape of a kind. */
function shaped(name: DetectorName, isNumber: boolean): string {
  const { shape, zeros } = DETECTORS[name]
  // Spaces around are part of the pattern, because trimming a million e-mails costs as much as matching them.
  return isNumber ? `regexp_full_match(${restored(zeros)}, '${shape}')` : `regexp_full_match(v, ' *(?:${shape}) *')`
}

const valid = (name: DetectorName) => DETECTORS[name].valid.replaceAll(/\bd\b/g, name)

/** Different values per column of `from` with the shape of each detector. */
export function shapesSql(names: readonly DetectorName[], from: string, isNumber: boolean): string {
  const counts = names.map((name) => `count(*) FILTER (${shaped(name, isNumber)}) AS ${name}`)
  return `SELECT c, ${counts.join(', ')} FROM (SELECT c, v::VARCHAR AS v FROM ${from} AS groups WHERE v IS NOT NULL) GROUP BY c`
}

/** Rows per column with the shape of each detector (`<name>_shape`) and those that pass it, over `from`. */
export function personalSql(names: readonly DetectorName[], from: string, isNumber: boolean): string {
  const candidates = names.map((name) => `${candidate(name, isNumber)} AS ${name}`)
  const counts = names.map((name) => {
    const ofShape = `coalesce(sum(n) FILTER (${name} IS NOT NULL), 0) AS ${name}_shape`
    return `${ofShape}, coalesce(sum(n) FILTER (${name} IS NOT NULL AND ${valid(name)}), 0) AS ${name}`
  })
  return `SELECT c, ${counts.join(', ')}
    FROM (SELECT c, n, ${candidates.join(', ')}
          FROM (SELECT c, n, v::VARCHAR AS v FROM ${from} AS groups WHERE v IS NOT NULL)) GROUP BY c`
}

/** The characters that a detector checks, and whether they pass: together the test behind an alert's rows. */
export function personalTest(
  name: DetectorName,
  isNumber: boolean,
): { readonly derived: string; readonly valid: string } {
  return { derived: candidate(name, isNumber), valid: DETECTORS[name].valid }
}
