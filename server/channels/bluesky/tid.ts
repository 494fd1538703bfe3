import { createHash } from 'node:crypto'

const letters = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * The key of a post (atproto.com/specs/tid): its microsecond in 53 bits and ten bits of whoever made it, sortable. Made from the
 * reply alone, so that the same reply always has the same key, and two replies of one millisecond have different ones.
 */
export function tidOf(id: string, at: Temporal.Instant, part: number): string {
  const digest = createHash('sha256').update(id).digest()
  const within = digest.readUInt16BE(0) % 900
  const microseconds = BigInt(at.epochMilliseconds) * 1000n + BigInt(within + part)
  let number = (microseconds << 10n) | BigInt(digest.readUInt16BE(2) & 1023)
  let text = ''
  for (let digit = 0; digit < 13; digit += 1) {
    text = `${letters[Number(number & 31n)]}${text}`
    number >>= 5n
  }
  return text
}
