import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#contract/endpoints.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'

// What the desk says of itself, against what it does.

let desk: DeskProcess
let token: string
let description: z.output<typeof Description>

const Schema = z.record(z.string(), z.unknown())
const Parameter = z.object({
  name: z.string().min(1),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: Schema,
})
const Content = z.record(z.string(), z.object({ schema: Schema }))
const Operation = z.object({
  operationId: z.string().regex(/^[a-z]\w+$/),
  summary: z.string().min(5),
  'x-who': z.union([z.enum(['anyone', 'signed-in']), z.array(z.string()).min(1)]),
  parameters: z.array(Parameter),
  requestBody: z.object({ required: z.literal(true), content: Content }).optional(),
  responses: z.object({
    200: z.object({ description: z.string(), content: Content }),
    default: z.object({ description: z.string(), content: Content }),
  }),
})
const Description = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.literal('Evenhand'), version: z.string().min(1) }),
  paths: z.record(
    z.string().startsWith('/api/'),
    z.record(z.enum(['get', 'post', 'delete']), Operation.optional()),
  ),
  components: z.object({
    schemas: z.record(z.string(), Schema),
    securitySchemes: z.record(z.string(), Schema),
  }),
  security: z.array(z.record(z.string(), z.array(z.string()))).min(1),
})

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  token = await desk.token('admin')
  description = Description.parse(await (await fetch(`${desk.url}/api/openapi.json`)).json())
}, 60_000)

afterAll(async () => {
  await desk.remove()
}, 60_000)

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation ? [{ path, method, operation }] : [],
    ),
  )

test('the description is OpenAPI 3.1, and every endpoint is in it once', () => {
  const described = operations().map(({ path, method }) => `${method} ${path}`)
  const asked = endpoints.map(
    ({ method, path }) => `${method.toLowerCase()} /api${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  )
  expect(described.toSorted()).toEqual(asked.toSorted())
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every parameter of a path is described as required, and no other stands in the path', () => {
  for (const { path, operation } of operations()) {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    expect(inPath.map(({ name }) => name).toSorted()).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted(),
    )
    expect(inPath.every(({ required }) => required)).toBe(true)
  }
})

test('every schema that is referred to is there', () => {
  const referred = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref)
  const names = Object.keys(description.components.schemas)
  const there = new Set(names.map((name) => `#/components/schemas/${name}`))
  expect(referred.filter((ref) => !there.has(ref ?? ''))).toEqual([])
})

test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s is there, and without a pass it is closed unless it is for anyone',
  async (_, { method, path, who }) => {
    const filled = path.replaceAll(/:\w+/g, '01a2016e-7aba-77f8-817f-c7b4c357c5b6')
    const response = await fetch(`${desk.url}/api${filled}`, { method })
    const page: unknown = await response.json()
    expect(page).not.toMatchObject({ detail: 'There is nothing at this address.' })
    expect(response.status).toBeOneOf(who === 'anyone' ? [200, 400] : [401])
  },
)

const plain = endpoints.filter(
  ({ method, path }) => method === 'GET' && !path.includes(':') && path !== '/items',
)

test.each(plain.map((endpoint) => [endpoint.path, endpoint] as const))(
  'what %s answers is what the contract says',
  async (path, { output }) => {
    const response = await fetch(`${desk.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(200)
    const strict = output instanceof z.ZodObject ? output.strict() : output
    expect(strict.safeParse(await response.json()).error).toBeUndefined()
  },
)

test('what stands behind a case, an item, a reply and a decision is what the contract says', async () => {
  const at = '2026-11-23T09:00:00Z'
  const item = {
    channel: 'web',
    externalId: 'one',
    at,
    from: { email: 'ada@customers.example' },
    body: 'Bent.',
  }
  const taken = await answerOf('POST', '/items', item)
  const { caseId } = z.object({ caseId: z.uuid() }).parse(taken)
  const kase = z.object({ seq: z.int() }).parse(await answerOf('GET', '/cases/:caseId', {}, caseId))
  await answerOf(
    'POST',
    '/cases/:caseId/replies',
    { body: 'We come.', visibility: 'private', seq: kase.seq, key: 'one' },
    caseId,
  )
  const counted = {
    failures: 0,
    missed: 0,
    refusals: 0,
    disagreed: false,
    days: 0,
    channel: 'email',
    public: false,
  }
  await answerOf('POST', '/policy/decide', { facts: { ...counted, harm: 'safety' } })
  const list = await fetch(`${desk.url}/api/items?outcome=quarantined`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(list.status).toBe(200)
})

/** Asks, and holds the answer against the contract, strictly. */
async function answerOf(method: 'GET' | 'POST', path: string, body: object, caseId = ''): Promise<unknown> {
  const endpoint = endpoints.find((one) => one.method === method && one.path === path)
  const response = await fetch(`${desk.url}/api${path.replace(':caseId', caseId)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json()
  const output = endpoint?.output
  const strict = output instanceof z.ZodObject ? output.strict() : output
  expect(strict?.safeParse(answer)).toMatchObject({ success: true })
  return answer
}
