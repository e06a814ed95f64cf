import type {
  ApiKey,
  ChangePassword,
  CreateApiKey,
  Invitation,
  Me,
  Member,
  OneTimeLink,
  Organization,
  Role,
  SignInRequest,
  SignUpRequest,
  UpdateMe,
} from '@datapilot/contracts'
import { call } from '../../platform/client/http.ts'
import { api } from '../../platform/client/urls.ts'

interface Items<T> {
  items: T[]
}

export const identityApi = {
  me: () => call<Me>(api.me),
  updateMe: (body: UpdateMe) => call<Me>(api.me, { method: 'PATCH', body }),
  changePassword: (body: ChangePassword) => call<void>(api.changePassword, { method: 'POST', body }),
  signIn: (body: SignInRequest) => call<Me>(api.signIn, { method: 'POST', body }),
  signUp: (body: SignUpRequest) => call<Me>(api.signUp, { method: 'POST', body }),
  signOut: () => call<void>(api.signOut, { method: 'POST' }),
  signInLink: (token: string) => call<Me>(api.signInLink, { method: 'POST', body: { token } }),
  forgotPassword: (email: string) => call<void>(api.forgotPassword, { method: 'POST', body: { email } }),
  resetPassword: (token: string, new_password: string) =>
    call<Me>(api.resetPassword, { method: 'POST', body: { token, new_password } }),
  acceptInvitation: (token: string) => call<Me>(api.acceptInvitation, { method: 'POST', body: { token } }),
  switchOrganization: (organization_id: string) =>
    call<Me>(api.switchOrganization, { method: 'POST', body: { organization_id } }),
  createOrganization: (name: string) => call<Organization>(api.organizations, { method: 'POST', body: { name } }),
  renameOrganization: (id: string, name: string) =>
    call<Organization>(api.organization(id), { method: 'PATCH', body: { name } }),
  members: () => call<Items<Member>>(api.members),
  changeRole: (user: string, role: Role) => call<Member>(api.member(user), { method: 'PATCH', body: { role } }),
  removeMember: (user: string) => call<void>(api.member(user), { method: 'DELETE' }),
  resetLink: (user: string) => call<OneTimeLink>(api.memberResetLink(user), { method: 'POST' }),
  invitations: () => call<Items<Invitation>>(api.invitations),
  invite: (email: string, role: Role) => call<Invitation>(api.invitations, { method: 'POST', body: { email, role } }),
  revokeInvitation: (id: string) => call<void>(api.invitation(id), { method: 'DELETE' }),
  apiKeys: () => call<Items<ApiKey>>(api.apiKeys),
  createApiKey: (body: CreateApiKey) => call<ApiKey>(api.apiKeys, { method: 'POST', body }),
  revokeApiKey: (id: string) => call<void>(api.apiKey(id), { method: 'DELETE' }),
}
