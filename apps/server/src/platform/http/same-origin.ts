import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site makes a browser send with our cookie: state-changing requests and WebSocket handshakes
 * whose `Origin` (else `Sec-Fetch-Site`) is not ours. Requests that carry no cookie prove themselves by a header that
 * no browser adds, and programs other than browsers send no `Origin`.
 *
 * @throws AppError `cross_origin_refused`.
 */
export function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const isHandshake = request.headers.upgrade?.toLowerCase() === 'websocket'
  const changesState = request.routeOptions.config.changesState === true
  if (SAFE_METHODS.has(request.method) && !isHandshake && !changesState) return
  if (request.headers.cookie === undefined) return
  if (isSameOrigin(request, publicUrl)) return
  throw new AppError('cross_origin_refused', 403, {
    detail: 'A page of another origin may not do this with your session.',
    expected: `origin ${publicUrl}`,
    where: 'header Origin',
  })
}

function isSameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const { origin } = request.headers
  if (origin !== undefined) return origin === new URL(publicUrl).origin || originHost(origin) === request.host
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
