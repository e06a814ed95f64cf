import { expect, it } from 'vitest'
import { organizationOfRemoval, removalMarker, requireObjectKey } from './object-key.ts'

const ORGANIZATION = 'org_id=0199aaaa-0000-7000-8000-000000000001'

it.each([
  `${ORGANIZATION}/uploads/abc`,
  `${ORGANIZATION}/tables/v1/data.parquet`,
  `${ORGANIZATION}/gold/month=2024-01/part-0.parquet`,
])('accepts %s', (key) => {
  expect(requireObjectKey(key)).toBe(key)
})

it.each([
  '',
  '/etc/passwd',
  'uploads/abc',
  ORGANIZATION,
  `${ORGANIZATION}/uploads`,
  `${ORGANIZATION}/uploads/`,
  `${ORGANIZATION}/uploads/..`,
  `${ORGANIZATION}/uploads/../../x`,
  `${ORGANIZATION}/../${ORGANIZATION}/uploads/x`,
  `${ORGANIZATION}/uploads/.hidden`,
  `${ORGANIZATION}//uploads/x`,
  `${ORGANIZATION}/uploads/x\0.csv`,
  `${ORGANIZATION}/uploads/x\n`,
  `${ORGANIZATION}/uploads\\..\\x`,
  `${ORGANIZATION}/uploads/%2e%2e`,
  `${ORGANIZATION}/uploads/a/b/c/d`,
  `${ORGANIZATION}/uploads/${'x'.repeat(129)}`,
  `${ORGANIZATION.toUpperCase()}/uploads/x`,
  `x/${ORGANIZATION}/uploads/x`,
])('refuses %j', (key) => {
  expect(() => requireObjectKey(key)).toThrow(expect.objectContaining({ code: 'invalid_object_key' }))
})

it('knows the mark of a removal by its organization, and takes nothing else for one', () => {
  const id = ORGANIZATION.slice('org_id='.length)
  expect(organizationOfRemoval(requireObjectKey(removalMarker(id)))).toBe(id)
  for (const key of [`${ORGANIZATION}/removal/other`, `${ORGANIZATION}/uploads/marker`, 'x/removal/marker', ''])
    expect(organizationOfRemoval(key)).toBeNull()
})
