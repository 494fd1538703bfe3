import { z } from 'zod'
import type { Role } from '#domain/role.ts'
import type { Scope } from '#domain/scope.ts'

/**
 * What can be asked over HTTP, as data: server routes, the typed client and OpenAPI all read it.
 * Path parameters are fields of the input. Every endpoint states who may call it.
 */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below `/api`, with parameters as `:name`. */
  path: string
  summary: string
  who: readonly Role[] | 'anyone' | 'signed-in'
  /** What a token needs to be made for. Derived where it is not said: see `scopeOf`. */
  scope?: Scope | 'none'
  input: In
  output: Out
}

export const endpoint = <In extends z.ZodType, Out extends z.ZodType>(
  given: Endpoint<In, Out>,
): Endpoint<In, Out> => given

/**
 * What a token needs in order to ask: to read, to act on cases, to hand over items, or to change settings. What belongs to
 * the person who is signed in, their password and their sessions, is for no token.
 */
export function scopeOf({
  method,
  path,
  scope,
}: Pick<Endpoint, 'method' | 'path' | 'scope'>): Scope | 'none' {
  if (scope !== undefined) return scope
  if (method === 'GET' || path === '/policy/decide') return 'read'
  if (/^\/(?:me|sessions)(?:\/|$)/.test(path)) return 'none'
  if (/^\/(?:items|write-down)(?:\/|$)/.test(path)) return 'items'
  return aboutCases.test(path) ? 'cases' : 'settings'
}

const aboutCases = /^\/(?:cases|claims|escalations|promises|replies|links|drafts)(?:\/|$)/

/** What every command carries: the `seq` its author saw, and a key under which asking twice is done once. */
export const command = {
  seq: z
    .int()
    .min(0)
    .describe('The `seq` of the case as you saw it; refused with 409 and what changed when stale.'),
  key: z
    .string()
    .min(1)
    .max(200)
    .describe('Chosen by the caller; the same key again gives the first answer.'),
}

/** A person's text: trimmed, of a sane length, and free of what PostgreSQL cannot hold. */
export const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0'), 'may not contain a null byte')
    .refine((text) => text.isWellFormed(), 'may not contain half a surrogate pair')
    .transform((text) => text.trim())
    .refine((text) => text.length > 0, 'may not be empty')

export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => /^(?:19|20|21)\d\d-/.test(text), 'lies beyond any calendar of ours: 1900 to 2199')
  .describe('An instant, RFC 3339.')

/** Whoever or whatever has an id and a name to show. */
export const Named = z.object({ id: z.string(), name: z.string() })
