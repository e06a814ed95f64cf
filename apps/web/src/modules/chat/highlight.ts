export type CodeLanguage = 'sql' | 'python' | 'json'

export interface CodeToken {
  kind: 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'function'
  text: string
}

const KEYWORDS: Record<CodeLanguage, ReadonlySet<string>> = {
  sql: new Set(
    (
      'select from where and or not null is in as group by order having limit offset with distinct case when then else ' +
      'end between like ilike asc desc nulls first last union all join left right inner outer on using cast over ' +
      'partition filter interval date timestamp true false qualify exists values'
    ).split(' '),
  ),
  python: new Set(
    (
      'import from as def return if elif else for while in not and or is None True False lambda with try except ' +
      'finally raise pass break continue class assert del yield global'
    ).split(' '),
  ),
  json: new Set(['true', 'false', 'null']),
}

const COMMENT: Record<CodeLanguage, string> = { sql: '--[^\\n]*', python: '#[^\\n]*', json: '(?!)' }

/** Splits code into coloured tokens. Deliberately small: four token kinds, no grammar, plain text where unsure. */
export function highlight(code: string, language: CodeLanguage): CodeToken[] {
  const pattern = new RegExp(
    `(?<comment>${COMMENT[language]})|(?<string>'(?:[^'\\\\]|\\\\.|'')*'|"(?:[^"\\\\]|\\\\.)*")` +
      `|(?<number>\\b\\d[\\d_.]*(?:e[+-]?\\d+)?\\b)|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)`,
    'giu',
  )
  const tokens: CodeToken[] = []
  let position = 0
  for (const match of code.matchAll(pattern)) {
    if (match.index > position) tokens.push({ kind: 'plain', text: code.slice(position, match.index) })
    position = match.index + match[0].length
    tokens.push({ kind: kindOf(match, language, code[position] === '('), text: match[0] })
  }
  if (position < code.length) tokens.push({ kind: 'plain', text: code.slice(position) })
  return tokens
}

function kindOf(match: RegExpExecArray, language: CodeLanguage, called: boolean): CodeToken['kind'] {
  const groups = match.groups ?? {}
  if (groups['comment'] !== undefined) return 'comment'
  // In SQL, double quotes name columns and tables.
  if (groups['string'] !== undefined) return language === 'sql' && match[0].startsWith('"') ? 'plain' : 'string'
  if (groups['number'] !== undefined) return 'number'
  const word = groups['word'] ?? ''
  if (KEYWORDS[language].has(language === 'sql' ? word.toLowerCase() : word)) return 'keyword'
  return called ? 'function' : 'plain'
}
