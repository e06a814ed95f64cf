/** A check as people call it; one that the catalogue does not know keeps its own name. */
export function checkName(name: string, t: (key: string) => string, te: (key: string) => boolean): string {
  const key = `check.${name}`
  return te(key) ? t(key) : name.replaceAll('_', ' ')
}
