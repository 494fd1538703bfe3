import { z } from 'zod'
import { calendarOf } from '#domain/deadline/calendar.ts'
import { Hours } from '#domain/deadline/hours.ts'
import { noticeKinds, type NoticeKind } from '#domain/notice/notice.ts'
import type { NoticeLanguage } from '#domain/notice/notice-words.ts'
import { workingTimeOf, type WorkingTime } from '#domain/notice/working-time.ts'
import { daysOf, HoursLine } from '#domain/policy/staffing.ts'
import type { OrgTx } from '#server/store/database.ts'
import { readMember } from '#server/store/members.ts'
import { noticeSettingsOf } from '#server/store/notices.ts'
import { subscriptionsOf, type SubscriptionRow } from '#server/store/push.ts'
import type { Desk } from '../desk.ts'

/** The hours that somebody has said themselves. */
export const OwnHours = z.object({
  zone: z.string().min(1).max(100),
  lines: z.array(HoursLine).min(1).max(14),
})
export type OwnHours = z.output<typeof OwnHours>

/** When and how a colleague is told. */
export type HowTold = {
  member: string
  email: string | null
  own: OwnHours | null
  working: WorkingTime
  zone: string
  language: NoticeLanguage
  onlyDigest: readonly NoticeKind[]
  byMail: boolean
  subscriptions: readonly SubscriptionRow[]
}

/** When and how a colleague is told, as it is now; undefined for somebody who has left us. */
export async function howTold(desk: Desk, tx: OrgTx, handle: string): Promise<HowTold | undefined> {
  const member = await readMember(tx, handle)
  if (!member) return undefined
  const settings = await noticeSettingsOf(tx, handle)
  const { house } = await desk.policies.inForce(tx)
  const own = settings?.hours == null ? null : OwnHours.parse(settings.hours)
  const working = workingTimeOf(handle, {
    own: own && calendarOfOwn(own),
    ladder: house.ladder,
    deskHours: house.deskHours,
  })
  return {
    member: handle,
    email: member.email,
    own,
    working,
    zone: working.calendars[0]?.zone ?? 'UTC',
    language: settings?.language ?? 'en',
    onlyDigest: noticeKinds.filter((kind) => settings?.only_digest.includes(kind)),
    byMail: settings?.by_mail ?? true,
    subscriptions: await subscriptionsOf(tx, handle),
  }
}

/** The calendar of somebody's own hours. Throws a ZodError where they never open or name no zone. */
export const calendarOfOwn = ({ zone, lines }: OwnHours) =>
  calendarOf(Hours.parse({ zone, ...daysOf(lines) }), [])
