import manifest from '../package.json' with { type: 'json' }

/** The product's version. */
export function version(): string {
  return manifest.version
}
