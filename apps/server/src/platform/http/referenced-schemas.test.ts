import { expect, it } from 'vitest'
import { referencedSchemas } from './referenced-schemas.ts'

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

it('keeps what is referred to directly, through another, or in a circle, and nothing else', () => {
  const schemas = { A: { items: ref('B') }, B: { a: ref('A') }, C: { type: 'string' }, D: ref('C') }
  expect(Object.keys(referencedSchemas({ paths: { x: ref('A') } }, schemas))).toEqual(['A', 'B'])
})
