import type { IncomingMessage } from 'node:http'
import { isIP, type LookupFunction } from 'node:net'

/** Connects where a name was found, and nowhere else: it may lead elsewhere a moment later. */
export const foundAt =
  (address: string): LookupFunction =>
  (_host, { all }, done) => {
    const family = isIP(address)
    if (all) done(null, [{ address, family }])
    else done(null, address, family)
  }

/** What a server answers, as text; null where it is more than so many bytes, of which no more is read then. */
export async function readAnswer(answer: IncomingMessage, mostBytes: number): Promise<string | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer.iterator()) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > mostBytes) return null
    pieces.push(bytes)
  }
  return Buffer.concat(pieces).toString()
}
