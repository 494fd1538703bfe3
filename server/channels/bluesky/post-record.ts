import { z } from 'zod'

/** A post by its address and the digest of what it says: both are needed to answer it (com.atproto.repo.strongRef). */
export const StrongRef = z.object({ uri: z.string(), cid: z.string() })

export type StrongRef = z.infer<typeof StrongRef>

const Images = z.object({ images: z.array(z.object({ alt: z.string().default('') })) })
const Quoted = z.object({ record: StrongRef })
const Both = z.object({ record: Quoted, media: z.unknown() })

/** A post as its author wrote it (app.bsky.feed.post), as far as the desk reads it. */
export const PostRecord = z.object({
  text: z.string(),
  langs: z.array(z.string()).optional(),
  reply: z.object({ root: StrongRef, parent: StrongRef }).optional(),
  embed: z.unknown().optional(),
})

export type PostRecord = z.infer<typeof PostRecord>

/** A post as the AppView shows it. */
export const PostView = z.object({
  uri: z.string(),
  cid: z.string(),
  author: z.object({ did: z.string(), viewer: z.object({ blockedBy: z.boolean().optional() }).optional() }),
  record: PostRecord,
  viewer: z.object({ replyDisabled: z.boolean().optional() }).optional(),
})

/** What a post says: its words, and what its pictures are said to show. */
export function wordsOf({ text, embed }: PostRecord): string {
  const media = Both.safeParse(embed).data?.media ?? embed
  const pictures = Images.safeParse(media).data?.images ?? []
  return [text, ...pictures.map(({ alt }) => (alt === '' ? '[Picture]' : `[Picture: ${alt}]`))]
    .join('\n')
    .trim()
}

/** The post that one quotes, where it does. */
export const quotedBy = ({ embed }: PostRecord): string | undefined =>
  (Quoted.safeParse(embed).data ?? Both.safeParse(embed).data?.record)?.record.uri
