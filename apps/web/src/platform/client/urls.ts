/** Every address that the interface calls or links to is made here. */

export type QueryValue = string | number | boolean | null | undefined

/** Appends the defined values of `query`; `undefined`, `null` and empty strings are left out. */
export function withQuery(path: string, query: Record<string, QueryValue> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}

const V1 = '/api/v1'
const part = encodeURIComponent

export const api = {
  me: `${V1}/me`,
  signUp: `${V1}/auth/sign-up`,
  signIn: `${V1}/auth/sign-in`,
  signOut: `${V1}/auth/sign-out`,
  signInLink: `${V1}/auth/sign-in-link`,
  changePassword: `${V1}/auth/change-password`,
  forgotPassword: `${V1}/auth/forgot`,
  resetPassword: `${V1}/auth/reset`,
  organizations: `${V1}/organizations`,
  organization: (id: string) => `${V1}/organizations/${part(id)}`,
  switchOrganization: `${V1}/organizations/switch`,
  members: `${V1}/members`,
  member: (user: string) => `${V1}/members/${part(user)}`,
  memberResetLink: (user: string) => `${V1}/members/${part(user)}/reset-link`,
  invitations: `${V1}/invitations`,
  invitation: (id: string) => `${V1}/invitations/${part(id)}`,
  acceptInvitation: `${V1}/invitations/accept`,
  apiKeys: `${V1}/api-keys`,
  apiKey: (id: string) => `${V1}/api-keys/${part(id)}`,
  presignedUpload: (filename: string) => withQuery(`${V1}/r2/presigned-upload`, { filename }),
  datasets: (query: Record<string, QueryValue> = {}) => withQuery(`${V1}/datasets`, query),
  dataset: (id: string) => `${V1}/datasets/${part(id)}`,
  datasetRestore: (id: string) => `${V1}/datasets/${part(id)}/restore`,
  datasetReread: (id: string) => `${V1}/datasets/${part(id)}/reread`,
  datasetRows: (id: string, query: Record<string, QueryValue>) => withQuery(`${V1}/datasets/${part(id)}/rows`, query),
  datasetRejects: (id: string, query: Record<string, QueryValue>) =>
    withQuery(`${V1}/datasets/${part(id)}/rejects`, query),
  datasetProfile: (id: string) => `${V1}/datasets/${part(id)}/profile`,
  datasetPreview: (id: string) => `${V1}/datasets/${part(id)}/preview`,
  analyses: `${V1}/analyses`,
  analysisCancel: (id: string) => `${V1}/analyses/${part(id)}/cancel`,
  analysisEvents: (id: string) => `${V1}/analyses/${part(id)}/events`,
  analysisReport: (id: string, language: string) => withQuery(`${V1}/analyses/${part(id)}/report`, { language }),
  chats: (query: Record<string, QueryValue> = {}) => withQuery(`${V1}/chats`, query),
  chat: (id: string) => `${V1}/chats/${part(id)}`,
  chatMessages: (id: string) => `${V1}/chats/${part(id)}/messages`,
} as const

export type DatasetTab = 'overview' | 'columns' | 'relations' | 'quality' | 'rows' | 'reading'

/** Places inside the web application, relative to its base `/app/`. */
export const page = {
  home: '/',
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signUp: '/sign-up',
  forgot: '/forgot',
  datasets: '/datasets',
  dataset: (id: string, tab: DatasetTab = 'overview') =>
    tab === 'overview' ? `/datasets/${part(id)}` : `/datasets/${part(id)}/${tab}`,
  column: (id: string, name: string) => withQuery(`/datasets/${part(id)}/columns`, { column: name }),
  chats: '/chats',
  chat: (id: string) => `/chats/${part(id)}`,
  settings: (section: 'account' | 'organization' | 'members' | 'keys' = 'account') => `/settings/${section}`,
} as const

/** `ws:` or `wss:` address of a path on the page's own origin. */
export function socketUrl(path: string, location: Pick<Location, 'protocol' | 'host'> = window.location): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${path}`
}

/** A place to return to after sign-in, or home: only paths of this application are accepted (no open redirect). */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : page.home
}
