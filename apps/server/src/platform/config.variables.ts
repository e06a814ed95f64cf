import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import { z } from 'zod'

const KIBIBYTE = 1024
const UNITS: Record<string, number> = {
  b: 1,
  kib: KIBIBYTE,
  mib: KIBIBYTE ** 2,
  gib: KIBIBYTE ** 3,
  tib: KIBIBYTE ** 4,
}

function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
}

function byteCount(min: number) {
  return z
    .string()
    .regex(/^\d{1,12} ?([kmgt]i)?b?$/i)
    .transform((text) => {
      const unit = /[a-z]+$/i.exec(text)?.[0].toLowerCase() ?? 'b'
      return Number.parseInt(text, 10) * (UNITS[unit] ?? Number.NaN)
    })
    .pipe(z.int().min(min))
}

function urlWith(...protocols: readonly string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
}

/** SQLAlchemy spells the driver into the scheme and asyncpg calls `sslmode` `ssl`; node-postgres knows neither. */
function toPostgresUrl(text: string): string {
  return text.replace(/^postgres(ql)?(\+\w+)?:/, 'postgresql:').replace(/([?&])ssl=/, '$1sslmode=')
}

/** Names of networks as proxy-addr knows them. */
const NETWORKS = new Set(['loopback', 'linklocal', 'uniquelocal'])

function isNetwork(text: string): boolean {
  if (NETWORKS.has(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const widest = isIP(address) === 6 ? 128 : 32
  // A network of everything would let every caller choose its own address.
  const narrow = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= widest)
  return isIP(address) !== 0 && narrow && rest.length === 0
}

const proxies = z
  .string()
  .transform((list) => list.split(',').map((network) => network.trim()))
  .refine((list) => list.every(isNetwork))

const text = z.string()
const word = z.string().regex(/^\S+$/)
const onOff = z.stringbool()
const postgresUrl = text.transform(toPostgresUrl).pipe(urlWith('postgresql:'))
const DATABASE = 'postgresql://user:password@host:port/database'

/**
 * Every environment variable that DataPilot reads. The description is what a person is told when the value is
 * impossible; values themselves never appear in messages, because several are secrets.
 * docs/configuration.md lists the same names (a test compares them).
 */
export const variables = {
  DATAPILOT_HOME: text.default('.datapilot').describe('path of the data folder'),
  DATAPILOT_ROLE: z.enum(['web', 'worker', 'all']).default('all').describe('web, worker or all'),
  DATAPILOT_SANDBOX: z
    .enum(['auto', 'bubblewrap', 'landlock', 'off'])
    .default('auto')
    .describe('auto, bubblewrap, landlock or off'),
  DATAPILOT_WEB_ROOT: text.optional().describe('path of the built web app'),
  HOST: word.default('127.0.0.1').describe('host name or address to listen on'),
  PORT: integer(0, 65_535).default(8000).describe('a port number, 0 to 65535 (0: any free port)'),
  PUBLIC_URL: urlWith('http:', 'https:').optional().describe('the http(s) address people open'),
  DATAPILOT_TRUST_PROXY: proxies
    .optional()
    .describe('addresses or networks of proxies, such as 10.0.0.0/8 or loopback, separated by commas'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('trace, debug, info, warn, error, fatal or silent'),

  DATABASE_URL: postgresUrl.optional().describe(DATABASE),
  MIGRATION_DATABASE_URL: postgresUrl.optional().describe(DATABASE),
  DATABASE_ECHO: onOff.default(false).describe('true or false'),
  DATABASE_POOL_SIZE: integer(1, 1000).default(10).describe('a whole number, 1 to 1000'),
  REDIS_URL: urlWith('redis:', 'rediss:').optional().describe('redis://host:port'),

  ENCRYPTION_KEY: z
    .string()
    .regex(/^[\w-]{43}=$/)
    .optional()
    .describe('32 bytes in base64url, 44 characters (a Fernet key)'),
  DATAPILOT_SIGN_UP: z.enum(['open', 'invited', 'closed']).default('invited').describe('open, invited or closed'),

  CLOUDFLARE_R2_ENDPOINT_URL: urlWith('http:', 'https:').optional().describe('the http(s) address of the store'),
  CLOUDFLARE_R2_BUCKET_NAME: word.optional().describe('name of the bucket'),
  CLOUDFLARE_R2_ACCESS_KEY_ID: word.optional().describe('access key id of the store'),
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: word.optional().describe('secret access key of the store'),
  S3_ENDPOINT_URL: urlWith('http:', 'https:').optional().describe('the http(s) address of the store'),
  S3_PUBLIC_ENDPOINT_URL: urlWith('http:', 'https:')
    .optional()
    .describe('the http(s) address by which browsers reach the store'),
  S3_REGION: word.optional().describe('name of the region'),
  S3_BUCKET: word.optional().describe('name of the bucket'),
  S3_ACCESS_KEY_ID: word.optional().describe('access key id of the store'),
  S3_SECRET_ACCESS_KEY: word.optional().describe('secret access key of the store'),
  S3_FORCE_PATH_STYLE: onOff.optional().describe('true or false'),
  SUPABASE_URL: urlWith('http:', 'https:').optional().describe('the http(s) address of the Supabase project'),
  SUPABASE_KEY: word.optional().describe('the anonymous key of the Supabase project'),
  SUPABASE_SERVICE_KEY: word.optional().describe('the service key of the Supabase project'),
  SUPABASE_DB_URL: postgresUrl.optional().describe(DATABASE),

  SMTP_URL: urlWith('smtp:', 'smtps:').optional().describe('smtp(s)://user:password@host:port'),
  SMTP_FROM: text.optional().describe('sender address of mail'),

  DATAPILOT_MAX_UPLOAD_BYTES: byteCount(1)
    .default(10 * KIBIBYTE ** 3)
    .describe('bytes, such as 500MiB or 10GiB'),
  DATAPILOT_QUOTA_BYTES: byteCount(0)
    .default(100 * KIBIBYTE ** 3)
    .describe('bytes, such as 100GiB; 0: no quota'),
  DATAPILOT_CACHE_BYTES: byteCount(0)
    .default(20 * KIBIBYTE ** 3)
    .describe('bytes, such as 20GiB'),
  DATAPILOT_MAX_COLUMNS: integer(1, 10_000).default(2000).describe('a whole number, 1 to 10000'),
  DATAPILOT_ENGINE_MEMORY: byteCount(256 * KIBIBYTE ** 2)
    .default(KIBIBYTE ** 3)
    .describe('bytes, at least 256MiB'),
  DATAPILOT_ENGINE_PROCESSES: integer(1, 256)
    .default(Math.max(2, availableParallelism()))
    .describe('a whole number, 1 to 256'),
  DATAPILOT_QUERY_TIMEOUT_MS: integer(100, 3_600_000).default(30_000).describe('milliseconds, 100 to 3600000'),
  DATAPILOT_QUERY_MAX_ROWS: integer(1, 1_000_000).default(10_000).describe('a whole number, 1 to 1000000'),
  DATAPILOT_QUERY_MAX_BYTES: byteCount(KIBIBYTE)
    .default(16 * KIBIBYTE ** 2)
    .describe('bytes, at least 1KiB'),
}

export type Values = z.infer<z.ZodObject<typeof variables>>
