import type { Actor } from './actor.ts'
import type { Permission, Problem } from '@datapilot/contracts'

/** What an error says besides its code; becomes the body of the answer (RFC 9457). */
export interface ErrorFacts {
  readonly detail: string
  readonly expected?: string
  readonly where?: string
  readonly data?: Record<string, unknown>
}

/** An error with a stable code that may be shown to the caller. Anything else that is thrown becomes `internal_error`. */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly facts: ErrorFacts

  constructor(code: string, status: number, facts: ErrorFacts, options?: ErrorOptions) {
    super(facts.detail, options)
    this.name = new.target.name
    this.code = code
    this.status = status
    this.facts = facts
  }

  /** The problem document of this error. */
  toProblem(requestId?: string): Problem {
    const { detail, expected, where, data } = this.facts
    return {
      type: 'about:blank',
      title: this.code.replaceAll('_', ' '),
      status: this.status,
      code: this.code,
      detail,
      ...(expected === undefined ? {} : { expected }),
      ...(where === undefined ? {} : { where }),
      ...(data === undefined ? {} : { data }),
      ...(requestId === undefined ? {} : { request_id: requestId }),
    }
  }
}

/** 404 for things that do not exist and for things of other organizations alike, so that ids cannot be probed. */
export class NotFoundError extends AppError {
  constructor(what: string, id: string) {
    super(`${what}_not_found`, 404, { detail: `There is no such ${what.replaceAll('_', ' ')} here.`, where: id })
  }
}

export class ForbiddenError extends AppError {
  constructor(permission: Permission) {
    super('forbidden', 403, { detail: 'Your role does not allow this.', expected: `permission ${permission}` })
  }
}

/** Every service method opens with this: the access check in the service, independent of the route's. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actor.permissions.has(permission)) throw new ForbiddenError(permission)
}
