import type { Alert, AlertCode as AlertCodeType, CorrelationMatrix, Profile } from '@datapilot/contracts'
import { AlertCode } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { i18n } from '../../platform/i18n/index.ts'
import { columnOf } from '../../test-support/column.ts'
import { alertSentence, alertTag, mainAlert, sortAlerts } from './alert-words.ts'
import { patternOf, summaryOf } from './column-summary.ts'
import { companionsOf } from './companions.ts'
import { highlightsOf } from './highlights.ts'
import { rebin } from './rebin.ts'
import { starterQuestions } from './starter-questions.ts'

const t = (key: string, named?: Record<string, unknown>, plural?: number): string =>
  plural === undefined ? i18n.global.t(key, named ?? {}) : i18n.global.t(key, named ?? {}, plural)
const te = (key: string): boolean => i18n.global.te(key)

function alertOf(code: AlertCodeType, changes: Partial<Alert> = {}): Alert {
  return {
    id: code,
    rows: false,
    fix: null,
    code,
    severity: 'info',
    columns: ['a'],
    count: 3,
    share: 0.5,
    data: {},
    ...changes,
  }
}

describe('alerts in words', () => {
  it('exist for every code, as a sentence and as a tag', () => {
    for (const code of AlertCode.options) {
      expect(te(`alert.${code}`), code).toBe(true)
      expect(te(`alert_tag.${code}`), code).toBe(true)
    }
  })

  it('carry counts, shares and data in the language’s form', () => {
    expect(alertSentence(alertOf('missing', { count: 1234, share: 0.123 }), t, te, 'pt')).toBe(
      'tem 1.234 vazios (12,3%).',
    )
    expect(alertSentence(alertOf('leading_zeros_lost', { count: null, data: { digits: 8 } }), t, te, 'pt')).toContain(
      '8 dígitos',
    )
    expect(alertTag(alertOf('date_gaps', { count: 1 }), t, 'pt')).toBe('1 dia sem linha')
    expect(alertTag(alertOf('date_gaps', { count: 4 }), t, 'pt')).toBe('4 dias sem linha')
  })

  it('put the serious ones first, and one of them on the strip', () => {
    const list = [
      alertOf('zeros', { count: 99 }),
      alertOf('mixed_formats', { severity: 'warning', count: 1 }),
      alertOf('missing'),
    ]
    expect(sortAlerts(list).map((alert) => alert.code)).toEqual(['mixed_formats', 'zeros', 'missing'])
    expect(mainAlert(list, 'a')?.code).toBe('mixed_formats')
    expect(mainAlert([alertOf('missing')], 'a')).toBeNull()
  })
})

describe('the summary of a column', () => {
  it('names the most frequent value with its share', () => {
    expect(
      summaryOf(
        columnOf({
          top: [
            { value: 'SP', count: 52 },
            { value: 'RJ', count: 15 },
          ],
        }),
        t,
        'pt',
      ),
    ).toBe('SP 52,0% · RJ 15,0%')
  })

  it('never shows a value of personal data or of an identifier', () => {
    const personal = columnOf({
      personal: { kind: 'cpf', matches: 100, share: 1, invalid: 0, evidence: 'check_digits' },
      distinct: 50,
      top: [{ value: '123.456.789-09', count: 2 }],
      text: { patterns: [{ value: '999.999.999-99', count: 100 }] } as never,
    })
    expect(summaryOf(personal, t, 'pt')).toBe('2,0 linhas por valor')
    expect(patternOf(personal)).toBe('000.000.000-00')
  })

  it('says the year of a span once when it is the same', () => {
    const date = { min: '2024-01-02', max: '2024-12-31' } as never
    expect(summaryOf(columnOf({ kind: 'date', type: 'date', date }), t, 'pt')).toBe('02/01 – 31/12/2024')
    expect(summaryOf(columnOf({ kind: 'date', type: 'date', date }), t, 'en')).toBe('Jan 2 – Dec 31, 2024')
  })

  it('says so when there is nothing', () => {
    expect(summaryOf(columnOf({ count: 0, kind: 'empty' }), t, 'pt')).toBe('sem valores')
  })
})

describe('bins', () => {
  it('are joined without losing a row', () => {
    const counts = Array.from({ length: 50 }, (_, index) => index)
    const joined = rebin(counts, 24)
    expect(joined.length).toBeLessThanOrEqual(24)
    expect(joined.reduce((sum, count) => sum + count, 0)).toBe(counts.reduce((sum, count) => sum + count, 0))
  })
})

describe('companions', () => {
  it('are the stronger of both methods, strongest first, without the column itself', () => {
    const matrix = (method: CorrelationMatrix['method'], r: number): CorrelationMatrix => ({
      method,
      columns: ['a', 'b', 'c'],
      exact: true,
      values: [
        [1, r, -0.9],
        [r, 1, 0],
        [-0.9, 0, 1],
      ],
    })
    expect(companionsOf('a', [matrix('pearson', 0.3), matrix('spearman', 0.5)])).toEqual([
      { column: 'c', method: 'pearson', r: -0.9 },
      { column: 'b', method: 'spearman', r: 0.5 },
    ])
  })
})

describe('what stands out and what to ask', () => {
  const date = {
    span_days: 360,
    months: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 1],
    weekdays: [1, 1, 1, 1, 1, 1, 1],
  } as never
  const profile = {
    columns: [
      columnOf({ name: 'dia', kind: 'date', type: 'date', date }),
      columnOf({ name: 'uf', distinct: 5, top: [{ value: 'SP', count: 60 }] }),
      columnOf({ name: 'valor', kind: 'number', type: 'decimal', distinct: 90, number: { skewness: 0 } as never }),
    ],
    correlations: [],
  } as unknown as Profile

  it('is found in the profile', () => {
    expect(highlightsOf(profile, 'pt').map(({ id, column, facts }) => [id, column, facts['share']])).toEqual([
      ['month', 'dia', '45,0%'],
      ['top', 'uf', '60,0%'],
    ])
  })

  it('asks with the names of real columns', () => {
    expect(starterQuestions(profile, t)[0]).toBe('Qual é a soma de valor por mês de dia?')
    expect(starterQuestions({ ...profile, columns: [] }, t)).toEqual(['Quantas linhas há?'])
  })
})
