import { exactWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import type { Waiting } from './remedies-query.ts'

/** That whoever is asked to sign is away, and who signs for them meanwhile; nothing of somebody who is here. */
export function awayWords({ of: { name }, away }: Waiting['asked']): string {
  if (away === null) return ''
  const values = { name, until: exactWords(Temporal.Instant.from(away.until)) }
  return away.standIn === null
    ? say('{name} is away until {until}, and nobody stands in.', values)
    : say('{name} is away until {until}: {standIn} can sign meanwhile.', {
        ...values,
        standIn: away.standIn.name,
      })
}
