import type { Attachment, SetAsideReason } from '../channel.ts'
import { comparable, mailboxesIn } from './addresses.ts'
import { namesAutomaticReply, namesBounce, namesDelay, opensAutomaticReply } from './automatic-subjects.ts'
import { failedDelivery } from './delivery-report.ts'
import { all, first, has, type MailHeaders } from './mail-headers.ts'

/** What the reason is told from. `own` are our own addresses in the form in which addresses are compared. */
type Judged = {
  headers: MailHeaders
  from: string
  subject: string
  attachments: Attachment[]
  own: ReadonlySet<string>
}

/** Every notification of ours carries it, so that one that comes back is known. */
const ownNotification = 'x-evenhand-notification'

/** RFC 5321 section 6.3: a mail that has passed a hundred hops goes in circles. */
const mostHops = 100

/**
 * Why a mail is set aside instead of opening a case; undefined for a message. Each reason needs a sign that
 * only a program gives. Words alone never suffice: a complaint *about* an out-of-office answer is a complaint,
 * and one that is set aside wrongly is heard late. When in doubt it is a message.
 */
export function setAsideReason(mail: Judged): SetAsideReason | undefined {
  if (has(mail.headers, ownNotification)) return 'own-notification'
  if (isLoop(mail)) return 'loop'
  return reportReason(mail) ?? (isNewsletter(mail) ? 'newsletter' : automaticReason(mail))
}

/**
 * A mail from ourselves, one passed on without end, or an automatic one that bears our mark (X-Loop). The mark
 * alone says nothing: a forwarder of our own house sets it on every customer's mail.
 */
function isLoop({ headers, from, own }: Judged): boolean {
  const isOurs = ({ address }: { address: string }) => own.has(comparable(address))
  if (isOurs({ address: from }) || all(headers, 'received').length >= mostHops) return true
  return mailboxesIn(headers, 'x-loop').some(isOurs) && (isAutomatic(headers) || mayBeAutomatic(headers))
}

/**
 * Reports about mail: delivery status (RFC 3464), read receipts (RFC 8098), feedback reports (RFC 5965), all
 * as multipart/report (RFC 6522); and the bounces of mailers that write none, told by two signs.
 */
function reportReason(mail: Judged): SetAsideReason | undefined {
  const { headers, from, subject, attachments } = mail
  const type = first(headers, 'content-type')
  if (/^multipart\/report\b/i.test(type)) {
    if (!/report-type\s*=\s*"?delivery-status/i.test(type) && !attachments.some(isDeliveryStatus)) {
      return /report-type/i.test(type) ? 'delivery-report' : undefined
    }
    return failedDelivery(attachments) ? 'bounce' : 'delivery-report'
  }
  if (isFromMailer(from)) return namesDelay(subject) ? 'delivery-report' : 'bounce'
  if (has(headers, 'x-ms-exchange-message-is-ndr')) return 'bounce'
  const isByProgram = hasNullPath(headers) || isAutomatic(headers) || has(headers, 'x-failed-recipients')
  return isByProgram && namesBounce(subject) ? 'bounce' : undefined
}

const isDeliveryStatus = ({ type }: Attachment) => /^message\/(?:global-)?delivery-status$/.test(type)

/** Addresses that no person has: the mailer itself, and Exchange's system mailbox. A postmaster is a person. */
const isFromMailer = (from: string) =>
  /^(?:mailer-daemon|mail-daemon|maildaemon|microsoftexchange[0-9a-f]{16,})(?:@|$)/i.test(from)

/** RFC 5321 section 4.5.5: reports and automatic answers go out with an empty return path. */
const hasNullPath = (headers: MailHeaders) => all(headers, 'return-path').some((path) => /^<\s*>$/.test(path))

/**
 * Mail to many: a list names itself (List-Id, RFC 2919) and how to leave it (List-Unsubscribe, RFC 2369) or
 * says that it is bulk. List-Unsubscribe alone is what help desks put into a person's answer; an answer to a
 * mail is no newsletter; and a list of our own house is a way in ("support@" as a group).
 */
function isNewsletter({ headers, own }: Judged): boolean {
  const isList = has(headers, 'list-id')
  const isBulk = /^(?:bulk|list|junk)\b/i.test(first(headers, 'precedence'))
  const canBeLeft = has(headers, 'list-unsubscribe')
  if (has(headers, 'in-reply-to') || isOwnList(first(headers, 'list-id'), own)) return false
  return (isList && (canBeLeft || isBulk)) || (canBeLeft && isBulk)
}

/** "Support <support.desk.example>" is a list of the house whose address is help@desk.example. */
function isOwnList(listId: string, own: ReadonlySet<string>): boolean {
  const id = (/<([^<>]+)>/.exec(listId)?.[1] ?? listId).trim().toLowerCase()
  return [...own].some((address) => id.endsWith(address.replace(/^.*@/, '.')))
}

function automaticReason({ headers, subject }: Judged): SetAsideReason | undefined {
  if (isAutomatic(headers)) return namesAutomaticReply(subject) ? 'out-of-office' : 'auto-reply'
  return mayBeAutomatic(headers) && opensAutomaticReply(subject) ? 'out-of-office' : undefined
}

/**
 * What only a program says of itself: Auto-Submitted (RFC 3834 section 5) other than "no", the older headers
 * of vacation programs, "Precedence: auto_reply". A form that speaks for a person is generated too, but names
 * somebody else than itself in Reply-To: it is a message.
 */
function isAutomatic(headers: MailHeaders): boolean {
  const submitted = /^[a-z-]+/i.exec(first(headers, 'auto-submitted'))?.[0]?.toLowerCase()
  if (submitted === 'auto-generated' && speaksForSomebody(headers)) return false
  if (submitted !== undefined && submitted !== 'no') return true
  if (/^auto[_-]?reply\b/i.test(first(headers, 'precedence'))) return true
  const vacation = [
    'x-autoreply',
    'x-auto-reply',
    'x-autorespond',
    'x-autoresponder',
    'x-mail-autoreply',
    'x-autoreply-from',
  ]
  return vacation.some((name) => has(headers, name) && !/^(?:no|false|0)$/i.test(first(headers, name)))
}

function speaksForSomebody(headers: MailHeaders): boolean {
  const itself = new Set(mailboxesIn(headers, 'from').map(({ address }) => comparable(address)))
  return mailboxesIn(headers, 'reply-to').some(({ address }) => !itself.has(comparable(address)))
}

/**
 * What programs say, but people's mail systems too: no answers wanted (X-Auto-Response-Suppress, MS-OXCMAIL
 * section 2.2.3.2.14), bulk, an empty return path. Only with the subject of an automatic reply does it count.
 */
const mayBeAutomatic = (headers: MailHeaders) =>
  /\b(?:all|oof|autoreply)\b/i.test(first(headers, 'x-auto-response-suppress')) ||
  /^(?:bulk|junk)\b/i.test(first(headers, 'precedence')) ||
  hasNullPath(headers)
