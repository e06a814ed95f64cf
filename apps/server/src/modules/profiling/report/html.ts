/** Markup that is already safe. */
export interface Html {
  readonly markup: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters (but tab and line ends) have no place in HTML: browsers drop some and stumble over others. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu

export function escapeHtml(text: string): string {
  return text.replaceAll(CONTROL, '\uFFFD').replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}

type Part = string | number | Html | readonly Html[]

/** A template whose values are escaped unless they are markup made by the same template. */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Html {
  const markup = texts.reduce((made, text, i) => made + text + (i < values.length ? partOf(values[i] ?? '') : ''), '')
  return { markup }
}

function partOf(value: Part): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}
