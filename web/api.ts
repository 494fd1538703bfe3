import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { bearer } from './bearer.ts'

const Page = z.looseObject({ title: z.string(), status: z.number(), detail: z.string() })

/** What the desk refused, or could not do, as it says it (RFC 9457). Status 0: the desk could not be reached. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  /** All that came with it, such as what was found, for whoever shows more than the sentence. */
  readonly page: unknown
  constructor(status: number, sentence: string, page?: unknown) {
    super(sentence)
    this.status = status
    this.page = page
  }
}

/** Asks the desk something of the contract: path parameters are fields of the input. */
export async function ask<In extends z.ZodType, Out extends z.ZodType>(
  { method, path, output }: Endpoint<In, Out>,
  input: z.input<In> & Readonly<Record<string, unknown>>,
): Promise<z.output<Out>> {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const query =
    method === 'GET' ? `?${new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))}` : ''
  const sent =
    method === 'POST'
      ? { body: JSON.stringify(Object.fromEntries(rest)), headers: { ...bearer(), ...json } }
      : { headers: bearer() }
  const response = await fetch(`/api${filled}${query}`, { method, ...sent }).catch(() => {
    throw new Problem(0, say('The desk cannot be reached. Nothing you wrote is lost; try again.'))
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return output.parse(answer)
  throw new Problem(
    response.status,
    Page.safeParse(answer).data?.detail ?? say('The desk did not answer as it should.'),
    answer,
  )
}

const json = { 'content-type': 'application/json' }

/** The sentence to show for whatever went wrong. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Problem
    ? heard(error.message)
    : say('Something went wrong in this page. Reload it and try again.')
