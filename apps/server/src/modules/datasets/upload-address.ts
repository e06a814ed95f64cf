import type { FastifyRequest } from 'fastify'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A URL of this server under the name by which the caller reached it, where nobody has said the public one: a page
 * opened as `localhost` may send nothing to `127.0.0.1`. A public URL that was said and URLs of an object store stay as
 * they are, whatever the Host header claims.
 */
export function reachable(url: string, request: FastifyRequest, publicUrl: string): string {
  const { origin, hostname, pathname, search } = new URL(url)
  if (origin !== new URL(publicUrl).origin || !LOOPBACK.has(hostname)) return url
  const asked = `${request.protocol}://${request.host}`
  return URL.canParse(asked) && new URL(asked).origin === asked ? `${asked}${pathname}${search}` : url
}
