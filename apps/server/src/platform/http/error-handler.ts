import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { storingError } from '../db/database-errors.ts'
import { AppError } from '../errors.ts'
import type { App } from './app.ts'

/** Every error of every route becomes `application/problem+json`; what is not an AppError says nothing of itself. */
export function registerErrorHandler(app: App): void {
  app.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    const known = toAppError(error)
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed')
    return sendProblem(request, reply, known)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new AppError('route_not_found', 404, {
        detail: 'There is nothing at this address.',
        where: `${request.method} ${request.url.split('?')[0]}`,
      }),
    ),
  )
}

/** A path that no router understands (`/%zz`). */
export function sendMalformedUrl(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(
    request,
    reply,
    new AppError('malformed_url', 400, { detail: 'The address is not well formed.', where: 'path' }),
  )
}

/** Bytes that are no HTTP request: answered on the bare socket, which is then closed. */
export function answerUnparsable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const known = tooLarge
    ? new AppError('headers_too_large', 431, { detail: 'The headers are larger than this server accepts.' })
    : new AppError('malformed_request', 400, { detail: 'This is not a well-formed HTTP request.' })
  const body = JSON.stringify(known.toProblem(randomUUID()))
  const head = `HTTP/1.1 ${known.status} ${STATUS_CODES[known.status]}\r\nContent-Type: application/problem+json\r\n`
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const retry = error.facts.data?.['retry_after_s']
  if (typeof retry === 'number') void reply.header('retry-after', Math.ceil(retry))
  if (error.status === 401) void reply.header('www-authenticate', 'Bearer')
  // The rest of the body is not wanted.
  if (error.status === 413) void reply.header('connection', 'close')
  return reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(error.toProblem(request.id))
}

/** Fastify's own errors by their stable codes. */
const FASTIFY_ERRORS: Readonly<Record<string, (error: FastifyError) => AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new AppError('body_too_large', 413, { detail: 'The body is larger than this route accepts.', where: 'body' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new AppError('unsupported_media_type', 415, {
      detail: 'This content type is not accepted here.',
      expected: 'application/json',
      where: 'header Content-Type',
    }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => malformed('The body is empty.'),
  FST_ERR_CTP_INVALID_JSON_BODY: (error) => malformed(error.message),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new AppError('body_cut_short', 400, { detail: 'The body is shorter than its Content-Length says.', where: 'body' }),
}

function malformed(detail: string): AppError {
  return new AppError('malformed_json', 400, { detail, expected: 'a JSON document (RFC 8259)', where: 'body' })
}

function toAppError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error)
  const fastifyError = FASTIFY_ERRORS[error.code]
  if (fastifyError !== undefined) return fastifyError(error)
  if (error instanceof SyntaxError && error.statusCode === 400) return malformed(error.message)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new AppError('bad_request', error.statusCode, {
      detail: STATUS_CODES[error.statusCode] ?? 'The request was refused.',
    })
  }
  const refused = storingError(error)
  if (refused !== null) return refused
  return new AppError('internal_error', 500, {
    detail: 'Something went wrong here. The request id finds it in the log.',
  })
}

interface Invalid {
  readonly validation: readonly { instancePath: string; message?: string }[]
  readonly validationContext?: string | undefined
}

/** Names every field that was wrong, at most ten, and never repeats what was sent. */
function invalidRequest(error: Invalid): AppError {
  const context = error.validationContext ?? 'body'
  const issues = error.validation.slice(0, 10).map((issue) => ({
    where: context + issue.instancePath.replace(/\/+$/, '').replaceAll('/', '.'),
    expected: issue.message ?? 'another value',
  }))
  const first = issues[0]
  return new AppError('invalid_request', 400, {
    detail: `${error.validation.length === 1 ? 'One field is' : 'Some fields are'} not as this call needs them.`,
    ...(first === undefined ? {} : { expected: first.expected, where: first.where }),
    ...(issues.length > 1 ? { data: { issues } } : {}),
  })
}
