import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { SignJWT, errors, jwtVerify } from 'jose'
import { z } from 'zod'

/** Seconds that a bearer token lives (the documents' clients ask for a new one every hour). */
export const ACCESS_TOKEN_SECONDS = 3600

const AUDIENCE = 'datapilot'
/** The only accepted algorithm: the header of a token never chooses how it is verified (RFC 8725 §3.1). */
const ALGORITHM = 'HS256'

const Claims = z.object({ sub: z.uuid(), cv: z.int().nonnegative() })

export interface TokenSubject {
  readonly userId: string
  /** Raised by password change, reset and sign-out everywhere; a token of an older version is dead. */
  readonly credentialVersion: number
}

/** Signs and verifies the bearer tokens of `POST /api/v1/token`. */
export class AccessTokens {
  /** A key object, which jose imports once; bytes it would import again with every request. */
  readonly #key: KeyObject
  readonly #issuer: string

  /** `secret` is the installation's secret; the signing key is derived from it (RFC 5869), so instances agree on it. */
  constructor(secret: string, issuer: string) {
    this.#key = createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', 'datapilot access token', 32)))
    this.#issuer = issuer
  }

  async sign(subject: TokenSubject): Promise<string> {
    return new SignJWT({ cv: subject.credentialVersion })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(subject.userId)
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.#key)
  }

  /** The subject of a valid token, else undefined: expired, altered, foreign and malformed tokens are told apart nowhere. */
  async verify(token: string): Promise<TokenSubject | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: this.#issuer,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'iat', 'sub'],
      })
      const claims = Claims.safeParse(payload)
      return claims.success ? { userId: claims.data.sub, credentialVersion: claims.data.cv } : undefined
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
