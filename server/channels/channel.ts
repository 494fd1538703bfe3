/** An address of a person on some network, as a message carries it. */
export type Sender = {
  kind: 'email' | 'phone' | 'handle' | 'name'
  /** The network a handle belongs to, such as `bluesky`; absent for addresses and numbers. */
  network?: string
  address: string
  /** What the network calls the account whatever handle it takes: by it alone the account is known again. */
  id?: string
  name?: string
}

/** A file that came with a message. Its bytes are kept outside the message's own row. */
export type Attachment = {
  name: string
  /** The media type that the sender claims; never trusted for showing. */
  type: string
  bytes: Uint8Array
  /** The Content-ID by which an HTML body refers to it. */
  contentId?: string
}

/** One understood inbound text, whatever the channel. Every string in it is hostile until escaped. */
export type InboundMessage = {
  from: Sender
  /** Other addresses of the same writer that were given along with it. */
  also?: Sender[]
  subject: string
  /** The whole text, quotations and signature included: folding is the view's business. */
  text: string
  html?: string
  /** Keys by which later messages refer to this one (a Message-ID without its angle brackets). */
  keys: string[]
  /** Keys of the messages that this one answers, nearest first. */
  repliesTo: string[]
  /** When the sender says that it was sent; not believed for deadlines. */
  sentAt?: Temporal.Instant
  /** The addresses it was sent to. */
  to: string[]
  attachments: Attachment[]
  isPublic: boolean
  /** The post that it is, on a network on which the desk can look after it. */
  post?: { key: string; url: string | null }
  /** Said in private to us alone: its words and files are kept under the key of this person. */
  sealedFor?: string
  /** The language and the time zone of the writer, where their browser told. */
  tongue?: { language?: string; zone?: string }
}

/** Why an item is set aside: it is kept, listed and one key away from being a case. */
export type SetAsideReason =
  | 'bounce'
  | 'auto-reply'
  | 'out-of-office'
  | 'loop'
  | 'own-notification'
  | 'newsletter'
  | 'delivery-report'
  /** Posted from an account of ours. */
  | 'own-post'
  /** Nothing but a code that shows whose account it is: its case has it. */
  | 'claim-code'

/** What a channel makes of a raw item. What it cannot read is quarantined with the reason, never dropped. */
export type Understanding =
  | { kind: 'message'; message: InboundMessage }
  | { kind: 'set-aside'; because: SetAsideReason; message: InboundMessage }
  | { kind: 'not-understood'; because: string }
  /** It may be nobody's complaint at all: a person looks at it first, and opens it. */
  | { kind: 'doubtful'; because: string; message: InboundMessage }

/** How an attempt to send ended. Only `try-later` may be repeated without asking a person. */
export type SendOutcome =
  | { outcome: 'sent' }
  | { outcome: 'try-later'; because: string; notBefore?: Temporal.Instant }
  | { outcome: 'refused'; because: string }
  | { outcome: 'in-doubt'; because: string }
