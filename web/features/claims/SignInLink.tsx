import { networkName } from '#domain/people/networks.ts'
import { CopyField } from '#web/ui/CopyField.tsx'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import type { Claim } from './claims-query.ts'

type Props = { claim: Claim; link: NonNullable<Claim['signIn']> }

/** The link by which they sign in with their network, to be sent to them, with the sentence to say. */
export function SignInLink({ claim, link }: Props) {
  const now = useNow()
  const until = Temporal.Instant.from(link.until)
  if (Temporal.Instant.compare(until, now) <= 0) return null
  return (
    <fieldset className={classes['code']} aria-label={say('The link to sign in')}>
      <CopyField label={say('Send them this link')} text={link.url} />
      <p className="small supports" title={exactWords(until)}>
        {say('“Please open this link and sign in with @{handle} at {network}, by {when}.”', {
          handle: claim.handle ?? '',
          network: networkName(claim.network ?? ''),
          when: momentWords(until, now),
        })}{' '}
        {say('We learn who they are there, and nothing else.')}{' '}
        {say('Say also that all that is owed to them stays as it is, with the link or without.')}
      </p>
    </fieldset>
  )
}
