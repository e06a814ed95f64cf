import { z } from 'zod'
import { Id, Language, Timestamp } from './common.ts'
import { Permission, Role } from './permissions.ts'

export const Email = z.email().max(254)
/** NIST SP 800-63B: length matters, composition rules do not. */
export const Password = z.string().min(10).max(200)

export const SignUpRequest = z.object({
  email: Email,
  password: Password,
  name: z.string().trim().min(1).max(120),
  invitation: z.string().max(200).optional(),
})
export type SignUpRequest = z.infer<typeof SignUpRequest>

export const SignInRequest = z.object({ email: Email, password: z.string().min(1).max(200) })
export type SignInRequest = z.infer<typeof SignInRequest>

export const User = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  language: Language.nullable(),
  last_login_at: Timestamp.nullable(),
})
export type User = z.infer<typeof User>

export const Organization = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  personal: z.boolean(),
  created_at: Timestamp,
})
export type Organization = z.infer<typeof Organization>

/** Who is calling: the answer of `GET /api/v1/me` and of every call that opens a session. */
export const Me = z.object({
  user: User,
  organization: Organization,
  organizations: z.array(Organization),
  permissions: z.array(Permission),
})
export type Me = z.infer<typeof Me>

export const Member = z.object({
  user_id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  last_login_at: Timestamp.nullable(),
  joined_at: Timestamp,
})
export type Member = z.infer<typeof Member>

export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  created_at: Timestamp,
  expires_at: Timestamp,
  /** Present only in the answer that creates it; never stored in clear. */
  link: z.string().optional(),
})
export type Invitation = z.infer<typeof Invitation>

export const ApiKey = z.object({
  id: Id,
  /** For whom it acts. */
  user_id: Id,
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(Permission),
  created_at: Timestamp,
  expires_at: Timestamp.nullable(),
  last_used_at: Timestamp.nullable(),
  /** Present only in the answer that creates it. */
  key: z.string().optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** OAuth 2.0 token answer (RFC 6749 §5.1). */
export const TokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.int(),
})
export type TokenAnswer = z.infer<typeof TokenAnswer>

/** Who may create an account: anybody, holders of an invitation, nobody. */
export const SignUpPolicy = z.enum(['open', 'invited', 'closed'])
export type SignUpPolicy = z.infer<typeof SignUpPolicy>

export const UpdateMe = z
  .object({ name: z.string().trim().min(1).max(120), language: Language.nullable() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { error: 'name or language' })
export type UpdateMe = z.infer<typeof UpdateMe>

/** `current_password` is left out only by an account that has no password yet (opened by a one-time link). */
export const ChangePassword = z.object({ current_password: z.string().max(200).optional(), new_password: Password })
export type ChangePassword = z.infer<typeof ChangePassword>

/** The secret of a one-time link; it travels in the body, never in a URL that reaches the server. */
export const OneTimeToken = z.string().min(20).max(200)

export const SignInLinkRequest = z.object({ token: OneTimeToken })
export const ForgotPassword = z.object({ email: Email })
export const ResetPassword = z.object({ token: OneTimeToken, new_password: Password })

/** RFC 6749 §4.3.2, sent as `application/x-www-form-urlencoded`; `username` is the e-mail address. */
export const TokenRequest = z.object({
  grant_type: z.literal('password').default('password'),
  username: z.string().max(254),
  password: z.string().min(1).max(200),
  scope: z.string().max(500).optional(),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(200).optional(),
})
export type TokenRequest = z.infer<typeof TokenRequest>

export const OrganizationName = z.string().trim().min(1).max(120)
export const CreateOrganization = z.object({ name: OrganizationName })
export const RenameOrganization = z.object({ name: OrganizationName })
export const SwitchOrganization = z.object({ organization_id: Id })
/** The name is typed again so that nothing is deleted by a slip. */
export const DeleteOrganization = z.object({ confirm: z.string().max(120) })
export const OrganizationList = z.object({ items: z.array(Organization) })

export const MemberList = z.object({ items: z.array(Member) })
export const ChangeRole = z.object({ role: Role })

export const CreateInvitation = z.object({ email: Email, role: Role.default('member') })
export const AcceptInvitation = z.object({ token: OneTimeToken })
export const InvitationList = z.object({ items: z.array(Invitation) })

/** A link that works once, for example to set a new password. */
export const OneTimeLink = z.object({ link: z.string(), expires_at: Timestamp })
export type OneTimeLink = z.infer<typeof OneTimeLink>

export const CreateApiKey = z.object({
  name: z.string().trim().min(1).max(120),
  /** Left out: everything that the role allows now and later. */
  permissions: z.array(Permission).min(1).max(50).optional(),
  expires_in_days: z.int().min(1).max(366).optional(),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>
export const ApiKeyList = z.object({ items: z.array(ApiKey) })
