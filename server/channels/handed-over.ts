import { z } from 'zod'
import type { InboundMessage, Sender, Understanding } from './channel.ts'

/** An item as a program or a colleague hands it over, and as its raw bytes are kept. */
export const HandedOver = z.object({
  /** A colleague handed it over on the screen: whoever it names wrote it only by that colleague's word. */
  isByHand: z.boolean().optional(),
  channel: z.string(),
  externalId: z.string(),
  at: z.string(),
  from: z.object({
    name: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    handle: z.string().optional(),
    network: z.string().optional(),
    /** What the network calls the account for good. */
    id: z.string().optional(),
  }),
  /** The post as its network gave it, where the desk read it there itself: what was said is read from it, not from here. */
  raw: z.unknown().optional(),
  subject: z.string().optional(),
  body: z.string(),
  public: z.boolean().optional(),
  inReplyTo: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** The day on a letter. */
  writtenOn: z.string().optional(),
  tongue: z.object({ language: z.string().optional(), zone: z.string().optional() }).optional(),
  /** Chosen by the colleague who heard the person: who it is, and which case it belongs to; null for one of its own. */
  person: z.string().optional(),
  joins: z.string().nullable().optional(),
  /** Said in a room: the words and files lie in the box, under the key of this person. */
  sealed: z.object({ person: z.string(), box: z.base64() }).optional(),
  /** A call that nobody took: nobody has spoken. */
  isMissed: z.boolean().optional(),
  /** Why a person has to look at it before it may be a case. */
  doubt: z.string().optional(),
  /** Last, so that the beginning of the bytes tells whose they are and what is said. */
  files: z.array(z.object({ name: z.string(), type: z.string(), data: z.base64() })).optional(),
})

export type HandedOver = z.infer<typeof HandedOver>

/** Reads back an item that was handed over. */
export function readHandedOver(bytes: Uint8Array): HandedOver {
  return HandedOver.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

/** Understands an item that was handed over: its parts were named by whoever gave it. */
export function understandHandedOver(given: HandedOver): Understanding {
  const [from, ...also] = sendersOf(given)
  if (!from)
    return {
      kind: 'not-understood',
      because: 'Nobody is named as its sender: no name, address, number or handle.',
    }
  const message: InboundMessage = {
    from,
    also,
    subject: given.subject ?? '',
    text: given.body,
    keys: [threadKey(given.channel, given.externalId)],
    repliesTo: given.inReplyTo ? [given.inReplyTo, threadKey(given.channel, given.inReplyTo)] : [],
    sentAt: Temporal.Instant.from(given.at),
    to: [],
    attachments: (given.files ?? []).map(({ name, type, data }) => ({
      name,
      type,
      bytes: Buffer.from(data, 'base64'),
    })),
    isPublic: given.public ?? false,
    ...(given.sealed && { sealedFor: given.sealed.person }),
    ...(given.tongue && { tongue: withoutUndefined(given.tongue) }),
  }
  return given.doubt === undefined
    ? { kind: 'message', message }
    : { kind: 'doubtful', because: given.doubt, message }
}

const withoutUndefined = ({ language, zone }: NonNullable<HandedOver['tongue']>) => ({
  ...(language !== undefined && { language }),
  ...(zone !== undefined && { zone }),
})

/** External ids are unique only within their channel. */
const threadKey = (channel: string, externalId: string) => `${channel}:${externalId}`

/** The account that wrote comes first: the one that the channel speaks by, where it is given. */
function sendersOf({ channel, from }: HandedOver): Sender[] {
  const name = from.name?.trim() ? { name: from.name.trim() } : {}
  const email: Sender[] = from.email?.trim() ? [{ kind: 'email', address: from.email.trim(), ...name }] : []
  const phone: Sender[] = from.phone?.trim() ? [{ kind: 'phone', address: from.phone.trim(), ...name }] : []
  const network = from.network?.trim() ? { network: from.network.trim() } : {}
  const id = from.id === undefined ? {} : { id: from.id }
  const handle: Sender[] = from.handle?.trim()
    ? [{ kind: 'handle', address: from.handle.trim(), ...id, ...network, ...name }]
    : []
  const nameOnly: Sender[] = name.name ? [{ kind: 'name', address: name.name, ...name }] : []
  const addresses =
    channel === 'phone' || channel === 'sms'
      ? [...phone, ...email, ...handle]
      : channel === 'social' || channel === 'review'
        ? [...handle, ...email, ...phone]
        : [...email, ...phone, ...handle]
  return addresses.length > 0 ? addresses : nameOnly
}
