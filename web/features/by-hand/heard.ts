import { z } from 'zod'
import { heardChannels, type suggest, type writeDown } from '#contract/by-hand.ts'
import { readTypedContact } from '#domain/typed-contact.ts'
import { instantAt } from '#web/ui/date-field.ts'

export type HeardChannel = (typeof heardChannels)[number]

export type Suggestions = z.output<typeof suggest.output>
export type SuggestedPerson = Suggestions['people'][number]
export type SameCase = Suggestions['same'][number]

const Promised = z.object({ what: z.string(), by: z.string(), when: z.string() })
export type Promised = z.output<typeof Promised>

const WaitingFile = z.object({ id: z.string(), name: z.string(), size: z.number() })
export type WaitingFile = z.output<typeof WaitingFile>

const FactValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What somebody is writing down, as the form holds it. */
export const Heard = z.object({
  channel: z.enum(heardChannels),
  contact: z.string(),
  name: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  words: z.string(),
  /** On the wall clock of whoever writes; null is now. */
  when: z.string().nullable(),
  writtenOn: z.string(),
  facts: z.record(z.string(), FactValue).readonly(),
  answer: z.string().nullable(),
  promise: Promised.nullable(),
  files: z.array(WaitingFile).readonly(),
  /** Which case it was said to join, `opens` for one of its own, null while nobody said. */
  choice: z.string().nullable(),
})
export type Heard = z.output<typeof Heard>

/** So many characters their words may have, and so many the answer on the spot. */
export const most = 20_000

/** Nothing written down yet. */
export const nothingHeard = (channel: HeardChannel = 'phone'): Heard => ({
  channel,
  contact: '',
  name: '',
  person: null,
  words: '',
  when: null,
  writtenOn: '',
  facts: {},
  answer: null,
  promise: null,
  files: [],
  choice: null,
})

/** The same matter of somebody we are sure of: it joins unless somebody says otherwise. */
export function likelyCase({ person }: Heard, found: Suggestions | undefined): SameCase | undefined {
  const sure = new Set(
    found?.people.filter(({ id, by }) => id === person?.id || by !== 'name').map(({ id }) => id),
  )
  return found?.same.find((kase) => kase.state === 'open' && sure.has(kase.person.id))
}

/** Whether what was typed as a way to reach somebody is none: neither a number nor an address. */
export function isUnread(contact: string): boolean {
  const { email, phone } = readTypedContact(contact)
  return contact.trim() !== '' && !email && !phone
}

/** The name to look for: one that was typed where a number belongs is looked for as well. */
export const nameIn = ({ name, contact }: Pick<Heard, 'name' | 'contact'>): string =>
  name.trim() || (isUnread(contact) ? contact.trim() : '')

/** The name with what was typed in the wrong field, which is not lost. */
export const contactAsName = ({ name, contact }: Pick<Heard, 'name' | 'contact'>) => ({
  name: [name.trim(), contact.trim()].filter(Boolean).join(', '),
  contact: '',
  choice: null,
})

/** Who it was, once they are found: a name that found them is no way to reach them. */
export const knownAs = ({ id, name }: { id: string; name: string }, { contact }: Pick<Heard, 'contact'>) => ({
  person: { id, name },
  name,
  ...(isUnread(contact) && { contact: '' }),
  choice: null,
})

/** What is still missing before it can be written down; null when nothing is. */
export type Missing = 'who' | 'reach' | 'words' | 'promise' | 'when' | 'written-on' | null

export function missingIn(heard: Heard): Missing {
  const { contact, name, person, words, promise, when } = heard
  if (!person && !contact.trim() && !name.trim()) return 'who'
  if (!person && isUnread(contact)) return 'reach'
  if (!words.trim()) return 'words'
  if (when !== null && instantAt(when) === null) return 'when'
  if (isWrittenLater(heard)) return 'written-on'
  if (promise && (!promise.what.trim() || instantAt(promise.when) === null)) return 'promise'
  return null
}

/** Whether a letter bears a day after the one on which it came. */
export const isWrittenLater = ({ channel, writtenOn, when }: Pick<Heard, 'channel' | 'writtenOn' | 'when'>) =>
  channel === 'letter' &&
  writtenOn !== '' &&
  writtenOn > (when?.slice(0, 10) ?? Temporal.Now.plainDateISO().toString())

/** What is asked of the desk, but for the key. */
export function commandOf(heard: Heard, joins: string | null, now: Temporal.Instant) {
  const contact = readTypedContact(heard.contact)
  // What is neither a number nor an address is part of what they are called, and is not lost.
  const name = [heard.name.trim(), isUnread(heard.contact) ? heard.contact.trim() : '']
    .filter(Boolean)
    .join(', ')
  const at = heard.when === null ? now : (instantAt(heard.when) ?? now)
  const { answer, promise, person, writtenOn } = heard
  return {
    channel: heard.channel,
    at: at.toString(),
    from: { ...(name && { name }), ...contact },
    joins,
    body: heard.words,
    facts: { ...heard.facts },
    files: heard.files.map(({ id }) => id),
    ...(person && { personId: person.id }),
    ...(heard.channel === 'letter' && writtenOn && { writtenOn }),
    ...(answer?.trim() && { answer }),
    ...(promise && {
      promise: {
        what: promise.what,
        ...(promise.by && { by: promise.by }),
        dueAt: (instantAt(promise.when) ?? now).toString(),
      },
    }),
  } satisfies Omit<z.input<typeof writeDown.input>, 'key'>
}
