import { isSpoken } from '#domain/channel.ts'
import type { Facts } from '#domain/policy/fact.ts'
import { houseOf } from './a-house.ts'
import type { Plan } from './any-history.ts'
import { openCase } from '#domain/case/open-case.ts'
import type { Case } from '#domain/case/case.ts'
import { happened, type CaseEvent } from '#domain/case/event.ts'
import { answersFor, frontLine, type House } from '#domain/case/house.ts'
import { liveOn } from '#domain/case/live-on.ts'
import { readCase, type SavedCase } from '#domain/case/read-case.ts'
import { lookAgainAt, timePassed } from '#domain/case/time-passed.ts'

/** What was written to a case's chain at once: by one command, one arrival or one ring of the clock. */
export type Written = {
  before: Case | null
  kase: Case
  events: CaseEvent[]
  house: House
  now: Temporal.Instant
}

type Reply = {
  id: string
  state: 'queued' | 'sent' | 'refused' | 'in-doubt' | 'withdrawn'
  writtenAt: Temporal.Instant
  /** Somebody has begun to send it: it cannot be taken back any more. */
  hasBegun: boolean
}

/** A case on its way through a history, with what the desk keeps beside it. */
export type Life = {
  kase: Case
  house: House
  now: Temporal.Instant
  replies: Reply[]
  /** Everything that its chain holds. */
  told: CaseEvent[]
  /** The case that this one has taken over, with its chain. */
  taken: { kase: Case; told: CaseEvent[] } | null
  counted: number
  side: 0 | 1
}

/** The case is born as the desk opens one. */
export function born(
  { version, opening }: Plan,
  side: 0 | 1,
  now: Temporal.Instant,
): { life: Life; written: Written } {
  const house = houseOf(version)
  const front = frontLine(house)
  const opened = happened('case-opened', now, 'customer', {
    number: 1001,
    person: 'p1',
    account: 'a1',
    connection: 'c1',
    channel: opening.channel,
    policy: version,
    owner: answersFor(front, now, 1001),
    rung: front.id,
    facts: { ...opening.facts },
  })
  const kase = openCase('case', opened)
  const life: Life = { kase, house, now, replies: [], told: [], taken: null, counted: 0, side }
  const message = newId(life)
  const failed: CaseEvent[] = isSpoken(opening.channel)
    ? [happened('contact-failed', now, 'desk', { reason: 'came-back', about: message })]
    : []
  const { events, kase: after } = liveOn(kase, [received(life, opening, message), ...failed], house, now)
  life.kase = after
  life.told.push(opened, ...events)
  return { life, written: { before: null, kase: after, events: [opened, ...events], house, now } }
}

/** Writes down what happened. Now and then the case is read back from the database first. */
export function write(life: Life, here: readonly CaseEvent[]): Written {
  const { house, now } = life
  const before = life.kase.events % 4 === 0 ? kept(life.kase) : life.kase
  const { kase, events } = liveOn(before, here, house, now)
  life.kase = kase
  life.told.push(...events)
  return { before, kase, events, house, now }
}

/** The case as the database gives it back: from JSON, its keys in another order than they were written in. */
function kept(kase: Case): Case {
  const saved: SavedCase = JSON.parse(JSON.stringify(kase), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  )
  return readCase(saved)
}

type Time = { minutes: number; clockRings: boolean }

/** Time goes by with the clock ringing at each date, or with the desk off until it is over. */
export function* timeGoesBy(life: Life, { minutes, clockRings }: Time): Generator<Written> {
  const until = life.now.add({ minutes })
  if (!clockRings) life.now = until
  for (let rings = 0; ; rings++) {
    const next = life.kase.state === 'merged' ? null : lookAgainAt(life.kase)
    if (!next || Temporal.Instant.compare(next, until) > 0) break
    if (rings > 5000) throw new Error('The clock never comes to rest.')
    life.now = later(life.now, next)
    const passed = timePassed(life.kase, life.house, life.now)
    if (passed.length === 0) throw new Error('The clock rang for nothing.')
    yield write(life, passed)
  }
  life.now = until
}

export type Contact = {
  channel: Case['channel']
  minutesAgo: number
  isPublic: readonly [boolean, boolean]
  facts: Facts
}

/** A contact as it is written down. */
export function received(life: Life, { channel, minutesAgo, isPublic }: Contact, message: string): CaseEvent {
  return happened('message-received', life.now, 'customer', {
    message,
    item: message,
    account: 'a1',
    connection: 'c1',
    channel,
    isPublic: isPublic[life.side],
    digest: 'd',
    contactAt: life.now.subtract({ minutes: minutesAgo }).toString(),
  })
}

/** An id for one more message. */
export function newId(life: Life): string {
  life.counted += 1
  return `m${life.counted}`
}

/** The later of two moments. */
export const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) > 0 ? a : b
