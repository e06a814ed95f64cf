import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { AppError } from '../../platform/errors.ts'

/**
 * scrypt takes about 100 ms and 32 MB. Two at a time leave the other half of libuv's four threads to file work; a queue
 * of 64 is about three seconds of waiting.
 */
const LIMITS = { concurrent: 2, waiting: 64 }

/** Hashes and compares passwords, never more than a few at once, whatever the number of requests. */
export class PasswordHasher {
  readonly #limits: typeof LIMITS
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(limits = LIMITS) {
    this.#limits = limits
  }

  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hashPassword(password))
  }

  /** False also without a stored hash, after the same work: the time tells nothing about the account. */
  async verify(password: string, hash: string | null): Promise<boolean> {
    return this.#inTurn(async () => {
      if (hash !== null) return verifyPassword({ hash, password })
      await hashPassword(password)
      return false
    })
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limits.concurrent) {
      if (this.#waiting.length >= this.#limits.waiting) {
        throw new AppError('busy', 503, {
          detail: 'Too many people are signing in at once.',
          expected: 'try again in a few seconds',
        })
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
