import rateLimit from '@fastify/rate-limit'
import { AppError } from '../errors.ts'
import type { App } from './app.ts'

/** Routes opt in with `config: { rateLimit: { max, timeWindow } }`; the key is the caller's address. */
export async function registerRateLimit(app: App): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new AppError('rate_limited', 429, {
        detail: 'Too many requests of this kind.',
        expected: `at most ${context.max} per ${context.after}`,
        data: { retry_after_s: Math.ceil(context.ttl / 1000) },
      }),
  })
}
