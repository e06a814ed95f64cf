import type { AccountPool } from './account.repository.ts'
import { countAttempt, deleteOldAttempts, uncountAttempts } from './attempt.repository.ts'
import { TooManyAttemptsError } from './identity.errors.ts'

export interface AttemptLimit {
  readonly key: string
  readonly most: number
  readonly seconds: number
}

const CLEANUP_EVERY = 200

/**
 * Limits guesses. An attempt is counted before it is checked, so that parallel guesses cannot slip through together, and
 * taken back when it was right. Counters are in the database: several instances share them and a restart forgets none.
 */
export class AttemptLimiter {
  readonly #db: AccountPool
  #untilCleanup = CLEANUP_EVERY

  constructor(db: AccountPool) {
    this.#db = db
  }

  /**
   * Counts an attempt under every limit.
   *
   * @returns takes the attempt back
   * @throws TooManyAttemptsError when one of the limits is passed
   */
  async count(limits: readonly AttemptLimit[]): Promise<() => Promise<void>> {
    await this.#cleanUpSometimes()
    for (const limit of limits) {
      const { count, expiresAt } = await countAttempt(this.#db, limit.key, limit.seconds)
      if (count > limit.most)
        throw new TooManyAttemptsError(Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000)))
    }
    return () =>
      uncountAttempts(
        this.#db,
        limits.map((limit) => limit.key),
      )
  }

  async #cleanUpSometimes(): Promise<void> {
    this.#untilCleanup -= 1
    if (this.#untilCleanup > 0) return
    this.#untilCleanup = CLEANUP_EVERY
    await deleteOldAttempts(this.#db)
  }
}

/** Ten wrong passwords for one account from one address, a hundred for the account from anywhere, two hundred per address. */
export function signInLimits(email: string, ip: string): AttemptLimit[] {
  return [
    { key: `sign-in address ${ip}`, most: 200, seconds: 900 },
    { key: `sign-in account ${email} from ${ip}`, most: 10, seconds: 300 },
    { key: `sign-in account ${email}`, most: 100, seconds: 3600 },
  ]
}

/** New accounts per address: each costs a scrypt hash and an organization. */
export function signUpLimits(ip: string): AttemptLimit[] {
  return [{ key: `sign-up ${ip}`, most: 100, seconds: 3600 }]
}

/** Secrets of links cannot be guessed; this keeps the attempt cheap. */
export function linkLimits(ip: string): AttemptLimit[] {
  return [{ key: `link ${ip}`, most: 60, seconds: 900 }]
}

/** Mails that a stranger can have sent. */
export function mailLimits(email: string, ip: string): AttemptLimit[] {
  return [
    { key: `mail address ${ip}`, most: 20, seconds: 3600 },
    { key: `mail to ${email}`, most: 3, seconds: 3600 },
  ]
}
