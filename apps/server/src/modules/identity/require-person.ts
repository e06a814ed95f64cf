import type { Actor } from '../../platform/actor.ts'
import { KeyNotAllowedError } from './identity.errors.ts'

/** Account, membership and ownership are a person's business: a leaked API key must not be able to take them over. */
export function requirePerson(actor: Actor): void {
  if (actor.via === 'key') throw new KeyNotAllowedError()
}
