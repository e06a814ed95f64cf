import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from './en/index.ts'
import pt from './pt/index.ts'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const ptKeys = flatten(pt)
const enKeys = flatten(en)

/** Every source file of the interface outside the catalogues and the tests. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return /i18n\/(pt|en)$/.test(path) ? [] : sources(path)
    return /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [readFileSync(path, 'utf8')] : []
  })
}

const text = sources(join(import.meta.dirname, '../..')).join('\n')
const literal = new Set([...text.matchAll(/['"`]([a-z_]+\.[a-z0-9_.]+)['"`]/g)].map((match) => match[1] ?? ''))
const prefixes = [...text.matchAll(/`([a-z_]+\.[a-z0-9_]*)\$\{/g)].map((match) => match[1] ?? '')
const placeholders = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()

describe('the two catalogues', () => {
  it('have the same keys', () => {
    expect([...enKeys.keys()].sort()).toEqual([...ptKeys.keys()].sort())
  })

  it('use the same placeholders in each message', () => {
    const differing = [...ptKeys].filter(
      ([key, message]) => placeholders(message).join() !== placeholders(enKeys.get(key) ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it('hold no key that nothing uses', () => {
    const unused = [...ptKeys.keys()].filter(
      (key) => !literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })

  it('know every key that the code names literally', () => {
    const groups = new Set(Object.keys(pt))
    const asked = [...text.matchAll(/\bt\(\s*'([a-z_]+\.[a-z0-9_]+)'/g)].map((match) => match[1] ?? '')
    expect(asked.length).toBeGreaterThan(200)
    expect(asked.filter((key) => groups.has(key.split('.')[0] ?? '') && !ptKeys.has(key))).toEqual([])
  })
})
