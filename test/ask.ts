import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

/** Where a desk answers, and the token with which it is asked. */
export type Caller = { url: string; token: string }

/** What the desk refused, as its problem page says it (RFC 9457). */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  constructor(status: number, sentence: string) {
    super(`${status}: ${sentence}`)
    this.status = status
  }
}

const Page = z.object({ detail: z.string() })

/**
 * Asks a running desk something of the contract, as a program does, and reads the answer by the contract.
 * Throws `Refused` when the desk says no, and whatever fetch throws when nobody answers.
 */
export async function ask<In extends z.ZodType, Out extends z.ZodType>(
  { url, token }: Caller,
  { method, path, output }: Endpoint<In, Out>,
  input: z.input<In> & Readonly<Record<string, unknown>>,
): Promise<z.output<Out>> {
  const rest = new Map(Object.entries(input))
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))
  const authorization = `Bearer ${token}`
  const response =
    method === 'GET'
      ? await fetch(`${url}/api${filled}?${query}`, { headers: { authorization } })
      : await fetch(`${url}/api${filled}`, {
          method,
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(Object.fromEntries(rest)),
        })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Refused(response.status, Page.parse(answer).detail)
  return output.parse(answer)
}
