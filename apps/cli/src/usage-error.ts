/** A call that cannot be carried out as written; ends with exit code 2. */
export class UsageError extends Error {
  readonly expected: string

  constructor(message: string, expected: string) {
    super(message)
    this.name = 'UsageError'
    this.expected = expected
  }
}
