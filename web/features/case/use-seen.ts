import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { keyOf } from './timeline/timeline-of.ts'

type View = z.output<typeof CaseView>
type Event = View['events'][number]

/** What somebody had seen of a case when they began to write. */
type Seen = { seq: number; events: ReadonlySet<string> }

const seenNow = ({ seq, events }: View): Seen => ({ seq, events: new Set(events.map(keyOf)) })

/** What the customer or a colleague has done to the case meanwhile, oldest first. One's own doings are no news. */
function newsSince(seen: Seen, { events }: View, me: string | undefined): Event[] {
  const isNews = (event: Event) =>
    event.by !== 'desk' && event.by !== `member:${me}` && !seen.events.has(keyOf(event))
  return events.filter(isNews).toReversed()
}

/**
 * The `seq` that a command says it saw. While there is news that its author has not looked at it stays
 * the old one, so that the desk refuses what was written without knowing.
 */
export function useSeen(kase: View, me: string | undefined) {
  const [seen, see] = useState(() => seenNow(kase))
  const news = newsSince(seen, kase, me)
  return { seq: news.length === 0 ? kase.seq : seen.seq, news, catchUp: () => see(seenNow(kase)) }
}
