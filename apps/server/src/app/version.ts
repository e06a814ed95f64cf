import manifest from '../../package.json' with { type: 'json' }

/** The version of this program, as health and receipts say it. */
export const VERSION: string = manifest.version
