import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { scopeOf, type Endpoint } from '#contract/endpoint.ts'
import { Refusal } from '#domain/refusal.ts'
import { roleTitle } from '#domain/role.ts'
import type { Scope } from '#domain/scope.ts'
import type { Desk } from '#server/desk/desk.ts'
import type { PassBearer } from '#server/desk/sign-in/passes.ts'
import { agentOf } from './agent-of.ts'

/** Binds an endpoint of the contract to the function that answers it, for whom the contract lets ask. */
export function serve<In extends z.ZodType, Out extends z.ZodType>(
  app: FastifyInstance,
  desk: Desk,
  endpoint: Endpoint<In, Out>,
  answer: (
    input: z.output<In>,
    agent: PassBearer,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<z.input<Out>>,
): void {
  bind(app, endpoint, async (request, reply) => {
    const agent = await agentOf(desk, request)
    refuseUnlessAllowed({ who: endpoint.who, scope: scopeOf(endpoint) }, agent)
    return answer(inputOf(endpoint, request), agent, request, reply)
  })
}

/** Binds an endpoint that anyone may ask. */
export function serveAnyone<In extends z.ZodType, Out extends z.ZodType>(
  app: FastifyInstance,
  endpoint: Endpoint<In, Out>,
  answer: (input: z.output<In>, request: FastifyRequest, reply: FastifyReply) => Promise<z.input<Out>>,
): void {
  bind(app, endpoint, (request, reply) => answer(inputOf(endpoint, request), request, reply))
}

function bind(
  app: FastifyInstance,
  { method, path }: Endpoint,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  app.route({ method, url: `/api${path}`, handler })
}

/** Refuses those whom the contract does not name, and tokens that were not made for this. */
export function refuseUnlessAllowed(
  { who, scope = 'read' }: { who: Endpoint['who']; scope?: Scope | 'none' },
  { role, pass }: PassBearer,
): void {
  if (typeof who !== 'string' && !who.includes(role))
    throw new Refusal(
      'not-allowed',
      `This is for ${who.map((one) => roleTitle[one]).join(', ')}. You are ${roleTitle[role]}.`,
    )
  if (pass.kind !== 'token') return
  if (scope === 'none')
    throw new Refusal('not-allowed', 'This is for whoever is signed in, and for no token.')
  if (pass.scopes !== null && !pass.scopes.includes(scope))
    throw new Refusal(
      'not-allowed',
      `This token is not made for "${scope}". It has ${pass.scopes.join(', ')}.`,
    )
}

/** Path, query and body make one input; what the path says cannot be said otherwise by the body. */
function inputOf<In extends z.ZodType>(
  { method, input }: Endpoint<In>,
  request: FastifyRequest,
): z.output<In> {
  const given = method === 'GET' ? request.query : (request.body ?? {})
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new Refusal('invalid', 'A JSON object is expected.')
  const params = request.params !== null && typeof request.params === 'object' ? request.params : {}
  return readInput(input, { ...given, ...params })
}

/**
 * Reads what was asked. What no text in the database can hold is refused by name, wherever it stands; what a customer wrote is
 * cleaned instead, by the contract, before it is looked at here.
 */
export function readInput<In extends z.ZodType>(input: In, given: Record<string, unknown>): z.output<In> {
  const read = input.parse(given)
  if (read !== null && typeof read === 'object') refuseUnstorable(read)
  return read
}

function refuseUnstorable(read: object) {
  for (const [name, value] of Object.entries(read))
    if (!isStorable(value, 20))
      throw new Refusal(
        'invalid',
        `${name}: may hold no null byte, no half surrogate pair, and no deeper nesting.`,
      )
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (value === null || typeof value !== 'object') return true
  if (depth === 0) return false
  return Object.entries(value).every(([key, part]) => isStorable(key, 0) && isStorable(part, depth - 1))
}
