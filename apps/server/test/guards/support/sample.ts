import { z } from 'zod'

/** What the guards need of a JSON Schema; anything else is ignored. */
interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly minimum?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly maxLength?: number
  readonly minItems?: number
}

/** The value of an id by the name of its field; undefined for fields that name no resource. */
export type IdOf = (field: string, looksLikeId: boolean) => string | undefined

const ID_NAME = /(^|_)(ids?|keys?|path|token|ticket)$/i

/** The pattern of hashes; other patterns are not read. */
const SHA256 = '^[0-9a-f]{64}$'

/** The JSON Schema of a request part; undefined when the route declares none. */
export function toJsonSchema(schema: unknown): JsonSchema | undefined {
  if (!(schema instanceof z.ZodType)) return undefined
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema
}

/** Names of the fields of an object, in every branch of it. */
export function fieldsOf(schema: JsonSchema): string[] {
  const here = Object.keys(schema.properties ?? {})
  const deeper = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((branches) => branches ?? []).flatMap(fieldsOf)
  return [...new Set([...here, ...deeper])]
}

/**
 * Values that a request part could have: every branch of a union, with all fields, with the required ones alone, and
 * with each optional one in turn, since refinements ("exactly one of") are not in the schema.
 */
export function samplesOf(schema: JsonSchema, idOf: IdOf): unknown[] {
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return branches.flatMap((branch) => samplesOf(branch, idOf))
  if (schema.properties === undefined) return [sampleOf(schema, '', idOf)]
  const required = schema.required ?? []
  const optional = Object.keys(schema.properties).filter((name) => !required.includes(name))
  const choices = [required, ...optional.map((name) => [...required, name]), [...required, ...optional]]
  const samples = choices.map((names) => pick(schema, names, idOf))
  return [...new Map(samples.map((sample) => [JSON.stringify(sample), sample])).values()]
}

function pick(schema: JsonSchema, names: readonly string[], idOf: IdOf): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, name, idOf)]))
}

function sampleOf(schema: JsonSchema, field: string, idOf: IdOf): unknown {
  const known = isText(schema) ? idOf(field, schema.format === 'uuid' || ID_NAME.test(field)) : undefined
  if (known !== undefined) return known
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const branch = (schema.anyOf ?? schema.oneOf)?.[0]
  if (branch) return sampleOf(branch, field, idOf)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (type === 'object') return pick(schema, Object.keys(schema.properties ?? {}), idOf)
  if (type === 'array') return (schema.minItems ?? 0) > 0 ? [sampleOf(schema.items ?? {}, field, idOf)] : []
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, -1e9)
  if (type === 'boolean') return true
  if (type === 'null') return null
  return sampleText(schema)
}

function isText(schema: JsonSchema): boolean {
  if (schema.enum !== undefined || schema.const !== undefined) return false
  if (schema.type === 'string') return true
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(isText)
}

function sampleText(schema: JsonSchema): string {
  if (schema.format === 'email') return 'nobody@example.com'
  if (schema.format === 'date-time') return '2026-01-01T00:00:00.000Z'
  if (schema.format === 'date') return '2026-01-01'
  if (schema.pattern === SHA256) return 'a'.repeat(64)
  return 'sample'.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, 'x')
}
