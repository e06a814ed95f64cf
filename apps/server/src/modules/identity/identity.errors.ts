import type { Permission } from '@datapilot/contracts'
import { AppError } from '../../platform/errors.ts'

/** One answer for unknown e-mail and wrong password, so that accounts cannot be enumerated. */
export class InvalidCredentialsError extends AppError {
  constructor() {
    super('invalid_credentials', 401, { detail: 'E-mail and password do not belong together.' })
  }
}

export class TooManyAttemptsError extends AppError {
  /** `retryAfter`: seconds until attempts count afresh. */
  constructor(retryAfter: number) {
    super('too_many_attempts', 429, {
      detail: 'Too many attempts in a short time.',
      expected: `another attempt after ${retryAfter} seconds`,
      data: { retry_after_s: retryAfter },
    })
  }
}

export class SignUpRefusedError extends AppError {
  constructor(policy: 'invited' | 'closed') {
    super(policy === 'invited' ? 'invitation_required' : 'sign_up_closed', 403, {
      detail: policy === 'invited' ? 'New accounts need an invitation here.' : 'New accounts are not accepted here.',
      ...(policy === 'invited' ? { expected: 'the invitation from the link', where: 'body.invitation' } : {}),
    })
  }
}

export class EmailTakenError extends AppError {
  constructor() {
    super('email_taken', 409, { detail: 'There is an account with this e-mail; sign in instead.', where: 'body.email' })
  }
}

/** Unknown, used, withdrawn, expired: the link does not say which. */
export class LinkNotValidError extends AppError {
  constructor() {
    super('link_not_valid', 400, {
      detail: 'This link does not work any more: it was used, withdrawn, replaced or is too old.',
      expected: 'a new link',
      where: 'body.token',
    })
  }
}

/** Also for organizations that do not exist, so that their ids cannot be probed. */
export class OrganizationForbiddenError extends AppError {
  constructor(where: string) {
    super('organization_forbidden', 403, {
      detail: 'You are not a member of this organization.',
      expected: 'the id of one of your organizations',
      where,
    })
  }
}

export class LastOwnerError extends AppError {
  constructor() {
    super('last_owner', 409, {
      detail: 'An organization keeps at least one owner.',
      expected: 'another member made owner first',
    })
  }
}

export class PersonalOrganizationError extends AppError {
  constructor() {
    super('personal_organization', 409, {
      detail: 'A personal organization belongs to its person: it cannot be deleted, left or taken over.',
    })
  }
}

export class NameNotConfirmedError extends AppError {
  constructor() {
    super('name_not_confirmed', 409, {
      detail: 'The name typed is not the name of this organization.',
      expected: 'the exact name of the organization',
      where: 'body.confirm',
    })
  }
}

export class InvitationForAnotherError extends AppError {
  constructor() {
    super('invitation_for_another', 403, {
      detail: 'This invitation was made for another e-mail address.',
      expected: 'the account with the invited e-mail',
    })
  }
}

export class AlreadyMemberError extends AppError {
  constructor() {
    super('already_member', 409, { detail: 'This person is a member already.', where: 'body.email' })
  }
}

export class RoleTooHighError extends AppError {
  constructor() {
    super('role_too_high', 403, { detail: 'Nobody hands out more than their own role.', where: 'body.role' })
  }
}

/** An owner's reset link opens the whole account, so it is refused for people who have a life outside. */
export class MemberNotManagedError extends AppError {
  constructor() {
    super('member_not_managed', 409, {
      detail: 'This account was not made by an invitation of this organization, or belongs to others too.',
      expected: 'the person resets the password by mail, or signs in and changes it',
    })
  }
}

/** API keys are for programs: what belongs to the person behind needs the person's session or token. */
export class KeyNotAllowedError extends AppError {
  constructor() {
    super('key_not_allowed', 403, { detail: 'An API key cannot do this.', expected: 'a signed-in person' })
  }
}

export class KeyScopeError extends AppError {
  constructor(excess: readonly Permission[]) {
    super('scope_too_wide', 403, {
      detail: 'A key cannot do more than the one who makes it.',
      expected: 'a subset of your own permissions',
      where: 'body.permissions',
      data: { excess },
    })
  }
}

export class TooManyError extends AppError {
  constructor(what: string, limit: number) {
    super('too_many', 409, {
      detail: `There are ${limit} ${what} already.`,
      expected: `at most ${limit}`,
      data: { limit },
    })
  }
}

export class SessionRequiredError extends AppError {
  constructor() {
    super('session_required', 403, {
      detail: 'Only a browser session has a current organization.',
      expected: 'the header X-Organization-Id with tokens and keys',
    })
  }
}
