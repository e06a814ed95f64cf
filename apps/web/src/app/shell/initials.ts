/** First letters of the first and last word of a name, for the account's disc. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toLocaleUpperCase()
}
