import type { z } from 'zod'
import type { setCaseAside as asking } from '#contract/keeping.ts'
import type { Case } from '#domain/case/case.ts'
import { staysCase } from '#domain/case/stays-case.ts'
import { Refusal } from '#domain/refusal.ts'
import { countItem } from '#server/store/cases.ts'
import type { OrgTx } from '#server/store/database.ts'
import { whatLeansOn } from '#server/store/decided-items.ts'
import { itemsOfCase, setItemsAside, type ItemOfCase } from '#server/store/set-aside-cases.ts'
import { commandOn, refuseUnlessOpen, type Agent, type Done } from '../command.ts'
import type { Desk } from '../desk.ts'
import { locksIntoCase, neverACase } from './never-a-case.ts'

/**
 * Sets a case aside that is no complaint, as long as nothing has been done on it. What it was made of stands in Set aside, with
 * who said so, why and which case it was, is looked at there as everything else, and can be made a case again.
 */
export async function setCaseAside(
  desk: Desk,
  agent: Agent,
  asked: z.output<typeof asking.input>,
): Promise<Done> {
  const locks = await locksIntoCase(desk, agent.org, asked.caseId)
  return commandOn(
    desk,
    agent,
    'setCaseAside',
    asked,
    async (tx, { kase }) => {
      refuseUnlessOpen(kase, 'set it aside')
      const items = await itemsOfCase(tx, kase.id)
      const [first] = items
      refuseWhatStays(kase, first, await whatLeansOn(tx, kase.id))
      const was = { id: kase.id, number: kase.number, by: agent.handle, at: desk.now().toString() }
      await setItemsAside(
        tx,
        items.map(({ id }) => id),
        { because: asked.because, was },
      )
      await countAside(tx, items)
      const event = await neverACase(desk, tx, agent, kase.id, { item: first.id, because: asked.because })
      return { events: [event], id: first.id }
    },
    { locks },
  )
}

function refuseWhatStays(
  kase: Case,
  first: ItemOfCase | undefined,
  leaning: 'case' | 'draft' | null,
): asserts first is ItemOfCase {
  const why = staysCase(kase) ?? leaning ?? (first?.is_kept ? null : 'erased')
  if (why !== null) throw new Refusal('conflict', whyItStays(kase, why))
}

/** Why it stays a case, and that such a one is closed with its reason. */
function whyItStays(
  { number }: Case,
  why: 'harm' | 'failed' | 'touched' | 'case' | 'draft' | 'erased',
): string {
  switch (why) {
    case 'harm':
      return `Case ${number} tells of a danger or of harm, so it stays a case. Decide and close it, with the reason.`
    case 'failed':
      return `A contact of case ${number} counts as failed, so it stays a case. Decide and close it, with the reason.`
    case 'touched':
      return `Something has been done on case ${number}, so it stays a case. Decide and close it, with the reason.`
    case 'case':
      return `Another case is linked to case ${number}. Set that one aside first, or decide and close this one, with the reason.`
    case 'draft':
      return `Somebody is writing on case ${number}. Throw that draft away first, or decide and close the case, with the reason.`
    case 'erased':
      return `The original of case ${number} was erased, so it stays a case. Decide and close it, with the reason.`
  }
}

const countAside = (tx: OrgTx, items: readonly ItemOfCase[]) =>
  countItem(tx, {
    set_aside: items.length,
    opened: -items.filter(({ outcome }) => outcome === 'opened').length,
    joined: -items.filter(({ outcome }) => outcome === 'joined').length,
  })
