/** Deterministic sample of different values, by their hash. */
export function sampleSql(index: number, size: number): string {
  return `(SELECT c, v::VARCHAR AS v, n FROM g WHERE c = ${index} AND v IS NOT NULL ORDER BY hash(v), v LIMIT ${size})`
}

/** Digit `position` (1-based) of text `d`; CNPJ letters count as their ASCII code minus 48 (Receita Federal, IN 2.229/2024). */
const value = (position: number) => `(ascii(d[${position}]) - 48)`

/** Modulo-11 check digit over the positions before it with the given weights: remainders 0 and 1 give 0. */
function checkDigit(weights: readonly number[]): string {
  const sum = weights.map((weight, i) => `${value(i + 1)} * ${weight}`).join(' + ')
  return `(CASE WHEN (${sum}) % 11 < 2 THEN 0 ELSE 11 - (${sum}) % 11 END) = ${value(weights.length + 1)}`
}

const CPF_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]
const CNPJ_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const REPEATED = 'd = repeat(d[1], length(d))'

/** Luhn (ISO/IEC 7812-1) over 19 digits; shorter numbers are padded with zeros, which do not change it. */
const LUHN = `(${Array.from({ length: 19 }, (_, i) => {
  const digit = value(i + 1)
  return i % 2 === 0 ? digit : `(CASE WHEN ${digit} > 4 THEN 2 * ${digit} - 9 ELSE 2 * ${digit} END)`
}).join(' + ')}) % 10 = 0`

/** `phone_digits` is a phone number without any separator: believed only where the column's name says so. */
export type DetectorName = 'cpf' | 'cnpj' | 'email' | 'phone' | 'phone_digits' | 'card'

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
  phone: {
    shape:
      '(\\+?55[ .-]?)?\\(?\\d{2}\\)?[ .-]?9?[ .]?\\d{4}-\\d{4}|(\\+?55 ?)?\\(\\d{2}\\) ?\\d{4,5} ?\\d{4}|\\+\\d{1,3}[ .-]?\\(?\\d{1,4}\\)?([ .-]?\\d{2,4}){2,4}',
    digits: 'v',
    valid: 'true',
    zeros: null,
  },
  phone_digits: { shape: '(55)?[1-9]\\d9?\\d{8}', digits: 'v', valid: 'true', zeros: null },
  card: {
    shape: '[2-6]\\d{3}([ -]?\\d{4}){2}[ -]?\\d{1,7}',
    digits: `lpad(${DIGITS}, 19, '0')`,
    valid: `NOT ${REPEATED} AND ${LUHN}`,
    zeros: null,
  },
}

/**
 * Rows per column whose value passes each detector, over `from` (`g` or a sample of it). Numbers get back the leading
 * zeros that a number cannot keep, at most two of them.
 */
export function personalSql(names: readonly DetectorName[], from: string, isNumber: boolean): string {
  const candidates = names.map((name) => {
    const { shape, digits, zeros } = DETECTORS[name]
    const restored = zeros === null ? 'v' : `(CASE WHEN length(v) >= ${zeros - 2} THEN lpad(v, ${zeros}, '0') END)`
    // Spaces around are part of the pattern, because trimming a million e-mails costs as much as matching them.
    return isNumber
      ? `CASE WHEN regexp_full_match(${restored}, '${shape}') THEN ${digits.replace('v', restored)} END AS ${name}`
      : `CASE WHEN regexp_full_match(v, ' *(?:${shape}) *') THEN ${digits} END AS ${name}`
  })
  const counts = names.map((name) => {
    const valid = DETECTORS[name].valid.replaceAll(/\bd\b/g, name)
    return `coalesce(sum(n) FILTER (${name} IS NOT NULL AND ${valid}), 0) AS ${name}`
  })
  return `SELECT c, ${counts.join(', ')}
    FROM (SELECT c, n, ${candidates.join(', ')}
          FROM (SELECT c, n, v::VARCHAR AS v FROM ${from} AS groups WHERE v IS NOT NULL)) GROUP BY c`
}
