import type { AnalysisPlan } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { catalogOf } from '../../test-support/catalog-of.ts'
import { SAMPLES } from '../../test-support/sample-tables.ts'
import { readInstructions } from './read-instructions.ts'

const table = catalogOf(SAMPLES.vendas)

function planOf(text: string): AnalysisPlan {
  const read = readInstructions(text, table, 'en')
  if (!read || !('plan' in read)) throw new Error(`not read: ${JSON.stringify(read)}`)
  return read.plan
}

function unread(text: string): readonly string[] | null {
  const read = readInstructions(text, table, 'en')
  return read && 'unread' in read ? read.unread : null
}

describe('instructions with named outputs', () => {
  it('give one figure for each name, rounded as asked', () => {
    const { figures } = planOf(
      'Calculate the mean and standard deviation of the "VL_TOTAL" column. Round to two decimal places. @mean_total[mean], @std_total[std] rounded to two decimal places.',
    )
    expect(figures).toMatchObject([
      { name: 'mean_total', decimals: 2, value: { measure: { fn: 'mean', operand: { column: 'VL_TOTAL' } } } },
      { name: 'std_total', decimals: 2, value: { measure: { fn: 'standard_deviation' } } },
    ])
  })

  it('leave outliers out, and count them among the rows before', () => {
    const { steps, figures } = planOf(
      'Remove outliers from the "VL_TOTAL" column using the Z-score method with a threshold of 2. Calculate the new mean. @outlier_count[n] @mean_after_removal[mean]',
    )
    expect(steps).toMatchObject([{ op: 'without_outliers', rule: { method: 'z_score', threshold: 2 } }])
    expect(figures.map(({ before_outliers: before }) => before)).toEqual([true, false])
  })

  it('do not leave out what shall stay', () => {
    const { steps } = planOf('Calculate the mean of "QTD". Do not remove any outliers. @mean[mean]')
    expect(steps).toEqual([])
  })

  it('judge by the levels that the text gives', () => {
    const { figures } = planOf(
      'Is there a correlation between "QTD" and "VL_TOTAL"? Consider it linear if the p-value is less than 0.05 and the absolute value of r is at least 0.5, nonlinear if the p-value is less than 0.05 and r is less than 0.5. @relationship_type[relationship_type] where "relationship_type" is "linear", "nonlinear" or "none".',
    )
    const [label] = figures.filter(({ hidden }) => !hidden)
    expect(label?.value).toMatchObject({
      kind: 'label',
      rules: [
        { label: 'linear', tests: [{ value: 0.05 }, { absolute: true, comparison: 'ge', value: 0.5 }] },
        { label: 'nonlinear' },
      ],
      otherwise: 'none',
    })
  })

  it('take figures per value that the names carry', () => {
    const { figures } = planOf('Calculate the mean of "VL_TOTAL" for each "UF". @mean_SP[mean] @mean_RJ[mean]')
    expect(figures.map(({ where }) => where)).toEqual([
      { op: 'in', column: 'UF', values: ['SP'] },
      { op: 'in', column: 'UF', values: ['RJ'] },
    ])
  })

  it('define a column from others', () => {
    const { steps } = planOf(
      'Create a new column called "unit_price" by dividing "VL_TOTAL" by "QTD". Calculate its median. @median_unit_price[median]',
    )
    expect(steps).toMatchObject([
      {
        op: 'formula',
        name: 'unit_price',
        first: { column: 'VL_TOTAL' },
        terms: [{ sign: '/', value: { column: 'QTD' } }],
      },
    ])
  })

  it.each([
    'Train a logistic regression on "QTD". @accuracy[accuracy]',
    'Calculate the mean of "VL_TOTAL" for the "Xingu" region. @mean[mean]',
    'Calculate the mean of "VL_TOTAL". @mean[mean] @golden_ratio[x]',
    'List all customers. @customer_ids[id1, id2]',
  ])('are left alone where a part is not understood: %s', (text) => {
    expect(unread(text)?.length).toBeGreaterThan(0)
  })
})

describe('questions for an analysis without names', () => {
  it('ask for outliers, for a normal distribution, for a regression', () => {
    expect(planOf('Are there outliers in VL_TOTAL by the IQR method?').figures).toMatchObject([
      { value: { kind: 'outliers', rule: { method: 'iqr', threshold: 1.5 } } },
    ])
    expect(planOf('Is VL_TOTAL normally distributed?').figures.map(({ name }) => name)).toContain('normal')
    expect(readInstructions('Há outliers em VL_TOTAL?', table, 'pt')).toHaveProperty('plan')
  })

  it('are none where nothing of it is asked', () => {
    expect(readInstructions('Qual a soma do valor total?', table, 'pt')).toBeNull()
  })
})
