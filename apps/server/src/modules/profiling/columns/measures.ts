import type { ColumnProfile, Meaning } from '@datapilot/contracts'
import { nameOf } from './column-kind.ts'

/** Numbers that say where, when or which, not how much. */
const NO_AMOUNTS: ReadonlySet<Meaning> = new Set(['latitude', 'longitude', 'year', 'month', 'year_month', 'sequence', 'cep', 'municipality_code']) // prettier-ignore

/** Rates and states, of which a mean makes sense and a sum does not. */
const AVERAGED =
  /taxa|rate|percent|pct|(^|_)per_|media|mean|avg|average|preco|price|unit|temp|idade|(^|_)age(_|$)|nota|score|rating|indice|index|peso|altura|height|weight|ratio|razao|densidade|umidade|humid|press|velocidade|speed|cotacao|(^|_)(close|open|high|low)(_|$)|dolar|level|nivel/

/** Whether a column holds amounts that can be compared and averaged. */
export function isMeasure({ kind, number, meaning }: Pick<ColumnProfile, 'kind' | 'number' | 'meaning'>): boolean {
  return kind === 'number' && number !== null && !(meaning && NO_AMOUNTS.has(meaning.kind))
}

/** Whether the values of a measure are averaged rather than added up, by unit and name. */
export function isAveraged({ name, unit }: Pick<ColumnProfile, 'name' | 'unit'>): boolean {
  return unit === '%' || AVERAGED.test(nameOf(name))
}
