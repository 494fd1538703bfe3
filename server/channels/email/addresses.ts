import { addressParser } from 'postal-mime'
import type { Sender } from '../channel.ts'
import { all, type MailHeaders } from './mail-headers.ts'
import { oneLine } from './storable.ts'

/** RFC 5321 section 4.5.3.1: 64 octets, an @, and 255 octets. */
const longestAddress = 320
const longestName = 200
/** Nobody is answered because of the five-hundredth recipient; our own address stands among the first. */
const mostRecipients = 500

type Mailbox = { address: string; name: string }

/**
 * Who speaks in this mail: the From address, since an account is who writes, not where they like to be
 * answered. Only a form speaks for another: where From is our own address or one that takes no answers, the
 * single stranger in Reply-To is who speaks. A mail without a From is its Sender's, or its return path's.
 */
export function senderOf(headers: MailHeaders, own: ReadonlySet<string>): Sender | undefined {
  const from = ['from', 'sender', 'return-path'].flatMap((name) => mailboxesIn(headers, name).slice(0, 1))[0]
  if (!from) return undefined
  const speaker = (speaksForAnother(from, own) && loneStranger(headers, own)) || from
  return { kind: 'email', address: speaker.address, ...(speaker.name && { name: speaker.name }) }
}

/** Everybody to whom the mail was sent, as its head tells: To, Cc, and where it was delivered. */
export function recipientsOf(headers: MailHeaders): string[] {
  const names = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to']
  const addresses = names.flatMap((name) => mailboxesIn(headers, name)).map(({ address }) => address)
  return [...new Set(addresses)].slice(0, mostRecipients)
}

/** An address in the form in which addresses are compared: lower case, without a "+tag". */
export function comparable(address: string): string {
  const [local, domain] = parts(address.toLowerCase())
  return `${local.replace(/(.)\+.*$/, '$1')}@${domain}`
}

/** The address field's mailboxes; a group such as "undisclosed-recipients:;" counts as its members. */
export function mailboxesIn(headers: MailHeaders, name: string): Mailbox[] {
  return all(headers, name)
    .flatMap((body) => addressParser(body.slice(0, 65_536), { flatten: true }))
    .flatMap(({ address, name: called }) => toMailbox(address ?? '', called))
}

function toMailbox(written: string, called: string): Mailbox[] {
  const address = oneLine(written, longestAddress + 1)
  const [local, domain] = parts(address)
  // A mailer reports its failures as "MAILER-DAEMON" alone; everybody else has a domain.
  const isAddress = (local && domain) || /^mailer-daemon$/i.test(address)
  if (!isAddress || address.length > longestAddress || /\s/.test(address)) return []
  const normal = domain ? `${local}@${domain.toLowerCase()}` : address
  return [{ address: normal, name: oneLine(called, longestName) }]
}

function parts(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

const takesNoAnswers = (address: string) =>
  /^(?:no-?reply|do-?not-?reply|nicht-?antworten|ne-?pas-?repondre|noresponder|web-?forms?|form-?mailer)\b/i.test(
    address,
  )

const speaksForAnother = ({ address }: Mailbox, own: ReadonlySet<string>) =>
  own.has(comparable(address)) || takesNoAnswers(address)

function loneStranger(headers: MailHeaders, own: ReadonlySet<string>): Mailbox | undefined {
  const strangers = mailboxesIn(headers, 'reply-to').filter(
    ({ address }) => !own.has(comparable(address)) && !takesNoAnswers(address),
  )
  return strangers.length === 1 ? strangers[0] : undefined
}
