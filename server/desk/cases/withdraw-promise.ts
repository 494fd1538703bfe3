import { happened } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import { actorOf } from '#server/store/events.ts'
import { answerOn, memberActor, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { caseOf } from './escalate.ts'

type Asked = { promiseId: string; key: string }

const mostSeconds = 60

/**
 * Takes back a promise that this colleague wrote down within the last minute. It is a slip of the pen and no failure;
 * later it has been given, and is kept or broken.
 */
export function withdrawPromise(desk: Desk, agent: Agent, asked: Asked): Promise<Done> {
  const { promiseId: id, key } = asked
  const command = { name: 'withdrawPromise', key, input: asked, caseId: caseOf(id) }
  return answerOn(desk, agent, command, async (tx, { kase }) => {
    const promised = kase.deadlines.find((deadline) => deadline.id === id && deadline.kind === 'promise')
    if (!promised) throw new Refusal('not-found', 'There is no such promise.')
    if (promised.state === 'withdrawn') return { events: [], id }
    const by = memberActor(agent)
    if ((await actorOf(tx, kase.id, 'promise-given', id)) !== by)
      throw new Refusal('not-allowed', 'Only whoever wrote a promise down takes it back.')
    const now = desk.now()
    if (promised.state !== 'running' || promised.setAt.until(now).total('seconds') > mostSeconds)
      throw new Refusal(
        'conflict',
        'A promise can be taken back within a minute of writing it down. This one stands: keep it.',
      )
    return { events: [happened('promise-withdrawn', now, by, { id })], id }
  })
}
