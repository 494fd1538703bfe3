import { z } from 'zod'
import type { Caller } from './ask.ts'

const Problem = z.object({ title: z.string(), status: z.int(), detail: z.string().min(10) })

type Asked = { method?: string; body?: string; headers?: Record<string, string> }

/**
 * Asks as nobody's client does, and gives the answer in one line: its status, then the title and the sentence of its
 * problem page, or the beginning of whatever else it is.
 */
export async function answerTo({ url, token }: Caller, path: string, asked: Asked = {}): Promise<string> {
  const { method = 'GET', body, headers } = asked
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...type, ...headers },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  const isPage = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  const page = Problem.safeParse(isPage ? JSON.parse(text) : null)
  return `${response.status} ${page.data ? `${page.data.title}: ${page.data.detail}` : text.slice(0, 200)}`
}

/** The same for something that is posted, as JSON unless it is text already. */
export const answerToPost = (caller: Caller, path: string, body: unknown): Promise<string> =>
  answerTo(caller, path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
