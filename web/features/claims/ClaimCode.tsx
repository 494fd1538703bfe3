import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import type { Claim } from './claims-query.ts'

type Props = { claim: Claim; code: NonNullable<Claim['code']> }

/** The code, large enough to be read out, with the sentence to say. */
export function ClaimCode({ claim, code }: Props) {
  const now = useNow()
  const until = Temporal.Instant.from(code.until)
  if (Temporal.Instant.compare(until, now) <= 0) return null
  const { handle, domain } = claim
  const when = momentWords(until, now)
  return (
    <fieldset className={classes['code']} aria-label={say('The code to read out')}>
      <p className={classes['letters']}>
        {/* A screen reader spells it as one reads it out. */}
        <span className={classes['spelt']}>{code.text.split('').join(' ')}</span>
        <span aria-hidden="true">{code.text}</span>
      </p>
      <p className="small supports" title={exactWords(until)}>
        {handle === null
          ? say('“Please put this code on the first page of {site} by {when}.”', { site: domain ?? '', when })
          : say('“Please post this code from @{handle}, or send it to us from there, by {when}.”', {
              handle,
              when,
            })}{' '}
        {say('Say also that all that is owed to them stays as it is, with the code or without.')}
      </p>
      {domain === null ? null : (
        <p className="small supports">
          {say('Or as a TXT record of _evenhand.{site}: evenhand={code}', { site: domain, code: code.text })}
        </p>
      )}
    </fieldset>
  )
}
