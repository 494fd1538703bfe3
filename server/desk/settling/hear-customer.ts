import { customerSays, mayNoteSettled } from '#domain/case/customer-says.ts'
import { isTheirOwn, type Feelings, type Said, type Way } from '#domain/case/customers-word.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { Refusal } from '#domain/refusal.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { newestFromCustomer } from '#server/store/messages.ts'
import { commandOn, memberActor, remarkOn, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { holdTaker, record, type HeldCase } from '../cases/record.ts'

/** What the customer says of their case by themselves, in the room or on the status page. */
type HeardThere = { by: 'room' | 'status-page'; says: Said; words?: string; feelings?: Feelings }

/** Takes down what the customer says of their case, closed or open; a merged one passes it on. Nobody's word is refused. */
export async function hearCustomer(
  desk: Desk,
  tx: OrgTx,
  caseId: string,
  { by, says, words, feelings }: HeardThere,
): Promise<HeldCase> {
  const held = await holdTaker(tx, caseId)
  const { kase } = held
  const now = desk.now()
  const said = words?.trim() ? await remarkOn(desk, tx, kase.id, words) : {}
  const events: CaseEvent[] = [
    ...customerSays(kase, { id: newId(now), says, way: by, ...said }, 'customer', now),
    ...(feelings && Object.keys(feelings).length > 0
      ? [happened('feelings-heard', now, 'customer', { feelings })]
      : []),
  ]
  return record(desk, tx, held, events)
}

/** Takes down how the customer found us, and nothing of how it stands. */
export async function hearFeelings(
  desk: Desk,
  tx: OrgTx,
  caseId: string,
  { feelings }: { feelings: Feelings },
): Promise<HeldCase> {
  const held = await holdTaker(tx, caseId)
  return record(desk, tx, held, [happened('feelings-heard', desk.now(), 'customer', { feelings })])
}

type Noted = {
  caseId: string
  says: Said
  way: Extract<Way, 'message' | 'call' | 'counter'>
  words?: string | undefined
  feelings?: Feelings | undefined
  seq: number
  key: string
}

/**
 * A colleague writes down what the customer said: in their newest message, which stands on the case, or on the phone or at
 * the counter, with their words.
 */
export function noteWord(desk: Desk, agent: Agent, noted: Noted): Promise<Done> {
  return commandOn(desk, agent, 'noteWord', noted, async (tx, { kase }) => {
    const { says, way, words, feelings = {} } = noted
    if (kase.state === 'merged')
      throw new Refusal('conflict', 'This case was taken over by another. Write it down there.', {
        mergedInto: kase.mergedInto,
      })
    const now = desk.now()
    const by = memberActor(agent)
    const id = newId(now)
    if (says === 'settled' && !mayNoteSettled(kase, way)) throw tooEarly(kase.stage)
    const rests = await restsOn(tx, [kase.id, ...kase.tookOver], noted)
    const said = words?.trim() ? await remarkOn(desk, tx, kase.id, words) : {}
    const felt: CaseEvent[] =
      Object.keys(feelings).length > 0 ? [happened('feelings-heard', now, by, { feelings })] : []
    return { events: [...customerSays(kase, { id, says, way, ...rests, ...said }, by, now), ...felt], id }
  })
}

/** The message that their word rests on, or the words that were heard. */
async function restsOn(
  tx: OrgTx,
  cases: readonly string[],
  { way, words }: Noted,
): Promise<{ message?: string }> {
  if (!isTheirOwn(way)) {
    if (words?.trim()) return {}
    throw new Refusal('invalid', 'Write down the words in which the customer said so.')
  }
  const message = await newestFromCustomer(tx, cases)
  if (!message) throw new Refusal('conflict', 'There is no message of the customer’s that says so.')
  return { message }
}

const tooEarly = (stage: string) =>
  new Refusal(
    'conflict',
    'Nothing has been done yet that could have settled it. Write down what was done, then what the customer said.',
    { jump: { from: stage, to: 'customer-confirmed' } },
  )
