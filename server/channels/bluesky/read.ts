import { createHash } from 'node:crypto'
import { z } from 'zod'
import { NetworkTrouble, type Line, type RawPost, type Reading } from '../network.ts'
import { PostRecord } from './post-record.ts'
import { askSigned } from './session.ts'

/** How far reading has come: where it began, the newest moment of what was read, and when all of a week was last looked at. */
const Place = z.object({ begun: z.iso.datetime(), until: z.iso.datetime(), deepAt: z.iso.datetime() })

type Place = z.infer<typeof Place>

const Page = z.object({ notifications: z.array(z.unknown()), cursor: z.string().optional() })
const Reasons = ['mention', 'reply', 'quote']

/** As much of a notification as is needed to keep it: whether the rest is understood shows once it is safe. */
const Kept = z.object({
  uri: z.string().min(1).optional().catch(undefined),
  indexedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  author: z
    .object({ handle: z.string().catch(''), displayName: z.string().optional().catch(undefined) })
    .catch({ handle: '', displayName: undefined }),
  record: z.unknown(),
})

/** Pages hold a hundred; so many are looked through at once, and what is older is nobody's news. */
const mostPages = 300
const day = { hours: 24 }
const week = { hours: 7 * 24 }

/**
 * What is new: mentions, answers and quotes. The list is sorted by what the authors' clocks say, so that a post that was
 * written on a train stands among older ones: a page is always read to its end, the next one as long as something in it is
 * new, and once an hour everything of a week. What comes twice is kept once. A connection that is new begins a day back: what
 * is older was seen to elsewhere.
 */
export async function read(line: Line, cursor: unknown): Promise<Reading> {
  const now = line.now()
  const place = Place.safeParse(cursor).data ?? beginning(now)
  const isDeep = Temporal.Duration.compare(Temporal.Instant.from(place.deepAt).until(now), { hours: 1 }) > 0
  const back = isDeep ? earlier(place.until, momentOf(now.subtract(week)), place.begun) : place.until
  const found: Found[] = []
  let next: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await onePage(line, back, next)
    found.push(...page.found)
    next = page.cursor
    const goesOn = page.found.some(({ at }) => at > back)
    if (next === undefined || !goesOn) break
  }
  const fresh = found.filter(({ at }) => at >= back).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  return {
    posts: fresh.map(({ post }) => post),
    cursor: {
      ...place,
      until: later(place.until, fresh.at(-1)?.at),
      deepAt: isDeep ? momentOf(now) : place.deepAt,
    } satisfies Place,
    hasMore: false,
  }
}

const beginning = (now: Temporal.Instant): Place => {
  const begun = momentOf(now.subtract(day))
  return { begun, until: begun, deepAt: momentOf(now) }
}

/** The earlier of two moments, but not before a third. */
const earlier = (one: string, other: string, floor: string) => {
  const first = one < other ? one : other
  return first < floor ? floor : first
}

const later = (one: string, other = one) => (other > one ? other : one)

const momentOf = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })

/** Instants as the network writes them, in one zone and to the millisecond: their order is that of their letters. */
type Found = { at: string; post: RawPost }

async function onePage(
  line: Line,
  back: string,
  cursor: string | undefined,
): Promise<{ found: Found[]; cursor?: string | undefined }> {
  const answer = await askSigned(line, {
    method: 'app.bsky.notification.listNotifications',
    // Whoever runs the account may have asked to be told of friends alone: complaints come from others.
    query: { limit: '100', priority: 'false', reasons: Reasons, ...(cursor !== undefined && { cursor }) },
  })
  if (!answer.ok) throw new NetworkTrouble('Bluesky does not tell this account who wrote to it.')
  const page = Page.safeParse(answer.said).data
  if (!page) throw new NetworkTrouble('The server does not answer as a server of this network does.')
  return { found: page.notifications.flatMap((raw) => foundIn(raw, back)), cursor: page.cursor }
}

/** One whose moment cannot be read stands where reading has come to: it is kept, and moves nothing on. */
function foundIn(raw: unknown, back: string): Found[] {
  const { uri, indexedAt = back, reason, author, record } = Kept.catch(unreadable).parse(raw)
  if (reason !== undefined && !Reasons.includes(reason)) return []
  const at = Temporal.Instant.from(indexedAt)
  const text = PostRecord.safeParse(record).data?.text ?? ''
  const glimpse = { handle: author.handle, name: author.displayName, text }
  return [{ at: momentOf(at), post: { externalId: uri ?? digestOf(raw), at, raw, glimpse } }]
}

const unreadable = { author: { handle: '', displayName: undefined }, record: undefined }

const digestOf = (raw: unknown) => `sha256:${createHash('sha256').update(JSON.stringify(raw)).digest('hex')}`
