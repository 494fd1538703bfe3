import { understandMail } from '#server/channels/email/understand.ts'
import type { InboundMessage } from '#server/channels/channel.ts'
import { HandedOver } from '#server/channels/handed-over.ts'
import { glimpseOf } from './glimpse.ts'

/** What a list shows of a raw item: from whom, what it is called, and its beginning as it was written. */
type Beginning = { from: string; subject: string; body: string }

const shownLetters = 600

/** The beginning of a raw item, read as far as it can be read: also of one that nobody understood. */
export async function beginningOf(
  form: 'mail' | 'json' | 'headers' | null,
  head: Buffer | null,
): Promise<Beginning> {
  const glimpse = glimpseOf(form, head)
  if (!head) return { ...glimpse, body: '' }
  if (form === 'json') return { ...glimpse, body: cut(saidIn(head)) }
  const understood = await understandMail(head, { addresses: [] })
  if (understood.kind === 'not-understood') return { ...glimpse, body: cut(belowHead(head)) }
  const { message } = understood
  return {
    from: writerOf(message) || glimpse.from,
    subject: message.subject.slice(0, 200),
    body: cut(message.text),
  }
}

const cut = (text: string) => text.replaceAll('\0', '\uFFFD').trim().slice(0, shownLetters)

const writerOf = ({ from: { name, address } }: InboundMessage) => (name ? `${name} <${address}>` : address)

/** What was handed over was written by us: its words stand in the field of that name, though the end may be missing. */
function saidIn(head: Buffer): string {
  const text = head.toString('utf8')
  const quoted = /"body":"((?:[^"\\]|\\.)*)/s.exec(text)?.[1] ?? ''
  const whole = HandedOver.shape.body.safeParse(parsed(`"${quoted.replace(/\\u[\da-f]{0,3}$/i, '')}"`))
  return whole.data ?? ''
}

const belowHead = (head: Buffer) =>
  head
    .toString('utf8')
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join('\n\n')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
