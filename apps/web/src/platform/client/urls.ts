/** Every address that the interface links to or opens is made here; the API's own calls are typed by the client. */

export type QueryValue = string | number | boolean | null | undefined

/** Appends the defined values of `query`; `undefined`, `null` and empty strings are left out. */
export function withQuery(path: string, query: Record<string, QueryValue> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()}`
}

const V1 = '/api/v1'
const part = encodeURIComponent

/** Addresses that the typed client does not reach: event streams, sockets, downloads. */
export const api = {
  chatMessages: (chat: string) => `${V1}/chats/${part(chat)}/messages`,
  analysisEvents: (analysis: string) => `${V1}/analyses/${part(analysis)}/events`,
  analysisReport: (analysis: string, format: ReportFormat, language: string) =>
    withQuery(`${V1}/analyses/${part(analysis)}/report`, { format, language }),
  datasetReport: (dataset: string, format: ReportFormat, language: string) =>
    withQuery(`${V1}/datasets/${part(dataset)}/report`, { format, language }),
} as const

export type DatasetTab = 'overview' | 'columns' | 'relations' | 'quality' | 'rows' | 'reading' | 'versions'

export type ReportFormat = 'html' | 'json' | 'csv' | 'md'

export type SettingsSection = 'account' | 'organization' | 'members' | 'keys' | 'data'

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
  analyses: (query: { dataset?: string } = {}) => withQuery('/analyses', query),
  comparison: (id: string) => `/comparisons/${part(id)}`,
  compare: (query: { dataset?: string; with?: string; version?: number } = {}) => withQuery('/comparisons/new', query),
  settings: (section: SettingsSection = 'account') => `/settings/${section}`,
} as const

/** `ws:` or `wss:` address of a path on the page's own origin. */
export function socketUrl(path: string, location: Pick<Location, 'protocol' | 'host'> = window.location): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${path}`
}

/** A place to return to after sign-in, or home: only paths of this application are accepted (no open redirect). */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : page.home
}
