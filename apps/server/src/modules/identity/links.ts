/** Pages that take the secret from the fragment: a fragment reaches neither server logs nor referrers (RFC 9110 §10.1.3). */
const PAGES = { sign_in: 'link', reset: 'reset', invitation: 'invitation' } as const

/** Builds the links that people open, on the address where browsers reach the server. */
export function buildLink(publicUrl: string, kind: keyof typeof PAGES, secret: string): string {
  return `${publicUrl}/app/${PAGES[kind]}#${secret}`
}
