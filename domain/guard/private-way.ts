/** A way by which what must not be public reaches the person it belongs to. */
export type PrivateWay = 'room' | 'this-thread'

/**
 * The private ways that a reply can take instead of the public one, the safest first: a room that only this person comes
 * into; or the same reply to the same person, where only they read it. None where nobody can be answered.
 */
export const privateWays = (replyTo: { canBePublic: boolean } | null): PrivateWay[] =>
  replyTo === null ? [] : replyTo.canBePublic ? ['room', 'this-thread'] : ['this-thread']
