import { decodeWords } from 'postal-mime'
import type { InboundMessage, Understanding } from '../channel.ts'
import { comparable, recipientsOf, senderOf } from './addresses.ts'
import { reportedKeys } from './delivery-report.ts'
import { bodyOf } from './mail-body.ts'
import { first, headersOf } from './mail-headers.ts'
import { faultOf } from './mail-limits.ts'
import { isMarkedAsSpam } from './marked-as-spam.ts'
import { keysOf, repliesToOf } from './message-ids.ts'
import { sentAt } from './sent-at.ts'
import { setAsideReason } from './set-aside.ts'
import { oneLine } from './storable.ts'

/** RFC 5322 section 2.1.1: no line of a mail is longer. */
const longestSubject = 998

/**
 * What a mail says, told from its bytes alone: a message, one that is set aside with the reason, or one that
 * cannot be understood, with the reason for whoever owns the quarantine. It never throws, whatever the bytes.
 */
export async function understandMail(
  bytes: Uint8Array,
  own: { addresses: readonly string[] },
): Promise<Understanding> {
  const headers = headersOf(bytes)
  const fault = faultOf(bytes, headers)
  if (fault) return { kind: 'not-understood', because: fault }

  const ours = new Set(own.addresses.map(comparable))
  const from = senderOf(headers, ours)
  if (!from)
    return {
      kind: 'not-understood',
      because: 'This mail has no sender: no address to which it could be answered.',
    }

  const body = bodyOf(headers)
  if ('fault' in body) return { kind: 'not-understood', because: body.fault }

  const subject = oneLine(
    decodeWords(first(headers, 'subject').slice(0, 20 * longestSubject)),
    longestSubject,
  )
  const sent = sentAt(first(headers, 'date'))
  const message: InboundMessage = {
    from,
    subject,
    ...body,
    keys: keysOf(headers),
    repliesTo: repliesToOf(headers),
    ...(sent && { sentAt: sent }),
    to: recipientsOf(headers),
    isPublic: false,
    ...tongueIn(first(headers, 'content-language')),
  }
  const because = setAsideReason({
    headers,
    from: from.address,
    subject,
    attachments: body.attachments,
    own: ours,
  })
  if (because) return { kind: 'set-aside', because, message: aboutReport(because, message) }
  return isMarkedAsSpam(headers)
    ? { kind: 'doubtful', because: 'The filter in front of this desk takes it for spam.', message }
    : { kind: 'message', message }
}

/** The language that a mail says it is written in (RFC 3282); one of several is none. */
const tongueIn = (field: string) => {
  const tag = field.trim().toLowerCase()
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/.test(tag) ? { tongue: { language: tag } } : {}
}

/** A report answers the mail that it is about, which it names elsewhere than in its own threading fields. */
function aboutReport(because: string, message: InboundMessage): InboundMessage {
  if (because !== 'bounce' && because !== 'delivery-report') return message
  const about = reportedKeys(message.attachments, message.text)
  return { ...message, repliesTo: [...new Set([...about, ...message.repliesTo])] }
}
