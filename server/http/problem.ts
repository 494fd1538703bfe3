import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { Unavailable } from '#domain/unavailable.ts'
import { plainIssue } from './plain-issue.ts'

const statusOf: Record<RefusalCode, number> = {
  invalid: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
}

/** A problem page (RFC 9457): a refusal is told with its details, anything else is ours and is hidden. */
export function problemOf(error: unknown): {
  status: number
  page: Record<string, unknown>
  isOurs: boolean
} {
  const refusal = refusalFrom(error)
  if (error instanceof Unavailable) {
    const detail = `${error.message} Ask again in a moment: what carries a key is done once.`
    const page = {
      title: 'unavailable',
      status: 503,
      detail,
      retryAfterSeconds: error.retryAfter.total('seconds'),
    }
    return { status: 503, page, isOurs: false }
  }
  if (!refusal) {
    const detail = 'Something went wrong on our side. Nothing of what you sent was half done.'
    return { status: 500, page: { title: 'fault', status: 500, detail }, isOurs: true }
  }
  const status = statusOf[refusal.code]
  return {
    status,
    page: { ...refusal.details, title: refusal.code, status, detail: refusal.message },
    isOurs: false,
  }
}

/** Sends the problem page of an error. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const { status, page } = problemOf(error)
  const { retryAfterSeconds: after } = page
  if (typeof after === 'number') void reply.header('retry-after', after)
  return reply.code(status).type('application/problem+json').send(page)
}

function refusalFrom(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof z.ZodError) return new Refusal('invalid', sentencesOf(error))
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined
  // What the HTTP library itself refuses, before any of ours is asked.
  if (error.statusCode === 413) return new Refusal('too-large', 'The request is larger than we take.')
  if (error.statusCode === 429) return new Refusal('too-many', error.message)
  if (error.statusCode === 415)
    return new Refusal('invalid', 'The body has to be JSON: content-type application/json.')
  if (error.statusCode >= 400 && error.statusCode < 500) return new Refusal('invalid', error.message)
  return undefined
}

const sentencesOf = ({ issues }: z.ZodError) =>
  issues
    .map((issue) => [...(issue.path.length > 0 ? [issue.path.join('.')] : []), plainIssue(issue)].join(': '))
    .join('; ')
