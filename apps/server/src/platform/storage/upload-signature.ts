import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'

/** What a signed URL permits: one key, a size, a time. */
export interface UploadGrant {
  readonly key: string
  readonly maxBytes: number
  /** Seconds since 1970. */
  readonly expires: number
}

/** Signs upload grants with HMAC-SHA-256 under a key of its own (HKDF, RFC 5869). */
export class UploadSigner {
  readonly #secret: Buffer

  constructor(encryptionKey: string) {
    this.#secret = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'datapilot storage upload', 32))
  }

  sign(grant: UploadGrant): string {
    // Newlines cannot occur in a key, so no two grants have the same text.
    return createHmac('sha256', this.#secret)
      .update(`PUT\n${grant.key}\n${grant.maxBytes}\n${grant.expires}`)
      .digest('base64url')
  }

  /** @throws AppError `upload_url_invalid`, `upload_url_expired`. */
  verify(grant: UploadGrant, signature: string, now = Date.now()): void {
    const expected = Buffer.from(this.sign(grant))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new AppError('upload_url_invalid', 403, {
        detail: 'This upload address was not given out by this server.',
        where: 'signature',
      })
    }
    if (grant.expires * 1000 <= now) {
      throw new AppError('upload_url_expired', 403, {
        detail: 'This upload address has expired.',
        expected: 'a new one',
        where: 'expires',
      })
    }
  }
}
