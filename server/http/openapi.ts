import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

/** OpenAPI 3.1 of the contract: what the server binds is what this describes. */
export function openApi(endpoints: readonly Endpoint[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Evenhand', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'evenhand' },
      },
      schemas: { Problem: z.toJSONSchema(Problem) },
    },
    paths,
  }
}

const Problem = z.object({ title: z.string(), status: z.int(), detail: z.string() }).loose()

type JsonSchema = { properties?: Record<string, unknown>; required?: string[]; [key: string]: unknown }

function operation({ method, path, summary, who, input, output }: Endpoint): Record<string, unknown> {
  const schema: JsonSchema = { ...z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) }
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name))
  const { properties = {}, required = [] } = schema
  const parameter = (name: string) => ({
    name,
    in: inPath.has(name) ? 'path' : 'query',
    required: inPath.has(name) || required.includes(name),
    schema: properties[name],
  })
  const names = Object.keys(properties)
  const parameters = names.filter((name) => method === 'GET' || inPath.has(name)).map(parameter)
  const inBody = names.filter((name) => method !== 'GET' && !inPath.has(name))
  const body = {
    type: 'object',
    properties: Object.fromEntries(inBody.map((name) => [name, properties[name]])),
    required: required.filter((name) => inBody.includes(name)),
  }
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^\w]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(who === 'anyone' && { security: [] }),
    'x-who': who,
    parameters,
    ...(inBody.length > 0 && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      200: {
        description: 'Done.',
        content: {
          'application/json': { schema: z.toJSONSchema(output, { io: 'input', unrepresentable: 'any' }) },
        },
      },
      default: {
        description: 'A problem page, RFC 9457.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
