import { createHash, randomBytes } from 'node:crypto'

/**
 * A secret that is shown once and stored only as its hash. 256 random bits need no slow hash: there is nothing to guess,
 * so SHA-256 is enough and a lookup stays one index probe.
 */
export function createSecret(prefix = ''): { secret: string; hash: string } {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/** SHA-256 of the secret, lower-case hex. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
