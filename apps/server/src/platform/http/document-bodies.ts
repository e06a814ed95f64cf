import { AppError } from '../errors.ts'
import type { App } from './app.ts'

/**
 * In this scope a JSON body needs no content type: the documents' samples call `fetch(url, { body: JSON.stringify(…) })`,
 * which sends `text/plain`, and simple clients send none.
 */
export function acceptUntypedJson(app: App): void {
  // An enclosing scope may have done it.
  if (app.hasContentTypeParser('*')) return
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, parseJson)
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    if (request.headers['content-type'] === undefined) {
      void parseJson(request, body.toString(), done)
      return
    }
    done(
      new AppError('unsupported_media_type', 415, {
        detail: 'This content type is not accepted here.',
        expected: 'application/json',
        where: 'header Content-Type',
      }),
    )
  })
}
