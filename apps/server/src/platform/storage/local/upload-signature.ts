import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../errors.ts'

/** What the signed URL of one PUT permits: one key, a size, a time. */
export interface UploadGrant {
  readonly key: string
  readonly maxBytes: number
  /** Seconds since 1970. */
  readonly expires: number
}

/** What the signed URL of one part permits: exactly these bytes at this place, until then. */
export interface PartPutGrant {
  readonly key: string
  readonly storeUploadId: string
  readonly number: number
  readonly bytes: number
  /** SHA-256 of the part, lower-case hex. */
  readonly sha256: string
  /** Seconds since 1970. */
  readonly expires: number
}

/** Signs upload grants with HMAC-SHA-256 under a key of its own (HKDF, RFC 5869). */
export class UploadSigner {
  readonly #secret: Buffer

  constructor(encryptionKey: string) {
    this.#secret = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'datapilot storage upload', 32))
  }

  sign(grant: UploadGrant | PartPutGrant): string {
    return createHmac('sha256', this.#secret).update(textOf(grant)).digest('base64url')
  }

  /** @throws AppError `upload_url_invalid`, `upload_url_expired`. */
  verify(grant: UploadGrant | PartPutGrant, signature: string, now = Date.now()): void {
    const expected = Buffer.from(this.sign(grant))
    const given = Buffer.from(signature)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new AppError('upload_url_invalid', 403, {
        detail: 'This upload address was not given out by this server, or the headers are not those given with it.',
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

/** Newlines cannot occur in a key, so no two grants have the same text. */
function textOf(grant: UploadGrant | PartPutGrant): string {
  if (!('number' in grant)) return `PUT\n${grant.key}\n${grant.maxBytes}\n${grant.expires}`
  const { key, storeUploadId, number, bytes, sha256, expires } = grant
  return `PART\n${key}\n${storeUploadId}\n${number}\n${bytes}\n${sha256}\n${expires}`
}
