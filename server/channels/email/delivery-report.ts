import type { Attachment } from '../channel.ts'
import { idsIn } from './message-ids.ts'

/** Reports are short; what is longer in them is the returned mail, of which the head suffices. */
const longestReport = 64 * 1024

const textOf = ({ bytes }: Attachment) => Buffer.from(bytes.subarray(0, longestReport)).toString('latin1')

const isType = (pattern: RegExp) => (part: Attachment) => pattern.test(part.type)

/**
 * Whether a delivery report tells of a failure for any recipient (RFC 3464 section 2.3.3). A report that was
 * only delayed, delivered, relayed or expanded is none; one without an action is counted as a failure, since
 * then somebody looks at it.
 */
export function failedDelivery(attachments: Attachment[]): boolean {
  const status = attachments
    .filter(isType(/^message\/(?:global-)?delivery-status$/))
    .map(textOf)
    .join('\n')
  const actions = [...status.matchAll(/^action[ \t]*:[ \t]*([a-z]+)/gim)].map(([, action]) =>
    (action ?? '').toLowerCase(),
  )
  return actions.length === 0 || actions.includes('failed')
}

/** The keys of the mail that a report is about: from the mail or head that it returns, or from its own words. */
export function reportedKeys(attachments: Attachment[], text: string): string[] {
  const returned = attachments
    .filter(isType(/^(?:message\/(?:global|rfc822)(?:-headers)?|text\/rfc822-headers)$/))
    .map(textOf)
  const told = attachments.filter(isType(/^message\/disposition-notification$/)).map(textOf)
  const fields = [...returned, ...told, text.slice(0, longestReport)].flatMap((from) => messageIdIn(from))
  return [...new Set(fields)].slice(0, 5)
}

const messageIdIn = (text: string): string[] =>
  idsIn(/^[> \t]*(?:original-)?message-id[ \t]*:\s*(<[^<>\s]+>)/im.exec(text)?.[1] ?? '')
