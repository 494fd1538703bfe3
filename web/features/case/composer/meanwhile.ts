import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { say } from '#web/words/say.ts'
import type { Names } from '../timeline/names.ts'

type View = z.output<typeof CaseView>
type Event = View['events'][number]
type Message = View['messages'][number]

/** What happened while somebody wrote: the sentence that matters most, and each thing with its words where it has some. */
export type Meanwhile = {
  headline: string
  /** Whether a colleague has answered already, so that one's own reply may be one too many. */
  isAnswered: boolean
  told: { event: Event; message: Message | null }[]
}

/** Reads the news of a case: a colleague's reply weighs most, then that it was closed, then what the customer said. */
export function meanwhile(news: readonly Event[], messages: readonly Message[], names: Names): Meanwhile {
  const last = (type: string) => news.findLast((event) => event.type === type)
  const isTakenBack = ({ data }: Event) =>
    news.some(({ type, data: other }) => type === 'reply-withdrawn' && other['message'] === data['message'])
  const replied = news.findLast((event) => event.type === 'reply-written' && !isTakenBack(event))
  return {
    headline: headlineOf(replied, last('case-resolved'), last('message-received'), names),
    isAnswered: replied !== undefined,
    told: news.map((event) => ({
      event,
      message: isTakenBack(event) ? null : (messages.find(({ id }) => id === event.data['message']) ?? null),
    })),
  }
}

function headlineOf(
  replied: Event | undefined,
  closed: Event | undefined,
  wrote: Event | undefined,
  names: Names,
): string {
  if (replied) return say('{who} has already replied.', { who: names.actor(replied.by) })
  if (closed) return say('{who} closed the case.', { who: names.actor(closed.by) })
  if (wrote) return say('{who} has written again.', { who: names.actor(wrote.by) })
  return say('The case has changed while you were writing.')
}
