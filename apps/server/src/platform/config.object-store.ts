import type { Values } from './config.variables.ts'

/** An S3-compatible store. */
export interface ObjectStoreConfig {
  /** Absent: AWS. */
  readonly endpoint: string | undefined
  /** The address in signed URLs, where browsers reach the store by another one than this server. */
  readonly publicEndpoint: string | undefined
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** `<endpoint>/<bucket>/<key>` instead of `<bucket>.<endpoint>/<key>`. */
  readonly pathStyle: boolean
}

/** The store that the variables name: `CLOUDFLARE_R2_*`, or `S3_*` for all others. */
export function toObjectStore(values: Values): ObjectStoreConfig | undefined {
  return r2Of(values) ?? s3Of(values)
}

function r2Of(values: Values): ObjectStoreConfig | undefined {
  const endpoint = values.CLOUDFLARE_R2_ENDPOINT_URL
  const bucket = values.CLOUDFLARE_R2_BUCKET_NAME
  const accessKeyId = values.CLOUDFLARE_R2_ACCESS_KEY_ID
  const secretAccessKey = values.CLOUDFLARE_R2_SECRET_ACCESS_KEY
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined
  // R2 knows one region, `auto`.
  return { endpoint, bucket, accessKeyId, secretAccessKey, publicEndpoint: undefined, region: 'auto', pathStyle: true }
}

function s3Of(values: Values): ObjectStoreConfig | undefined {
  const bucket = values.S3_BUCKET
  const accessKeyId = values.S3_ACCESS_KEY_ID
  const secretAccessKey = values.S3_SECRET_ACCESS_KEY
  if (!bucket || !accessKeyId || !secretAccessKey) return undefined
  const endpoint = values.S3_ENDPOINT_URL
  return {
    endpoint,
    publicEndpoint: values.S3_PUBLIC_ENDPOINT_URL,
    region: values.S3_REGION ?? 'us-east-1',
    bucket,
    accessKeyId,
    secretAccessKey,
    // Of all stores only AWS gives each bucket a host name of its own without being told.
    pathStyle: values.S3_FORCE_PATH_STYLE ?? endpoint !== undefined,
  }
}

const NEEDED = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
const REFINEMENTS = ['S3_ENDPOINT_URL', 'S3_PUBLIC_ENDPOINT_URL', 'S3_REGION', 'S3_FORCE_PATH_STYLE']

/** Two stores at once, or only the address of one: the files would be where nobody meant them to be. */
export function storeProblems(
  source: Record<string, unknown>,
): { readonly variable: string; readonly expected: string }[] {
  if ('CLOUDFLARE_R2_BUCKET_NAME' in source && 'S3_BUCKET' in source)
    return [{ variable: 'S3_BUCKET', expected: 'nothing, because CLOUDFLARE_R2_BUCKET_NAME is set' }]
  const refined = REFINEMENTS.find((name) => name in source)
  if (refined === undefined || NEEDED.some((name) => name in source)) return []
  return NEEDED.map((variable) => ({ variable, expected: `a value, because ${refined} is set` }))
}
