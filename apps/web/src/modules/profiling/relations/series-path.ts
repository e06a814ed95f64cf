/** SVG paths of a line over equal steps, one per run of values: a null breaks the line, a single value is a short dash. */
export function seriesPath(
  values: readonly (number | null)[],
  { low, high }: { low: number; high: number },
  width: number,
  height: number,
): string[] {
  const step = width / Math.max(1, values.length - 1)
  const point = (index: number, value: number): string =>
    `${(index * step).toFixed(1)} ${(height - ((value - low) / (high - low)) * height).toFixed(1)}`
  const paths: string[] = []
  let run: string[] = []
  const end = (): void => {
    if (run.length > 0) paths.push(`M${run.join('L')}${run.length === 1 ? 'h1' : ''}`)
    run = []
  }
  values.forEach((value, index) => {
    if (value === null) end()
    else run.push(point(index, value))
  })
  end()
  return paths
}
