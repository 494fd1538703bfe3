import { isOpen, type Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { redact } from '#domain/guard/redact.ts'
import { isDangerous } from '#domain/notice/is-dangerous.ts'
import { wordsIn } from '#domain/notice/notice-words.ts'
import { nextPageStep, type PageCall } from '#domain/notice/page.ts'
import { withoutThose } from '#domain/policy/not-here-yet.ts'
import type { OrgTx } from '#server/store/database.ts'
import { newId } from '#server/store/id.ts'
import { membersNotHereYet } from '#server/store/members.ts'
import { queueSend, type NewSend, type SendContent } from '#server/store/notice-sends.ts'
import {
  callsOf,
  caseOfPage,
  endPage,
  goOnWithPage,
  holdPage,
  saveCall,
  type PageRow,
} from '#server/store/pages.ts'
import { readPagerHook } from '#server/store/push.ts'
import type { Desk } from '../desk.ts'
import { howTold } from './how-told.ts'
import { holdCase, record } from '../cases/record.ts'

/**
 * Goes on with a page that is due: calls whoever is next, and says so on the case; or raises the alarm that nobody has
 * answered. With the case and the page locked: of several processes one calls, and each call is made once.
 */
export async function callPage(desk: Desk, org: string, id: string): Promise<void> {
  await desk.db.withOrg(org, async (tx) => {
    const caseId = await caseOfPage(tx, id)
    if (caseId === undefined) return
    const held = await holdCase(tx, caseId)
    const page = await holdPage(tx, id)
    const now = desk.now()
    if (!page || !isDue(page, now)) return
    if (!isOpen(held.kase) || !isDangerous(held.kase)) {
      await endPage(tx, id, { state: 'over', by: null, at: now.toString() })
      return
    }
    const { calls, isSilent, nextAt } = await nextStep(desk, tx, page, held.kase)
    const isNewlySilent = isSilent && page.state !== 'unanswered'
    const events: CaseEvent[] = calls.map(({ to, rung, round }) =>
      happened('page-sent', now, 'desk', { page: id, to, rung, round }),
    )
    if (isNewlySilent) events.push(happened('page-unanswered', now, 'desk', { page: id }))
    if (events.length > 0) await record(desk, tx, held, events)
    await goOnWithPage(tx, id, {
      state: isSilent ? 'unanswered' : page.state === 'unanswered' ? 'unanswered' : 'calling',
      nextAt: nextAt.toString(),
    })
    // Before it is committed: whoever dies here raises it once more, and never is it written down and not raised.
    if (isNewlySilent) desk.alarm({ breach: 'page-unanswered', org, caseId })
  })
  desk.nudge('changes')
}

const isDue = ({ state, next_at: at }: PageRow, now: Temporal.Instant) =>
  (state === 'calling' || state === 'unanswered') && at !== null && Temporal.Instant.compare(at, now) <= 0

/** Whom the ladder calls next; what is to leave for it is put down along with it. */
async function nextStep(desk: Desk, tx: OrgTx, page: PageRow, kase: Case) {
  const now = desk.now()
  const { house } = await desk.policies.version(tx, kase.policy)
  const notYet = await membersNotHereYet(tx)
  const before = await callsOf(tx, [page.id])
  const step = nextPageStep(
    {
      rung: page.rung,
      first: kase.offer?.to ?? kase.owner,
      calls: before.map(({ member, rung, round, at }) => ({ to: member, rung, round, at })),
      openedAt: page.opened_at,
    },
    house.ladder.map((rung) => withoutThose(rung, notYet)),
    now,
  )
  for (const [place, call] of step.calls.entries()) {
    const nth = before.length + place + 1
    await saveCall(tx, {
      page_id: page.id,
      nth,
      member: call.to,
      rung: call.rung,
      round: call.round,
      at: now,
    })
    await queueCall(desk, tx, { page, kase, call, nth })
  }
  return step
}

type Calling = { page: PageRow; kase: Case; call: Omit<PageCall, 'at'>; nth: number }

/** By every way that there is: who sleeps through one wakes by another. */
async function queueCall(desk: Desk, tx: OrgTx, { page, kase, call, nth }: Calling) {
  const how = await howTold(desk, tx, call.to)
  if (!how) return
  const at = desk.now().toString()
  const content = contentOf({ page, kase, call, nth }, how.language, at)
  const hook = await readPagerHook(tx)
  const ways: Pick<NewSend, 'way' | 'subscription'>[] = [
    ...how.subscriptions.map(({ id }) => ({ way: 'push' as const, subscription: id })),
    ...(how.email !== null ? [{ way: 'mail' as const }] : []),
    ...(hook?.is_on ? [{ way: 'hook' as const }] : []),
  ]
  for (const way of ways)
    await queueSend(tx, {
      id: newId(desk.now()),
      key: `page:${page.id}:${nth}:${way.subscription ?? way.way}`,
      member: call.to,
      page: page.id,
      content,
      at,
      ...way,
    })
}

function contentOf({ page, kase, call }: Calling, language: 'en' | 'de', at: string): SendContent {
  const said = wordsIn(language)
  return {
    title: redact(said.page(kase.number)),
    lines: [...(call.round > 1 ? [said.pageAgain] : []), said.pageAsks],
    path: `/pages/${page.id}`,
    tag: page.id.replaceAll('-', ''),
    isUrgent: true,
    answer: { page: page.id, label: said.have },
    call: { case: kase.number, page: page.id, member: call.to, rung: call.rung, round: call.round, at },
    language,
  }
}
