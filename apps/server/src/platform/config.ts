import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { type ObjectStoreConfig, storeProblems, toObjectStore } from './config.object-store.ts'
import { variables, type Values } from './config.variables.ts'

const PROJECT_ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** Everything that can be set from outside, read once at the start. Paths are absolute. */
export interface Config {
  /** Data folder: database, files, secrets, Python environment. */
  readonly home: string
  /** The Python environment (bin/python, PostgreSQL's binaries in its site-packages). */
  readonly pythonHome: string
  readonly role: 'web' | 'worker' | 'all'
  /** Which isolation Python may run under; `auto` takes the best that holds. */
  readonly sandbox: Values['DATAPILOT_SANDBOX']
  readonly host: string
  readonly port: number
  /** Without a trailing slash. */
  readonly publicUrl: string
  /** Proxies whose X-Forwarded-* headers are believed. */
  readonly trustProxy: readonly string[] | undefined
  /** Folder of the built web app. */
  readonly webRoot: string
  readonly logLevel: Values['LOG_LEVEL']
  readonly database: {
    /** Absent: the embedded PostgreSQL. */
    readonly url: string | undefined
    /** A direct connection for migrations, LISTEN and jobs; `url` where no pooler stands in front. */
    readonly migrationUrl: string | undefined
    readonly echo: boolean
    readonly poolSize: number
  }
  readonly redisUrl: string | undefined
  /** As given; `readEncryptionKey` makes and keeps one where absent. */
  readonly encryptionKey: string | undefined
  readonly signUp: 'open' | 'invited' | 'closed'
  /** Absent: the local folder. */
  readonly objectStore: ObjectStoreConfig | undefined
  readonly supabase: { url: string; key: string | undefined; serviceKey: string | undefined } | undefined
  readonly mail: { readonly url: string; readonly from: string } | undefined
  readonly limits: {
    readonly maxUploadBytes: number
    /** Per organization; null: none. */
    readonly quotaBytes: number | null
    /** Copies of objects of a store, in bytes. */
    readonly cacheBytes: number
    readonly maxColumns: number
    /** Bytes per engine process. */
    readonly engineMemory: number
    readonly engineProcesses: number
    readonly queryTimeoutMs: number
    readonly queryMaxRows: number
    readonly queryMaxBytes: number
  }
}

/** One thing wrong with the configuration: the variable, and what it should have been. */
export interface ConfigProblem {
  readonly variable: string
  readonly expected: string
}

/** Stops the start. Carries every problem at once; never a value, because values may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, expected }) => `  ${variable}: expected ${expected}`)
    super(`The configuration is not usable:\n${lines.join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the configuration from the environment and the `.env` file of the project; the environment wins.
 * A variable that is set to nothing counts as absent. Relative paths start at the project's folder.
 *
 * @throws ConfigError naming every unknown `DATAPILOT_*` variable and every impossible value.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, envFile: string = join(PROJECT_ROOT, '.env')): Config {
  const given = { ...(existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {}), ...env }
  const source = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()))
  const parsed = z.object(variables).safeParse(source)
  const problems = [
    ...findUnknown(source),
    ...findImpossible(parsed.error),
    ...findIncomplete(source),
    ...storeProblems(source),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return toConfig(parsed.data)
}

function findUnknown(source: Record<string, unknown>): ConfigProblem[] {
  return Object.keys(source)
    .filter((name) => name.startsWith('DATAPILOT_') && !Object.hasOwn(variables, name))
    .map((variable) => ({ variable, expected: 'no such variable; docs/configuration.md lists what exists' }))
}

function findImpossible(error: z.ZodError | undefined): ConfigProblem[] {
  const names = new Set(error?.issues.map((issue) => String(issue.path[0])))
  return Object.entries(variables)
    .filter(([name]) => names.has(name))
    .map(([variable, schema]) => ({ variable, expected: schema.description ?? 'another value' }))
}

const BELONG_TOGETHER = [
  [
    'CLOUDFLARE_R2_ENDPOINT_URL',
    'CLOUDFLARE_R2_BUCKET_NAME',
    'CLOUDFLARE_R2_ACCESS_KEY_ID',
    'CLOUDFLARE_R2_SECRET_ACCESS_KEY',
  ],
  ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['SMTP_URL', 'SMTP_FROM'],
] as const

function findIncomplete(source: Record<string, unknown>): ConfigProblem[] {
  return BELONG_TOGETHER.flatMap((group) => {
    const present = group.filter((name) => name in source)
    if (present.length === 0) return []
    return group
      .filter((name) => !(name in source))
      .map((variable) => ({ variable, expected: `${variables[variable].description}, because ${present[0]} is set` }))
  })
}

function toConfig(values: Values): Config {
  const home = resolve(PROJECT_ROOT, values.DATAPILOT_HOME)
  const databaseUrl = values.DATABASE_URL ?? values.SUPABASE_DB_URL
  return {
    home,
    pythonHome: join(home, 'python'),
    role: values.DATAPILOT_ROLE,
    sandbox: values.DATAPILOT_SANDBOX,
    host: values.HOST,
    port: values.PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://${localName(values.HOST)}:${values.PORT}`).replace(/\/+$/, ''),
    trustProxy: values.DATAPILOT_TRUST_PROXY,
    webRoot: resolve(PROJECT_ROOT, values.DATAPILOT_WEB_ROOT ?? join(home, 'web')),
    logLevel: values.LOG_LEVEL,
    database: {
      url: databaseUrl,
      migrationUrl: values.MIGRATION_DATABASE_URL ?? databaseUrl,
      echo: values.DATABASE_ECHO,
      poolSize: values.DATABASE_POOL_SIZE,
    },
    redisUrl: values.REDIS_URL,
    encryptionKey: values.ENCRYPTION_KEY,
    signUp: values.DATAPILOT_SIGN_UP,
    objectStore: toObjectStore(values),
    supabase: values.SUPABASE_URL
      ? { url: values.SUPABASE_URL, key: values.SUPABASE_KEY, serviceKey: values.SUPABASE_SERVICE_KEY }
      : undefined,
    mail: values.SMTP_URL && values.SMTP_FROM ? { url: values.SMTP_URL, from: values.SMTP_FROM } : undefined,
    limits: {
      maxUploadBytes: values.DATAPILOT_MAX_UPLOAD_BYTES,
      quotaBytes: values.DATAPILOT_QUOTA_BYTES === 0 ? null : values.DATAPILOT_QUOTA_BYTES,
      cacheBytes: values.DATAPILOT_CACHE_BYTES,
      maxColumns: values.DATAPILOT_MAX_COLUMNS,
      engineMemory: values.DATAPILOT_ENGINE_MEMORY,
      engineProcesses: values.DATAPILOT_ENGINE_PROCESSES,
      queryTimeoutMs: values.DATAPILOT_QUERY_TIMEOUT_MS,
      queryMaxRows: values.DATAPILOT_QUERY_MAX_ROWS,
      queryMaxBytes: values.DATAPILOT_QUERY_MAX_BYTES,
    },
  }
}

/** Listening on every address is no address that a browser can open. */
function localName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
