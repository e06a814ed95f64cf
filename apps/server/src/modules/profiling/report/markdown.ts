const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** What CommonMark and GitHub's extensions give a meaning inside a line. */
const MARKS = /[\\`*_[\]|~$]/g
/** Longer cells make a table that nobody reads. */
const LONGEST = 200

/**
 * Text of the data as text of Markdown: on one line, no mark and no tag of it means anything, and no address in it
 * becomes a link.
 */
export function inMarkdown(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return short
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(MARKS, '\\$&')
    .replaceAll(/\b(https?|ftp|mailto|www)(?=[:.])/gi, '$1\u200B')
}

/** A table; cells are Markdown already. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
