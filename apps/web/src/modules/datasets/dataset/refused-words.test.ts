import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../../platform/i18n/en/index.ts'
import pt from '../../../platform/i18n/pt/index.ts'
import { refusedWords, whereWords } from './refused-words.ts'

const SERVER = join(import.meta.dirname, '../../../../../server/src/modules')

function sources(folder: string): string {
  return readdirSync(join(SERVER, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(SERVER, folder, name), 'utf8'))
    .join('\n')
}

const codesIn = (text: string, call: string): string[] => [
  ...new Set([...text.matchAll(new RegExp(`${call}\\(\\s*'([a-z_]+)'`, 'g'))].map((match) => match[1] ?? '')),
]
const t = (key: string, named?: Record<string, unknown>): string => (named ? `${key} ${JSON.stringify(named)}` : key)

describe('a refused file', () => {
  const codes = codesIn(sources('reading'), 'new FileRefused')

  it.each([
    ['Portuguese', pt],
    ['English', en],
  ])('has words in %s for every code of the reading, and one thing to do', (_, catalogue) => {
    expect(codes.length).toBeGreaterThan(12)
    const known = new Set(
      (['refused', 'fault', 'remedy'] as const).flatMap((group) =>
        Object.keys(catalogue[group]).map((key) => `${group}.${key}`),
      ),
    )
    for (const code of codes) {
      const words = refusedWords({ code, detail: '', expected: null, where: null }, t, (key) => known.has(key))
      expect(words.what, code).toMatch(/^(refused|fault)\./)
      expect([...known], code).toContain(words.todo)
    }
  })

  it('says in general what it has no words for', () => {
    const problem = { code: 'never_heard', detail: '', expected: null, where: null }
    expect(refusedWords(problem, t, () => false).what).toBe('remedy.unknown')
  })

  it('says where in words, and nothing where the place is put otherwise', () => {
    expect(whereWords('line 12', t)).toBe('place.line {"n":"12"}')
    expect(whereWords('bytes 3 to 9', t)).toBe('place.bytes {"first":"3","last":"9"}')
    expect(whereWords('somewhere', t)).toBeNull()
  })
})

describe('errors of datasets', () => {
  it('have words for every code', () => {
    const codes = codesIn(sources('datasets'), 'super').filter((code) => code.includes('_'))
    expect(codes.length).toBeGreaterThan(6)
    expect(codes.filter((code) => !(code in pt.fault))).toEqual([])
  })
})
