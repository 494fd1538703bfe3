import type { z } from 'zod'
import type { postItem } from '#contract/items.ts'
import { diceFrom, type Dice } from '#test/dice.ts'
import { automaticMail, complaintMail, unreadableMail } from './mails.ts'

/** One item that somebody will hand over until the desk says that it has it. */
export type Planned =
  | { via: 'mail'; name: string; from: string; bytes: Buffer }
  | { via: 'api'; name: string; body: Given }

type Given = z.input<typeof postItem.input>

/** All items of a run, out of order, and what has to become of them. */
export type Plan = {
  items: Planned[]
  /** One case a matter of a person, whichever of its items comes first. */
  opened: number
  joined: number
  setAside: number
  quarantined: number
}

/** One complaint of one person: who writes, about what, and how often. */
type Matter = { n: number; writer: Writer; words: string; contacts: number }

type Writer = { kind: 'mail' | 'phone' | 'handle'; n: number }

/** Of every hundred items so many are automatic mails, and so many cannot be read. */
const automatic = 0.04
const unreadable = 0.02

/** Plans a run of items that are handed in around a moment: the same seed gives the same items in the same order. */
export function planItems(count: number, seed: number, at: Temporal.Instant): Plan {
  const dice = diceFrom(seed)
  const setAside = Math.round(count * automatic)
  const quarantined = Math.round(count * unreadable)
  const matters = planMatters(count - setAside - quarantined, dice)
  const clock = at.toString()
  const items = [
    ...matters.flatMap((matter) => contactsOf(matter, clock, dice)),
    ...Array.from({ length: setAside }, (_, n) => asMail(`automatic-${n}`, automaticMail(n))),
    ...Array.from({ length: quarantined }, (_, n) => asUnreadable(n, clock)),
  ]
  const joined = count - setAside - quarantined - matters.length
  return { items: dice.shuffled(items), opened: matters.length, joined, setAside, quarantined }
}

/** People with one or two matters each, of one to five contacts, until all items are spent. */
function planMatters(count: number, dice: Dice): Matter[] {
  const matters: Matter[] = []
  let left = count
  for (let n = 0; left > 0; n += 1) {
    const isSecond = matters.length > 0 && dice.happens(0.25)
    const before = matters.at(-1)
    const kind = dice.oneOf(['mail', 'mail', 'mail', 'mail', 'phone', 'handle'] as const)
    const writer = isSecond && before ? before.writer : { kind, n }
    const contacts = Math.min(left, dice.between(1, dice.between(1, 5)))
    left -= contacts
    // Words that no other matter has: two matters of one person are two cases, and one is one.
    matters.push({ n, writer, contacts, words: `drum${n} hose${n} seal${n} pump${n}` })
  }
  return matters
}

function contactsOf(matter: Matter, at: string, dice: Dice): Planned[] {
  const { kind } = matter.writer
  return Array.from({ length: matter.contacts }, (_, nth) =>
    kind === 'mail' && dice.happens(0.7) ? byMail(matter, nth, dice) : byHand(matter, nth, at, dice),
  )
}

/** The nth mail about a matter. From the second on it answers the one before, which may not have arrived yet. */
function byMail({ n, writer, words }: Matter, nth: number, dice: Dice): Planned {
  const from = addressOf(writer)
  // Now and then a mail program uses a Message-ID twice, for two mails that differ.
  const isReused = nth > 0 && dice.happens(0.03)
  return asMail(
    `matter-${n}-${nth}`,
    complaintMail({
      from,
      subject: nth === 0 ? words : `Re: ${words}`,
      messageId: keyOf(n, isReused ? nth - 1 : nth),
      ...(nth > 0 && { inReplyTo: keyOf(n, nth - 1) }),
      text: `Hello,\n\nthis is about ${words}, for the ${nth + 1}. time.\n.\n..\nPlease help!\n`,
    }),
    from,
  )
}

const channelsOf = {
  mail: ['web', 'chat', 'email'],
  phone: ['phone', 'sms'],
  handle: ['social', 'review'],
} as const

/** The nth contact about a matter by any other channel. */
function byHand({ n, writer, words }: Matter, nth: number, at: string, dice: Dice): Planned {
  const channel = dice.oneOf(channelsOf[writer.kind])
  return {
    via: 'api',
    name: `matter-${n}-${nth}`,
    body: {
      channel,
      externalId: keyOf(n, nth),
      at,
      from: senderOf(writer),
      subject: words,
      body: `This is about ${words}, for the ${nth + 1}. time.`,
      ...(nth > 0 && { inReplyTo: keyOf(n, nth - 1) }),
    },
  }
}

const keyOf = (matter: number, nth: number) => `m${matter}.${nth}@customers.example`

const addressOf = ({ n }: Writer) => `customer-${n}@customers.example`

const senderOf = (writer: Writer) => {
  const { kind, n } = writer
  if (kind === 'phone') return { phone: `+49 30 ${1_000_000 + n}` }
  if (kind === 'handle') return { handle: `@customer${n}`, network: 'bluesky' }
  return { email: addressOf(writer), name: `Customer ${n}` }
}

const asMail = (name: string, bytes: Buffer, from = 'postmaster@relay.example'): Planned => ({
  via: 'mail',
  name,
  from,
  bytes,
})

/** Most are mails with an empty return path; one in four is handed over by a program that does not say from whom. */
function asUnreadable(n: number, at: string): Planned {
  if (n % 4 !== 3) return asMail(`unreadable-${n}`, unreadableMail(n), '')
  const externalId = `unreadable-${n}`
  return {
    via: 'api',
    name: externalId,
    body: { channel: 'other', externalId, at, from: {}, body: `Nobody said ${n}.` },
  }
}
