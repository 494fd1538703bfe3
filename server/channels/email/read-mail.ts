import type { SMTPServerDataStream } from 'smtp-server'
import type { MailShare } from './mail-room.ts'

/** What came of reading a mail. Whoever gets bytes releases their room when they are stored. */
export type ReadMail =
  | { got: 'mail'; bytes: Uint8Array; release(): void }
  | { got: 'too-large' }
  | { got: 'no-room' }

/**
 * Reads a mail from the wire. Beyond the limit nothing is kept in memory, but the rest is read to its end:
 * only then can SMTP give an answer. Throws when the sender goes away in the middle.
 */
export async function readMail(stream: SMTPServerDataStream, share: MailShare): Promise<ReadMail> {
  const chunks: Uint8Array[] = []
  let held = 0
  const release = () => {
    share.giveBack(held)
    held = 0
    chunks.length = 0
  }
  let refused: ReadMail | undefined
  try {
    for await (const chunk of bytesOf(stream)) {
      if (refused) continue
      if (stream.byteLength > share.maxBytes) refused = { got: 'too-large' }
      else if (!share.take(chunk.length)) refused = { got: 'no-room' }
      if (refused) {
        release()
        continue
      }
      held += chunk.length
      chunks.push(chunk)
    }
  } catch (gone) {
    release()
    throw gone
  }
  return refused ?? { got: 'mail', bytes: Buffer.concat(chunks), release }
}

async function* bytesOf(stream: SMTPServerDataStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk
}
