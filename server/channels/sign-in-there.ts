import type { AskPeer } from './network.ts'

/**
 * How somebody shows that an account of a network is theirs: they sign in there, and the network says who it was. The desk
 * asks for nothing else, and what it is given for it is given back at once.
 */
export type SignInThere = {
  /** Who asks, as the servers of the network know us: an id, and what they read at its address where it is one. */
  clientOf(asking: Asking): { id: string; document: Readonly<Record<string, unknown>> }
  /** Says that somebody wants to sign in as the account, and answers where a browser is sent for it. */
  begin(way: SignInWay, asked: SignInAsked): Promise<Begun>
  /** Asks who it was, with what the browser has brought back. */
  finish(way: SignInWay, kept: string, brought: { code: string; issuer: string }): Promise<SignedIn>
}

/** The desk that asks: whose it is, where it is reached, where its document stands and where browsers come back to. */
export type Asking = { organisation: string; base: string; document: string; back: string }

export type SignInAsked = {
  /** The account that was named; `id` is what the network calls it for good, where we know it. */
  account: { handle: string; id: string | null }
  asking: Asking
  /** Comes back with the browser. */
  state: string
}

/** The way to the servers of a network, and where else than in the world accounts are looked up. */
export type SignInWay = { ask: AskPeer; now: () => Temporal.Instant; places: IdentityPlaces }

/** Servers that whoever runs the desk names in the place of the world's own. */
export type IdentityPlaces = {
  /** Of the AT Protocol: the directory of identities, and a server that is asked whose a handle is. */
  readonly directory?: string
  readonly handles?: string
}

/** Where a browser is sent, and what has to be kept, sealed, until it comes back; or that there is no such account. */
export type Begun = { is: 'begun'; url: string; kept: string } | { is: 'unknown' }

/** Who signed in, with a handle that has been looked up both ways, if there is one; or that the network says nobody did. */
export type SignedIn = { is: 'somebody'; id: string; handle: string | null } | { is: 'nobody' }
