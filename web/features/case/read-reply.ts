import { judgeReply, type Judgement } from '#domain/apology/judge-reply.ts'
import { findOutbound, type OutboundSpan } from '#domain/guard/outbound.ts'
import { findPersonalData, type Known } from '#domain/guard/personal-data.ts'
import type { PersonalSpan } from '#domain/guard/personal-span.ts'

/** What the guard reads in a reply: the same that the desk reads when it is sent. */
export type ReadReply = {
  body: string
  personal: PersonalSpan[]
  outbound: OutboundSpan[]
  judged: Judgement
}

/** Reads a reply as it stands: what nobody else may read in it, what we would regret, and what it leaves out. */
export const readReply = (
  body: string,
  { isPublic, hashtags, ...known }: Known & { isPublic: boolean; hashtags: readonly string[] },
): ReadReply => ({
  body,
  personal: isPublic ? findPersonalData(body, known) : [],
  outbound: findOutbound(body, { isPublic, hashtags }),
  judged: judgeReply(body),
})
