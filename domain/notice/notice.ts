import type { ClockKind } from '../case/deadline.ts'

/** What a colleague can be told of. */
export const noticeKinds = [
  'danger',
  'offered',
  'assigned',
  'approval',
  'date-near',
  'promise-near',
  'date-missed',
  'customer-wrote',
  'mentioned',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** What is said of a case in a notice: codes and times. What it is about is found again by `of`. */
export type NoticeAbout = {
  number: number
  /** The offer, the date, the message or the request that it is about. */
  of: string
  clock?: ClockKind
  dueAt?: string
}

/** One thing that one colleague is to be told of one case. */
export type Notice = { member: string; kind: NoticeKind; about: NoticeAbout }
