import { html, type Html } from './html.ts'

const WIDTH = 600
const HEIGHT = 120

function rounded(value: number): number {
  return Number(value.toFixed(2))
}

/** Bars of one series. `label` is read out instead. */
export function barPlot(counts: readonly number[], label: string): Html {
  const highest = Math.max(1, ...counts)
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(1, (count / highest) * 60)
    return html`<rect x="${i * 10 + 1}" y="${rounded(60 - height)}" width="8" height="${rounded(height)}" />`
  })
  return html`<svg
    viewBox="0 0 ${Math.max(1, counts.length) * 10} 60"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${bars}
  </svg>`
}

/** Two series side by side per bin: the base lighter, the current one darker. */
export function pairPlot(bins: readonly { readonly base: number; readonly current: number }[], label: string): Html {
  const highest = Math.max(1e-9, ...bins.flatMap(({ base, current }) => [base, current]))
  const bar = (share: number, x: number, name: string) => {
    const height = share === 0 ? 0 : Math.max(1, (share / highest) * 60)
    return html`<rect class="${name}" x="${x}" y="${rounded(60 - height)}" width="4" height="${rounded(height)}" />`
  }
  const bars = bins.flatMap(({ base, current }, i) => [
    bar(base, i * 10 + 1, 'base'),
    bar(current, i * 10 + 5, 'current'),
  ])
  return html`<svg
    viewBox="0 0 ${Math.max(1, bins.length) * 10} 60"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${bars}
  </svg>`
}

/** A line over equal steps; null breaks it. */
export function linePlot(values: readonly (number | null)[], label: string): Html {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return html``
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (i: number) => rounded(values.length < 2 ? WIDTH / 2 : (i / (values.length - 1)) * WIDTH)
  const y = (value: number) =>
    rounded(high === low ? HEIGHT / 2 : HEIGHT - 4 - ((value - low) / (high - low)) * (HEIGHT - 8))
  let path = ''
  for (const [i, value] of values.entries()) {
    if (value === null) continue
    const before = i === 0 ? null : (values[i - 1] ?? null)
    path += `${before === null ? 'M' : 'L'}${String(x(i))} ${String(y(value))}`
    // A single point between two holes is a line of no length, drawn by its round caps.
    if (before === null && (values[i + 1] ?? null) === null) path += 'h0'
  }
  return html`<svg
    class="line"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    <path d="${path}" vector-effect="non-scaling-stroke" />
  </svg>`
}

/** A cell of a matrix whose ground says how strong `value` (−1 to 1) is; the sign is in the text. */
export function strengthCell(value: number | null, text: string): Html {
  const strength = value === null ? 0 : Math.min(10, Math.round(Math.abs(value) * 10))
  return html`<td class="s${strength}">${text}</td>`
}
