import type { FetchMessageObject, ImapFlow } from 'imapflow'

/** A mail as it lies in a mailbox: whole, or of one that is too large to be taken its headers. */
export type FoundMail = { uid: number; receivedAt: Temporal.Instant } & (
  | { fits: true; bytes: Uint8Array }
  | { fits: false; headers: Uint8Array; size: number }
)

type ListedMail = { uid: number; size: number; receivedAt: Temporal.Instant }

/** How many mails are asked for in one command, and how many bytes of small mails. */
const listAtOnce = 200
const fetchAtOnce = { mails: 50, bytes: 8 * 1024 * 1024 }

const headersAtMost = 256 * 1024

/** The mails of the open mailbox behind this UID, in order of UID, read while they are being used. */
export async function* mailsBehind(
  client: ImapFlow,
  { lastUid, maxBytes, now }: { lastUid: number; maxBytes: number; now: () => Temporal.Instant },
): AsyncGenerator<FoundMail> {
  for (const uids of slices(await uidsBehind(client, lastUid), listAtOnce)) {
    const listed = await sizesOf(client, uids, now)
    for (const group of groups(listed, maxBytes)) yield* fetchGroup(client, group, maxBytes)
  }
}

/** `n:*` names the last mail even where its UID is below n (RFC 3501, 6.4.8). */
async function uidsBehind(client: ImapFlow, lastUid: number) {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  if (!found) throw new Error('The mailbox could not be searched.')
  return found.filter((uid) => uid > lastUid).toSorted((a, b) => a - b)
}

async function sizesOf(client: ImapFlow, uids: number[], now: () => Temporal.Instant): Promise<ListedMail[]> {
  const found = await client.fetchAll(
    uids.join(','),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  )
  return found
    .map(({ uid, size = 0, internalDate }) => ({ uid, size, receivedAt: instantOf(internalDate) ?? now() }))
    .toSorted((a, b) => a.uid - b.uid)
}

function instantOf(date: FetchMessageObject['internalDate']) {
  const milliseconds = date === undefined ? Number.NaN : new Date(date).getTime()
  return Number.isNaN(milliseconds) ? undefined : Temporal.Instant.fromEpochMilliseconds(milliseconds)
}

/** Small mails together, so that a full mailbox is not one round trip for each; one that is too large alone. */
function groups(listed: ListedMail[], maxBytes: number): ListedMail[][] {
  const made: ListedMail[][] = []
  let room = 0
  for (const mail of listed) {
    const last = made.at(-1)
    if (last && last.length < fetchAtOnce.mails && mail.size <= Math.min(room, maxBytes)) last.push(mail)
    else {
      made.push([mail])
      room = mail.size > maxBytes ? 0 : fetchAtOnce.bytes
    }
    room -= mail.size
  }
  return made
}

async function* fetchGroup(
  client: ImapFlow,
  group: ListedMail[],
  maxBytes: number,
): AsyncGenerator<FoundMail> {
  const isTooLarge = group.some(({ size }) => size > maxBytes)
  const found = isTooLarge ? await fetchHeaders(client, group) : await fetchWhole(client, group, maxBytes)
  for (const { uid, size, receivedAt } of group) {
    const mail = found.get(uid)
    // Deleted by somebody else since it was listed: there is nothing to be taken.
    if (!mail) continue
    if (!mail.bytes) throw new Error('The server named a mail and gave nothing of it.')
    const fits = !isTooLarge && mail.bytes.length <= maxBytes
    if (fits) yield { uid, receivedAt, fits, bytes: mail.bytes }
    else
      yield { uid, receivedAt, fits, headers: headersOf(mail.bytes), size: Math.max(size, mail.bytes.length) }
  }
}

/** One byte more than is taken: a server's own count of a mail's size is only an estimate. */
async function fetchWhole(client: ImapFlow, group: ListedMail[], maxBytes: number) {
  const source = { start: 0, maxLength: maxBytes + 1 }
  const found = await client.fetchAll(rangeOf(group), { uid: true, source }, { uid: true })
  return new Map(found.map((mail) => [mail.uid, { bytes: mail.source }]))
}

async function fetchHeaders(client: ImapFlow, group: ListedMail[]) {
  const bodyParts = [{ key: 'HEADER', start: 0, maxLength: headersAtMost }]
  const found = await client.fetchAll(rangeOf(group), { uid: true, bodyParts }, { uid: true })
  return new Map(found.map((mail) => [mail.uid, { bytes: mail.headers }]))
}

const rangeOf = (group: ListedMail[]) => group.map(({ uid }) => uid).join(',')

function headersOf(bytes: Buffer): Uint8Array {
  const end = bytes.indexOf('\r\n\r\n')
  return bytes.subarray(0, Math.min(end < 0 ? bytes.length : end + 4, headersAtMost))
}

function* slices<T>(list: T[], length: number) {
  for (let at = 0; at < list.length; at += length) yield list.slice(at, at + length)
}
