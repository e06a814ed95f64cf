import type { Mail, SendMail } from './mailer.ts'

/**
 * Mail that nobody waits for: the answer's time must not tell whether a mail was sent, and a mail server that is away
 * must not fail the request.
 */
export class BackgroundMail {
  readonly #sendMail: SendMail | undefined
  readonly #onError: (error: unknown) => void
  readonly #pending = new Set<Promise<void>>()

  constructor(sendMail: SendMail | undefined, onError: (error: unknown) => void) {
    this.#sendMail = sendMail
    this.#onError = onError
  }

  get configured(): boolean {
    return this.#sendMail !== undefined
  }

  send(mail: Mail): void {
    const sending = this.#sendMail?.(mail).catch(this.#onError)
    if (sending) this.run(() => sending)
  }

  /** Work that ends in a mail. */
  run(work: () => Promise<void>): void {
    const running = work()
      .catch(this.#onError)
      .finally(() => this.#pending.delete(running))
    this.#pending.add(running)
  }

  /** Waits for what is under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending)
  }
}
