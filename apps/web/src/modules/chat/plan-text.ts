/**
 * A plan as an indented outline, one `name: value` per line, without braces and quotes. What is empty or not set says
 * nothing and is left out.
 */
export function planText(plan: unknown): string {
  return linesOf(plan).join('\n')
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => bulleted(item))
  if (!isRecord(value)) return [text(value)]
  return Object.entries(value)
    .filter(([, part]) => !isEmpty(part))
    .flatMap(([name, part]) => {
      if (isPlain(part)) return [`${name}: ${text(part)}`]
      if (Array.isArray(part) && part.every(isPlain)) return [`${name}: ${part.map(text).join(', ')}`]
      return [`${name}:`, ...linesOf(part).map((line) => `  ${line}`)]
    })
}

function bulleted(item: unknown): string[] {
  return linesOf(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
const isEmpty = (value: unknown): boolean =>
  value === null || value === false || (Array.isArray(value) && value.length === 0)
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
