/** A column in a correlation: `expression` is null where it does not count, else within ±1 around its mean. */
export interface Scaled {
  readonly index: number
  readonly expression: string
}

/** The scaled columns as doubles, row by row in the order of the table. */
export function scaledValuesSql(columns: readonly Scaled[]): string {
  return `SELECT ${columns.map(({ index, expression }) => `(${expression})::DOUBLE AS x${index}`).join(', ')} FROM source`
}
