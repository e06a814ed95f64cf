import * as contracts from '@datapilot/contracts'
import swagger, { type SwaggerTransformObject } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifySchema } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from './app.ts'
import { referencedSchemas } from './referenced-schemas.ts'

/**
 * The contracts by their names, so that the document refers to `Profile` instead of repeating it. Queries become
 * single parameters, which cannot be referred to as a whole.
 */
const named = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(contracts)) {
  if (schema instanceof z.ZodType && !named.has(schema) && !id.endsWith('Query')) named.add(schema, { id })
}

const transform = createJsonSchemaTransform({ schemaRegistry: named })
const addNamedSchemas = createJsonSchemaTransformObject({ schemaRegistry: named })

/** Every contract is added, for requests and for answers; the document keeps those that a route uses. */
const transformObject: SwaggerTransformObject = (input) => {
  const document = addNamedSchemas(input)
  if (!('components' in document) || document.components?.schemas === undefined) return document
  const schemas = referencedSchemas(document.paths, document.components.schemas)
  return Object.assign(document, { components: { ...document.components, schemas } })
}

const problemAnswer = {
  description: 'What went wrong, with a stable code',
  content: { 'application/problem+json': { schema: contracts.Problem } },
}

/** OpenAPI 3.1 at /api/v1/openapi.json, made from the routes' schemas and rendered at /docs without other origins. */
export async function registerOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'DataPilot',
        version: '1',
        description: 'Errors are application/problem+json with a stable code.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'datapilot_session' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transform: (input) => {
      const { config } = input.route
      // A route may have no schema at all.
      const schema: FastifySchema & { description?: string } = { ...input.schema }
      const answers = { ...(schema.response as object | undefined), default: problemAnswer }
      const access =
        config?.permission === 'public' ? { security: [] } : { description: describe(schema, config?.permission) }
      return transform({ ...input, schema: { ...schema, ...access, response: answers } })
    },
    transformObject,
  })
  const hidden = { schema: { hide: true }, config: { permission: 'public' as const } }
  app.get('/api/v1/openapi.json', hidden, async () => app.swagger())
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { validatorUrl: null } })
}

/** The route's own words and the permission that it asks for. */
function describe(schema: { description?: string }, permission: string | undefined): string {
  return [schema.description, `Permission: ${permission}.`].filter(Boolean).join('\n\n')
}
