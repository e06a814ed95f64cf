import type { ChangePassword, CreateApiKey, Role, SignInRequest, SignUpRequest, UpdateMe } from '@datapilot/contracts'
import { answerOf, client } from '../../platform/client/http.ts'

export const identityApi = {
  me: () => answerOf(client.GET('/api/v1/me')),
  updateMe: (body: UpdateMe) => answerOf(client.PATCH('/api/v1/me', { body })),
  signIn: (body: SignInRequest) => answerOf(client.POST('/api/v1/auth/sign-in', { body })),
  signUp: (body: SignUpRequest) => answerOf(client.POST('/api/v1/auth/sign-up', { body })),
  signOut: () => answerOf(client.POST('/api/v1/auth/sign-out')),
  signInLink: (token: string) => answerOf(client.POST('/api/v1/auth/sign-in-link', { body: { token } })),
  changePassword: (body: ChangePassword) => answerOf(client.POST('/api/v1/auth/change-password', { body })),
  forgotPassword: (email: string) => answerOf(client.POST('/api/v1/auth/forgot', { body: { email } })),
  resetPassword: (token: string, new_password: string) =>
    answerOf(client.POST('/api/v1/auth/reset', { body: { token, new_password } })),
  acceptInvitation: (token: string) => answerOf(client.POST('/api/v1/invitations/accept', { body: { token } })),
  switchOrganization: (organization_id: string) =>
    answerOf(client.POST('/api/v1/organizations/switch', { body: { organization_id } })),
  createOrganization: (name: string) => answerOf(client.POST('/api/v1/organizations', { body: { name } })),
  renameOrganization: (organization_id: string, name: string) =>
    answerOf(
      client.PATCH('/api/v1/organizations/{organization_id}', {
        params: { path: { organization_id } },
        body: { name },
      }),
    ),
  members: () => answerOf(client.GET('/api/v1/members')),
  changeRole: (user_id: string, role: Role) =>
    answerOf(client.PATCH('/api/v1/members/{user_id}', { params: { path: { user_id } }, body: { role } })),
  removeMember: (user_id: string) =>
    answerOf(client.DELETE('/api/v1/members/{user_id}', { params: { path: { user_id } } })),
  resetLink: (user_id: string) =>
    answerOf(client.POST('/api/v1/members/{user_id}/reset-link', { params: { path: { user_id } } })),
  invitations: () => answerOf(client.GET('/api/v1/invitations')),
  invite: (email: string, role: Role) => answerOf(client.POST('/api/v1/invitations', { body: { email, role } })),
  revokeInvitation: (invitation_id: string) =>
    answerOf(client.DELETE('/api/v1/invitations/{invitation_id}', { params: { path: { invitation_id } } })),
  apiKeys: () => answerOf(client.GET('/api/v1/api-keys')),
  createApiKey: (body: CreateApiKey) => answerOf(client.POST('/api/v1/api-keys', { body })),
  revokeApiKey: (api_key_id: string) =>
    answerOf(client.DELETE('/api/v1/api-keys/{api_key_id}', { params: { path: { api_key_id } } })),
}
