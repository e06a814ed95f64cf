import helmet from '@fastify/helmet'
import type { App } from './app.ts'

/**
 * Nothing may be loaded from elsewhere and nothing may frame a page. Inline styles are allowed because charts and
 * transitions set them; scripts are not.
 *
 * @param uploadOrigin where pages send files besides this server.
 */
export async function registerSecurityHeaders(app: App, uploadOrigin: string | null): Promise<void> {
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        // 'self' covers ws: and wss: of the same host in browsers that follow CSP 3.
        connectSrc: ["'self'", ...(uploadOrigin === null ? [] : [uploadOrigin])],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Meaningless over HTTP; a proxy that ends TLS sets it for its own name.
    strictTransportSecurity: false,
  })
}
