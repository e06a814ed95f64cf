export interface TextPart {
  kind: 'text' | 'code' | 'number'
  text: string
}

const CODE = /`([^`\n]+)`/
const DATE = /\d{1,2}\/\d{4}|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{4}-\d{2}(?:-\d{2})?/
const AMOUNT = /(?:R\$|US\$|\$|€)\s?[-−]?\d[\d.,]*|[-−]?\d[\d.,]*\s?%|[-−]?\d[\d.,]*/
const TOKEN = new RegExp(
  `${CODE.source}|(?<![\\p{L}\\p{N}_])(?:(?<date>${DATE.source})|(?<amount>${AMOUNT.source}))(?![\\p{L}\\p{N}_])`,
  'gu',
)
const YEAR = /^(19|20)\d{2}$/

/**
 * Splits an answer into plain text, names in backticks and figures that can be questioned. Nothing here is markup: the
 * parts are rendered as text nodes. Dates and bare years are not figures, digits inside words neither.
 */
export function splitAnswer(text: string): TextPart[] {
  const parts: TextPart[] = []
  const push = (kind: TextPart['kind'], value: string): void => {
    const last = parts.at(-1)
    if (value === '') return
    if (kind === 'text' && last?.kind === 'text') last.text += value
    else parts.push({ kind, text: value })
  }
  let position = 0
  for (const match of text.matchAll(TOKEN)) {
    push('text', text.slice(position, match.index))
    position = match.index + match[0].length
    const amount = match.groups?.['amount']
    if (match[1] !== undefined) push('code', match[1])
    else if (amount === undefined) push('text', match[0])
    else {
      const figure = amount.replace(/[.,]+$/, '')
      push(YEAR.test(figure) ? 'text' : 'number', figure)
      push('text', amount.slice(figure.length))
    }
  }
  push('text', text.slice(position))
  return parts
}
