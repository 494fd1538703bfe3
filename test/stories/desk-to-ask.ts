import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { openCase } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import type { Role } from '#domain/role.ts'
import { answerToPost } from '#test/answer-to.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'

/** Runs a desk as a process of its own for the tests of one file, with an agent who asks it over HTTP. */
export function deskToAsk() {
  let desk: DeskProcess | undefined
  let agent: Caller | undefined

  beforeAll(async () => {
    desk = await deskProcess()
    if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
    agent = { url: desk.url, token: await desk.token('agent') }
  }, 60_000)

  afterAll(async () => {
    await desk?.remove()
  }, 60_000)

  const asAgent: Caller = {
    get url() {
      return begun(agent).url
    },
    get token() {
      return begun(agent).token
    },
  }
  return {
    agent: asAgent,
    /** Somebody else who asks it. */
    callerAs: async (role: Role): Promise<Caller> => ({
      url: asAgent.url,
      token: await begun(desk).token(role),
    }),
    /** Every line that it has said so far. */
    said: () => begun(desk).said,
    /** What is answered to somebody who posts this, in one line. */
    post: (path: string, body: unknown) => answerToPost(asAgent, path, body),
    /** A case of a customer of its own. */
    aCase: async () => {
      const { caseId = '' } = await ask(asAgent, postItem, {
        channel: 'web',
        externalId: randomUUID(),
        at: '2026-11-23T09:00:00Z',
        from: { email: `${randomUUID()}@customers.example` },
        body: 'It is bent.',
      })
      const { seq } = await ask(asAgent, openCase, { caseId })
      return { caseId, seq }
    },
  }
}

/** An item as somebody may hand it over, with whatever is wrong with it. */
export const rawItem = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  channel: 'web',
  externalId: randomUUID(),
  at: '2026-11-23T09:00:00Z',
  from: { email: 'ada@customers.example' },
  subject: `Lid ${randomUUID()}`,
  body: 'It is bent.',
  ...parts,
})

function begun<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('It is started before the first test.')
  return thing
}
