import { z } from 'zod'
import type { Understanding } from '../channel.ts'
import { PostRecord, quotedBy, wordsOf } from './post-record.ts'
import { urlOfPost } from './post-url.ts'

/** Somebody mentioned us, answered us or quoted us (app.bsky.notification.listNotifications). */
const Notification = z.object({
  uri: z.string(),
  author: z.object({ did: z.string(), handle: z.string(), displayName: z.string().nullish() }),
  reason: z.string(),
  record: z.unknown(),
  indexedAt: z.iso.datetime({ offset: true }),
})

/** What a notification says. What accounts of ours write is no complaint. */
export function understand(raw: unknown, own: readonly string[]): Understanding {
  const notification = Notification.safeParse(raw).data
  const record = PostRecord.safeParse(notification?.record).data
  if (!notification || !record)
    return {
      kind: 'not-understood',
      because: 'Bluesky tells of a post in a way that this desk does not know.',
    }
  const { uri, author, indexedAt } = notification
  const message = {
    from: {
      kind: 'handle' as const,
      network: 'bluesky',
      address: author.handle,
      id: author.did,
      ...(author.displayName?.trim() && { name: author.displayName.trim() }),
    },
    subject: '',
    text: wordsOf(record),
    keys: [uri],
    repliesTo: answeredBy(record),
    sentAt: Temporal.Instant.from(indexedAt),
    to: [],
    attachments: [],
    isPublic: true,
    post: { key: uri, url: urlOfPost(uri) },
    ...(record.langs?.[0] && { tongue: { language: record.langs[0] } }),
  }
  if (own.includes(author.did)) return { kind: 'set-aside', because: 'loop', message }
  return { kind: 'message', message }
}

/** What it answers: its parent, then what it quotes, then the beginning of the thread. */
function answeredBy(record: PostRecord): string[] {
  const { parent, root } = record.reply ?? {}
  const answered = [parent?.uri, quotedBy(record), root?.uri].filter((uri) => uri !== undefined)
  return [...new Set(answered)]
}
