import { stretchWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import type { Call } from './which-call.ts'

/** How a call stands. */
export function stateWords({ state }: Call): string {
  switch (state) {
    case 'ringing':
      return say('Ringing')
    case 'answered':
      return say('On the line')
    case 'ended':
      return say('The call is over')
    case 'missed':
      return say('Missed')
    case 'transferred':
      return say('Passed on')
  }
}

/** Since when it is so. */
export function sinceWords(call: Call, now: Temporal.Instant): string {
  const { state, rangAt, answeredAt, endedAt } = call
  const since = Temporal.Instant.from(endedAt ?? (state === 'answered' ? (answeredAt ?? rangAt) : rangAt))
  const gone = since.until(now).total('milliseconds')
  if (gone < 60_000) return say('just now')
  const time = stretchWords(gone)
  return endedAt === null ? say('for {time}', { time }) : say('{time} ago', { time })
}
