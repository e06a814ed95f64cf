import { type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino'

/** Names whose values never reach a log, at the top or one level below. */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'key',
  'secret',
  'signature',
  'senha',
  'access_token',
  'api_key',
]
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

const SECRET_QUERY = /([?&](?:signature|token|ticket|key|code|password|access_token|api_key)=)[^&#\s"]*/gi

/** A URL as it may be logged: the values of secret query parameters are gone. */
export function redactUrl(url: string): string {
  return url.replace(SECRET_QUERY, '$1[redacted]')
}

/**
 * An error as it may be logged. A failed query's message carries its parameters, which are people's data, so only the
 * statement before them stays.
 */
export function presentError(error: Error): Record<string, unknown> {
  const cause = error.cause instanceof Error ? { cause: presentError(error.cause) } : {}
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')
  return { type: error.name, message: withoutParameters(error.message), ...code, stack, ...cause }
}

const withoutParameters = (message: string): string => redactUrl(message.split('\nparams:')[0] ?? '').slice(0, 2000)

export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_PATHS, censor: '[redacted]' },
    serializers: { err: presentError, error: presentError },
  }
}

/** Structured logs, one JSON object per line on standard output. */
export function createLogger(level: string): Logger {
  return pino(loggerOptions(level))
}

export type { Logger }
