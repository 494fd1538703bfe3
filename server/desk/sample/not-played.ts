/** A step of a story that cannot be taken as things stand: there is no offer to accept, no promise to keep. */
export class NotPlayed extends Error {
  override readonly name = 'NotPlayed'
}
