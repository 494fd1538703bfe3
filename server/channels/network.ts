import type { Channel } from '#domain/channel.ts'
import type { PostRoom } from '#domain/text/post-length.ts'
import type { SendOutcome, Understanding } from './channel.ts'
import type { SignInThere } from './sign-in-there.ts'

/**
 * A network on which people write to us and about us, as its folder gives it under the name `network`. Its folder holds
 * everything that the desk knows of it; the rest of the desk asks only what stands here. docs/add-a-channel.md tells how
 * one is written, and the rules that every one keeps are one test over all of them.
 */
export type Network = {
  /** What handles and connections of it are marked with: the name of its folder. */
  name: string
  /** As people call it. */
  title: string
  channel: Channel
  /** What an administrator is asked for when connecting it. Exactly one of them is secret. */
  asks: readonly Ask[]
  room: PostRoom
  /** Into how many posts a reply may be cut. */
  mostParts: number
  /** How often it is asked for what is new. */
  every: Temporal.Duration
  /** Signs in, changes nothing, and answers who we are there. */
  signIn(line: Line): Promise<OwnAccount>
  /** What is new behind the cursor, oldest first, at most so much that it is kept in seconds. Asked again at once while there is more. */
  read(line: Line, cursor: unknown): Promise<Reading>
  /** What a raw post says. `own` are the ids of our accounts there: what they write never opens a case. */
  understand(raw: unknown, own: readonly string[]): Understanding
  /** How our posts will be called, before they are posted: so that they are never posted twice, and replies to them are known. */
  keysOf(reply: { id: string; at: Temporal.Instant; us: OwnAccount; count: number }): string[]
  /** Posts a reply, part below part. Called again after anything but a definite outcome: what is there already is not posted again. */
  send(line: Line, reply: PublicReply): Promise<SendOutcome>
  /** What has become of posts, by their keys. Of what it cannot tell it says nothing. */
  recheck(line: Line, keys: readonly string[]): Promise<PostState[]>
  /** What the network says of accounts, by their ids. */
  look(line: Line, ids: readonly string[]): Promise<Observation[]>
  /** Where a reader finds a post. */
  urlOf(key: string): string | null
  /** How customers show that an account there is theirs by signing in; left out where the network has no such way. */
  signInThere?: SignInThere
}

/** Something that an administrator is asked for, with its words in every language of the screens. */
type Ask = {
  name: string
  label: Said
  help?: Said
  /** What it is unless somebody says otherwise. */
  preset?: string
  isSecret?: boolean
}

/** A sentence in the languages that the screens speak. */
type Said = { en: string; de: string }

/** Our own account on a network. */
export type OwnAccount = { id: string; handle: string; url: string | null }

/** A way to a network for one connection: what was set, how it is asked, and what a process remembers of it meanwhile. */
export type Line = {
  settings: Readonly<Record<string, string>>
  secret: string
  ask: AskPeer
  now: () => Temporal.Instant
  /** Tokens and the like: kept as long as the process lives, and never written down. */
  memory: Map<string, unknown>
}

/** Asks a server, and takes no other way to it than this: what may be reached is decided by the desk. */
export type AskPeer = (url: URL, request?: PeerRequest) => Promise<PeerAnswer>

export type PeerRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
}

export type PeerAnswer = { status: number; header: (name: string) => string | undefined; text: string }

export type Reading = { posts: RawPost[]; cursor: unknown; hasMore: boolean }

/** A post as the network gave it, with just enough beside it to be listed before, and even if, nobody understands it. */
export type RawPost = {
  /** What the network calls it: the same post twice is one item. */
  externalId: string
  /** When the network had it: an author's own clock is not believed. */
  at: Temporal.Instant
  raw: unknown
  glimpse: { handle: string; name?: string | undefined; text: string }
}

export type PublicReply = {
  /** What the posts say, in their order, with the keys that they were given. */
  posts: readonly { key: string; text: string }[]
  /** The key of the post that is answered. */
  answers: string
  at: Temporal.Instant
  us: OwnAccount
  /** Says that from here on nobody can know; only a network that does not know a post by our key needs it. */
  enterDoubt: () => Promise<void>
}

export type PostState =
  | { key: string; state: 'there'; text: string }
  /** Its author has taken it off the network. */
  | { key: string; state: 'deleted' }

/** What a network says about an account at a moment. What it does not say is left out, and is not nothing. */
export type Observation = {
  id: string
  handle: string
  followers?: number
  following?: number
  posts?: number
  createdAt?: string
  isVerified?: boolean
  /** The handle is a domain of theirs, so that whoever holds the domain vouches for it. */
  hasDomainHandle?: boolean
  /** What became of their newest own posts. */
  recent?: { likes: number; reposts: number; replies: number }[]
}

/** A network that cannot be asked now, with why in a sentence for whoever can mend it: never its own words, nor a secret. */
export class NetworkTrouble extends Error {
  override readonly name = 'NetworkTrouble'
  /** Before then it is not asked again. */
  readonly until: Temporal.Instant | undefined

  constructor(sentence: string, until?: Temporal.Instant) {
    super(sentence)
    this.until = until
  }
}
