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

/** Who is calling: the answer of `GET /api/v1/me`. */
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
