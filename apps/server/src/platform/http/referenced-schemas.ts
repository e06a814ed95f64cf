const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g

/** Those of `schemas` that `root` refers to, directly or through another. */
export function referencedSchemas(root: unknown, schemas: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = new Set<string>()
  const waiting: unknown[] = [root]
  while (waiting.length > 0) {
    for (const [, name = ''] of JSON.stringify(waiting.pop()).matchAll(REFERENCE)) {
      const schema = schemas[name]
      if (found.has(name) || schema === undefined) continue
      found.add(name)
      waiting.push(schema)
    }
  }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)))
}
