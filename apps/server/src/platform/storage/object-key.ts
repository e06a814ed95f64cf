import { AppError } from '../errors.ts'

const ORGANIZATION = 'org_id=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const PREFIX = new RegExp(`^${ORGANIZATION}$`)
/** A segment starts with a letter or digit, so neither `..` nor a hidden file can be one. */
const SEGMENT = '[A-Za-z0-9][A-Za-z0-9._=-]{0,127}'
const KEY = new RegExp(`^${ORGANIZATION}(?:/${SEGMENT}){2,4}$`)

/**
 * Accepts `org_id=<uuid>/<folder>/<name>` (up to two folders more) and nothing else, before a path is made of it.
 *
 * @throws AppError `invalid_object_key`.
 */
export function requireObjectKey(key: string): string {
  if (KEY.test(key)) return key
  throw invalidKey()
}

/**
 * What the keys of an organization's objects begin with.
 *
 * @throws AppError `invalid_object_key` unless the id is a UUID in lower case.
 */
export function organizationPrefix(organizationId: string): string {
  const prefix = `org_id=${organizationId}`
  if (PREFIX.test(prefix)) return prefix
  throw invalidKey()
}

/** An object that lies there as long as a removal of the whole organization is under way, or was cut off. */
export function removalMarker(organizationId: string): string {
  return `${organizationPrefix(organizationId)}/removal/marker`
}

/** The organization whose removal this object marks; null for all others. */
export function organizationOfRemoval(key: string): string | null {
  const organizationId = key.slice('org_id='.length).split('/')[0] ?? ''
  return PREFIX.test(`org_id=${organizationId}`) && key === removalMarker(organizationId) ? organizationId : null
}

function invalidKey(): AppError {
  return new AppError('invalid_object_key', 400, {
    detail: 'This is not the key of a stored object.',
    expected: 'org_id=<uuid>/<folder>/<name>',
    where: 'file_key',
  })
}
