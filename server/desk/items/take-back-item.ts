import type { z } from 'zod'
import type { takeBackItem as asking } from '#contract/items.ts'
import { isUntouched } from '#domain/case/is-untouched.ts'
import { Refusal } from '#domain/refusal.ts'
import { countItem } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import {
  forgetBefore,
  holdDecided,
  undecide,
  whatLeansOn,
  type DecidedItem,
} from '#server/store/decided-items.ts'
import { readItem } from '#server/store/items.ts'
import { once, type Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { locksIntoCase, neverACase } from '../cases/never-a-case.ts'
import { holdCase, record } from '../cases/record.ts'
import { refuseUnseenItem } from '../cases/seen.ts'
import { receiveKept } from './understand-item.ts'

const mostSeconds = 60

/**
 * Takes back what a colleague decided about an item within the last minute: it is set aside, or in quarantine, as it was. A
 * case that was made of it is taken back with it, as long as nothing came of it; one that was set aside is made a case anew,
 * under another number. Whatever else arrives from the same writer or in the same thread is received before it or after it,
 * never in between.
 */
export async function takeBackItem(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof asking.input>,
): Promise<z.input<typeof asking.output>> {
  const { itemId, key } = asked
  const { case_id: caseId = null } = (await desk.db.withOrg(agent.org, (tx) => readItem(tx, itemId))) ?? {}
  const locks = await locksIntoCase(desk, agent.org, caseId, itemId)
  const back = await once(desk, agent.org, { name: 'takeBackItem', key, input: asked, locks }, async (tx) => {
    await refuseUnseenItem(tx, agent, itemId)
    const item = await holdDecided(tx, itemId)
    if (!item) throw new Refusal('not-found', 'There is no such item.')
    return takeBack(desk, tx, agent, itemId, item, refuseWhatStands(desk, agent, item))
  })
  return 'again' in back ? makeCaseAgain(desk, agent, itemId, back.again) : back
}

type Before = NonNullable<DecidedItem['before']>

/** What it is now; or the items of which a case is made anew, once this is written down. */
type TakenBack = { id: string; outcome: 'set-aside' | 'quarantined'; because: string } | { again: string[] }

async function takeBack(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  itemId: string,
  item: DecidedItem,
  before: Before,
): Promise<TakenBack> {
  if (before.outcome === 'opened' || before.outcome === 'joined') {
    await forgetBefore(tx, before.with)
    return { again: before.with }
  }
  if (item.outcome === 'opened')
    await takeBackCase(desk, tx, agent, { itemId, item, outcome: before.outcome })
  else if (item.outcome !== before.outcome)
    await countItem(tx, { [columnOf(item.outcome)]: -1, [columnOf(before.outcome)]: 1 })
  await undecide(tx, itemId)
  return { id: itemId, outcome: before.outcome, because: before.because }
}

/** Makes a case again of an item that was set aside out of one, and of what was the same message by other ways. */
async function makeCaseAgain(desk: Desk, agent: Agent, itemId: string, items: readonly string[]) {
  const again = { from: ['set-aside'], evenIfSetAside: true, by: null } as const
  const { outcome, because, caseId } = await receiveKept(desk, agent.org, itemId, again)
  for (const twin of items) if (twin !== itemId) await receiveKept(desk, agent.org, twin, again)
  return { id: itemId, outcome, because, ...(caseId !== undefined && { caseId }) }
}

function refuseWhatStands(desk: Desk, { handle }: Agent, { outcome, before }: DecidedItem): Before {
  if (!before) throw new Refusal('conflict', 'Nothing was decided about this item that could be taken back.')
  if (before.by !== handle)
    throw new Refusal('not-allowed', 'Only whoever decided about an item takes it back.')
  if (Temporal.Instant.from(before.at).until(desk.now()).total('seconds') > mostSeconds)
    throw new Refusal('conflict', 'This was decided more than a minute ago, and stands.')
  if (outcome === 'joined')
    throw new Refusal(
      'conflict',
      'It has joined a case that was there before. Split it off there if it does not belong to it.',
    )
  return before
}

const columnOf = (outcome: DecidedItem['outcome']) =>
  outcome === 'quarantined' ? 'quarantined' : 'set_aside'

/** Ends the case that was made of an item. */
async function takeBackCase(
  desk: Desk,
  tx: OrgTx,
  agent: Agent,
  made: { itemId: string; item: DecidedItem; outcome: 'set-aside' | 'quarantined' },
): Promise<void> {
  const { case_id: caseId } = made.item
  if (caseId === null) throw new Error('An item that opened a case has it.')
  const held = await holdCase(tx, caseId)
  if (!isUntouched(held.kase) || (await whatLeansOn(tx, caseId)))
    throw new Refusal(
      'conflict',
      `Something has happened to case ${held.kase.number} since, so it stays. Close it there, with the reason.`,
    )
  const event = await neverACase(desk, tx, agent, caseId, { item: made.itemId })
  await record(desk, tx, held, [event], { opened: -1, [columnOf(made.outcome)]: 1 })
}
