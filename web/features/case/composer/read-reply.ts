import { judgeReply, type Judgement } from '#domain/apology/judge-reply.ts'
import { readTone, type Tone } from '#domain/craft/tone.ts'
import { unspecificIn, type Asking, type Unspecific } from '#domain/craft/unspecific.ts'
import { findOutbound, type OutboundSpan } from '#domain/guard/outbound.ts'
import { findPersonalData, type Known } from '#domain/guard/personal-data.ts'
import type { PersonalSpan } from '#domain/guard/personal-span.ts'

/** What the guard reads in a reply: the same that the desk reads when it is sent. */
export type ReadReply = {
  body: string
  personal: PersonalSpan[]
  outbound: OutboundSpan[]
  judged: Judgement
  /** How a colleague would read it; none before anything is written. */
  tone: Tone | null
  unspecific: Unspecific[]
}

type About = Known & {
  isPublic: boolean
  hashtags: readonly string[]
  templates: readonly Asking[]
  /** What the customer has told so far. */
  said: string
  isHarm: boolean
}

/** Reads a reply as it stands: what nobody else may read in it, what we would regret, how it sounds, and what it leaves out. */
export const readReply = (
  body: string,
  { isPublic, hashtags, templates, said, isHarm, ...known }: About,
): ReadReply => ({
  body,
  personal: isPublic ? findPersonalData(body, known) : [],
  outbound: findOutbound(body, { isPublic, hashtags }),
  judged: judgeReply(body),
  tone: readTone(body, { said, isPublic, isHarm }),
  unspecific: unspecificIn(templates, body, said),
})
