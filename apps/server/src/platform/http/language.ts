import type { Language } from '@datapilot/contracts'
import type { FastifyRequest } from 'fastify'

/** The first of the product's languages in Accept-Language; null when the client names neither. */
export function languageOf(request: FastifyRequest): Language | null {
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'pt' || tag === 'en') return tag
  }
  return null
}
