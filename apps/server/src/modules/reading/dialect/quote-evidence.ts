import type { DialectOverride, Evidence } from '@datapilot/contracts'
import type { Structure } from '../rows/records.ts'
import { isBlank, modalWidth, splitSample } from './sample-records.ts'

/** What the chosen quote rests on, and how many records another one would break. */
export function quoteEvidence(
  structure: Structure,
  sample: string,
  complete: boolean,
  override: DialectOverride,
): Evidence {
  const { quote, escape } = structure
  const seen = quote !== null && sample.includes(quote)
  const how = escape === '\\' ? 'escaped by a backslash' : 'doubled inside values'
  const found = seen
    ? `stands at the edges of values, ${how}`
    : 'no value of the sample is quoted; the usual quote is expected'
  const others = [...['"', "'"].filter((sign) => sign !== quote && sample.includes(sign)), ...(seen ? [null] : [])]
  const own = shapeUnder(structure, sample, complete)
  return {
    what: 'quote',
    chosen: quote ?? 'none',
    reason: override.quote === undefined ? found : 'set by hand',
    alternatives: others.map((sign) => {
      const { width, widths } = shapeUnder({ ...structure, quote: sign, escape: sign }, sample, complete)
      const lost = widths.filter((fields) => fields !== own.width).length
      const reason =
        width === own.width ? 'quotes would stay inside the values' : `records would mostly have ${width} fields`
      return { value: sign ?? 'none', reason, rows_lost: lost, override: { quote: sign } }
    }),
    counted: { rows: own.widths.length, whole_file: false },
    ambiguous: false,
  }
}

function shapeUnder(structure: Structure, sample: string, complete: boolean): { width: number; widths: number[] } {
  const records = splitSample(sample, structure, complete).filter((record) => !isBlank(record))
  return { width: modalWidth(records), widths: records.map(({ fields }) => fields.length) }
}
