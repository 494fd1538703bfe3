import type { Channel } from '#domain/channel.ts'
import { enterFacts, writeNote } from '#server/desk/cases/case-commands.ts'
import type { Agent } from '#server/desk/command.ts'
import { noteWord } from '#server/desk/settling/hear-customer.ts'
import { keepPromise, promise } from '#server/desk/cases/promise.ts'
import { resolve } from '#server/desk/settling/resolve.ts'
import { sendReply } from '#server/desk/replies/send-reply.ts'
import { verifyCase } from '#server/desk/settling/verify-case.ts'
import { newId } from '#server/store/id.ts'
import { placeholder } from './placeholders.ts'
import { caseNow, sendAll, taken, type RecordingDesk } from './recording-desk.ts'

/** A course that a case can take, and how many of a hundred seeded cases take it. */
export type Life = { name: string; share: number; isOpen: boolean; live(stage: Stage): Promise<void> }

/** What a life can do, each in its order; every step happens some minutes after the one before. */
export type Stage = {
  writes(channel?: Channel, facts?: Record<string, string | number | boolean>): Promise<void>
  replies(asks?: boolean): Promise<void>
  notes(): Promise<void>
  enters(facts: Record<string, string | number | boolean>): Promise<void>
  promises(days: number): Promise<void>
  keeps(): Promise<void>
  closes(decision: 'upheld' | 'partly-upheld'): Promise<void>
}

/** Three in ten seeded cases are open. */
export const lives: readonly Life[] = [
  { name: 'new', share: 8, isOpen: true, live: (stage) => stage.writes() },
  { name: 'new in chat', share: 4, isOpen: true, live: (stage) => stage.writes('chat') },
  {
    name: 'read',
    share: 6,
    isOpen: true,
    async live(stage) {
      await stage.writes()
      await stage.enters({ harm: 'loss', loss: 120, topic: 'billing' })
    },
  },
  {
    name: 'offered to a lead',
    share: 3,
    isOpen: true,
    async live(stage) {
      await stage.writes()
      await stage.enters({ harm: 'health', topic: 'product' })
    },
  },
  {
    name: 'answered',
    share: 4,
    isOpen: true,
    async live(stage) {
      await stage.writes()
      await stage.replies()
    },
  },
  {
    name: 'waiting for the customer',
    share: 2,
    isOpen: true,
    async live(stage) {
      await stage.writes()
      await stage.notes()
      await stage.replies(true)
    },
  },
  {
    name: 'promised',
    share: 3,
    isOpen: true,
    async live(stage) {
      await stage.writes()
      await stage.replies()
      await stage.promises(30)
    },
  },
  {
    name: 'called and settled',
    share: 54,
    isOpen: false,
    async live(stage) {
      await stage.writes('phone', placeholder.facts)
      await stage.closes('upheld')
    },
  },
  {
    name: 'answered and settled',
    share: 12,
    isOpen: false,
    async live(stage) {
      await stage.writes()
      await stage.replies()
      await stage.closes('upheld')
    },
  },
  {
    name: 'written twice, promised, kept, refused',
    share: 4,
    isOpen: false,
    async live(stage) {
      await stage.writes()
      await stage.writes()
      await stage.replies()
      await stage.promises(5)
      await stage.keeps()
      await stage.closes('partly-upheld')
    },
  },
]

/** Sets the stage for one life, which begins at a moment. */
export function stageFor(desk: RecordingDesk, agent: Agent, at: Temporal.Instant, life: number): Stage {
  let now = at
  let caseId = ''
  let said = 0
  const words = () => placeholder.body(said++)
  const pass = (duration: string) => {
    now = now.add(Temporal.Duration.from(duration))
    desk.setClock(now)
  }
  desk.setClock(at)
  const on = async () => {
    pass('PT7M')
    const { seq } = await caseNow(desk, agent, caseId)
    return { caseId, seq, key: newId(now) }
  }
  return {
    async writes(channel = 'email', facts = {}) {
      if (said > 0) pass('PT3H')
      const isSecond = said > 0
      const place = said
      caseId = await taken(desk, agent, {
        channel,
        externalId: placeholder.externalId(life, place),
        at: now.toString(),
        from:
          channel === 'chat'
            ? { handle: placeholder.handle(life), network: 'chat.example', name: placeholder.name }
            : { email: placeholder.address(life), name: placeholder.name },
        subject: `${isSecond ? 'Re: ' : ''}${placeholder.subject}`,
        body: words(),
        facts,
        ...(isSecond && { inReplyTo: placeholder.externalId(life, 0) }),
      })
    },
    async replies(asks = false) {
      await sendReply(desk, agent, { ...(await on()), body: words(), visibility: 'private', asks })
      pass('PT1M')
      await sendAll(desk, 1)
    },
    async notes() {
      await writeNote(desk, agent, { ...(await on()), body: words() })
    },
    async enters(facts) {
      await enterFacts(desk, agent, { ...(await on()), facts })
    },
    async promises(days) {
      const command = await on()
      const dueAt = now.add({ hours: 24 * days }).toString()
      await promise(desk, agent, { ...command, what: words(), dueAt })
    },
    async keeps() {
      await on()
      const { deadlines } = await caseNow(desk, agent, caseId)
      const promised = deadlines.find(({ kind, state }) => kind === 'promise' && state === 'running')
      await keepPromise(desk, agent, { promiseId: promised?.id ?? '', key: newId(now) })
    },
    async closes(decision) {
      await noteWord(desk, agent, { ...(await on()), says: 'settled', way: 'message' })
      await resolve(desk, agent, { ...(await on()), decision, restsOn: 'word', reason: words() })
      // Looked at by somebody else, so that no clock has to come round to it.
      await verifyCase(desk, { ...agent, handle: 'colleague' }, { ...(await on()), what: words() })
    },
  }
}
