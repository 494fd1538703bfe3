import { ZodError, type z } from 'zod'
import type { setNotices as setting, showNotices as showing } from '#contract/notices.ts'
import { noticeKinds } from '#domain/notice/notice.ts'
import { isAtWork, nextBegin } from '#domain/notice/working-time.ts'
import { onDuty } from '#domain/policy/rota.ts'
import { isOnlyHere } from '#domain/public-address.ts'
import { Refusal } from '#domain/refusal.ts'
import { connectionsThatSend } from '#server/store/notice-mail.ts'
import type { OrgTx } from '#server/store/database.ts'
import { saveNoticeSettings, waitingNotices } from '#server/store/notices.ts'
import { mailTroubleOf } from '#server/store/notice-sends.ts'
import type { Agent } from '../command.ts'
import type { Desk } from '../desk.ts'
import { publicAddressIn } from '../replies/public-address.ts'
import { calendarOfOwn, howTold, type HowTold } from './how-told.ts'
import { ownSender } from './own-sender.ts'
import { pushKeys } from './push-keys.ts'
import { howTheyStand } from './tell-notices.ts'

type View = z.input<typeof showing.output>

/** How a colleague is told, and what waits to be. */
export const showNotices = (desk: Desk, { org, handle }: Agent): Promise<View> =>
  desk.db.withOrg(org, (tx) => viewOf(desk, tx, handle))

/** Says how a colleague wants to be told. */
export const setNotices = (
  desk: Desk,
  { org, handle }: Agent,
  wanted: z.output<typeof setting.input>,
): Promise<View> => {
  refuseBadHours(wanted.hours)
  return desk.db.withOrg(org, async (tx) => {
    await saveNoticeSettings(tx, {
      member: handle,
      hours: wanted.hours,
      only_digest: wanted.onlyDigest,
      by_mail: wanted.byMail,
      language: wanted.language,
      at: desk.now().toString(),
    })
    return viewOf(desk, tx, handle)
  })
}

function refuseBadHours(hours: z.output<typeof setting.input>['hours']) {
  if (hours === null) return
  try {
    calendarOfOwn(hours)
  } catch (fault) {
    if (!(fault instanceof ZodError)) throw fault
    throw new Refusal('invalid', fault.issues.map(({ message }) => message).join(' '))
  }
}

async function viewOf(desk: Desk, tx: OrgTx, handle: string): Promise<View> {
  const now = desk.now()
  const how = await howTold(desk, tx, handle)
  if (!how) throw new Refusal('not-found', 'You have left this desk.')
  const { house } = await desk.policies.inForce(tx)
  const { publicKey } = await pushKeys(desk, tx)
  const { relayOf, address } = ownSender(await connectionsThatSend(tx), desk.place.hasRelay)
  const base = await publicAddressIn(tx, desk.place)
  return {
    hours: how.own,
    zone: how.zone,
    works: isAtWork(now, how.working),
    nextBegin: nextBegin(now, how.working)?.toString() ?? null,
    onCall: house.ladder.some((rung) => onDuty(rung, now).includes(handle)),
    onlyDigest: [...how.onlyDigest],
    byMail: how.byMail,
    language: how.language,
    email: how.email,
    hasRelay: desk.place.hasRelay || relayOf !== null,
    sender: address ?? (isOnlyHere(`https://${desk.mailDomain}`) ? null : `desk@${desk.mailDomain}`),
    hasLink: base !== null && !isOnlyHere(base),
    mailTrouble: await mailTroubleOf(tx, handle),
    pushKey: publicKey,
    browsers: browsersOf(how),
    waiting: await waitingOf(tx, handle),
  }
}

const browsersOf = ({ subscriptions }: HowTold): View['browsers'] =>
  subscriptions.map(({ id, browser, system, made_at: since, last_sent_at: last }) => ({
    id,
    browser,
    system,
    since: since.toString(),
    lastAt: last?.toString() ?? null,
  }))

async function waitingOf(tx: OrgTx, handle: string): Promise<View['waiting']> {
  const { standing } = await howTheyStand(tx, await waitingNotices(tx, handle, 50))
  return standing.flatMap(({ id, case_id: caseId, about, kind, happened_at: at }) => {
    const known = noticeKinds.find((one) => one === kind)
    return known ? [{ id, caseId, number: about.number, kind: known, at: at.toString() }] : []
  })
}
