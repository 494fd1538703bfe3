/** One thing that was said on a case, to or by the customer, oldest first. */
export type Turn = { direction: 'in' | 'out'; isPublic: boolean }

/**
 * What comes next where a complaint is public: the first answer, the way into private, the talk there, the closing note, or
 * nothing more.
 */
export type Next = 'answer' | 'go-private' | 'in-private' | 'close' | 'done'

/**
 * One short, specific public reply, then private, then one closing note. Several public exchanges with details spread a
 * complaint: over 375 firms of the S&P 500 they lowered perceived quality and firm value and brought more complaints
 * (Golmohammadi, Havakhor, Gauri and Comprix, “Complaint Publicization in Social Media”, Journal of Marketing, 2021). It
 * only says what is wise; a public answer that is needed may always be given.
 */
export function publicCourse(turns: readonly Turn[], { isSettled }: { isSettled: boolean }): Next | null {
  if (!turns.some(({ direction, isPublic }) => direction === 'in' && isPublic)) return null
  const firstAnswer = turns.findIndex(isOurPublic)
  if (firstAnswer < 0) return 'answer'
  const talk = turns.slice(firstAnswer + 1)
  const lastPrivate = talk.findLastIndex(({ isPublic }) => !isPublic)
  const isClosed = talk.slice(lastPrivate + 1).some(isOurPublic)
  if (isSettled) return isClosed ? 'done' : 'close'
  return lastPrivate < 0 ? 'go-private' : 'in-private'
}

const isOurPublic = ({ direction, isPublic }: Turn) => direction === 'out' && isPublic

/** More than this is no word of thanks and no closing note. */
const shortest = 140

/**
 * Whether a public reply would be the second with details before the matter is settled: one that is long, or that tells
 * amounts, dates or numbers.
 */
export function isSecondExchange(
  turns: readonly Turn[],
  { body, isSettled }: { body: string; isSettled: boolean },
): boolean {
  const next = publicCourse(turns, { isSettled })
  const isTalk = next === 'go-private' || next === 'in-private' || next === 'done'
  return isTalk && (body.trim().length > shortest || /\d/.test(body))
}
