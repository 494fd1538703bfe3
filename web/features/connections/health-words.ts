import { momentWords } from '#web/ui/time-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { ConnectionView } from './connections-query.ts'

/** How a connection is, in words, and whether somebody has to see to it. */
export type Health = { words: string; tone: 'quiet' | 'trouble' }

/** How a connection is: `Works. The last mail came at 10:31.` */
export function healthOf(
  { imap, network, health, lastItemAt, endedAt }: ConnectionView,
  now: Temporal.Instant,
): Health {
  const when = (at: string) => momentWords(Temporal.Instant.from(at), now)
  if (endedAt !== null)
    return { words: say('Ended, {when}. What came by it stays.', { when: when(endedAt) }), tone: 'quiet' }
  const isRead = imap !== null || network !== null
  if (isRead && health === null) return { words: say('Is being tried for the first time.'), tone: 'quiet' }
  if (isRead && health?.state !== 'connected')
    return {
      words: say('Does not answer since {when}. {because}', {
        when: health ? when(health.since) : '',
        because: heard(health?.because ?? ''),
      }),
      tone: 'trouble',
    }
  if (network !== null)
    return {
      words:
        lastItemAt === null
          ? say('Works. Nothing has come yet.')
          : say('Works. Something last came {when}.', { when: agoWords(lastItemAt, now) }),
      tone: 'quiet',
    }
  if (lastItemAt === null)
    return {
      words:
        imap === null ? say('Waits for what is sent to it. Nothing came yet.') : say('Works. No mail yet.'),
      tone: 'quiet',
    }
  const words = { when: agoWords(lastItemAt, now) }
  return {
    words:
      imap === null
        ? say('The last mail came {when}.', words)
        : say('Works. The last mail came {when}.', words),
    tone: 'quiet',
  }
}

/** What should have left by it and has not: `2 replies wait to leave, the oldest since 23:42. Nobody answers at the relay.` */
export function stuckWords({ stuck }: ConnectionView, now: Temporal.Instant): string | null {
  if (stuck === null) return null
  return say(
    '{count, plural, one {# reply waits} other {# replies wait}} to leave, the oldest since {when}. {because}',
    {
      count: stuck.count,
      when: momentWords(Temporal.Instant.from(stuck.since), now),
      because: heard(stuck.because ?? ''),
    },
  ).trim()
}

/** `just now`, `2 min ago`, then the moment. */
function agoWords(at: string, now: Temporal.Instant): string {
  const instant = Temporal.Instant.from(at)
  const minutes = Math.floor(instant.until(now).total('minutes'))
  if (minutes < 1) return say('just now')
  if (minutes < 60) return say('{minutes} min ago', { minutes })
  return momentWords(instant, now)
}
