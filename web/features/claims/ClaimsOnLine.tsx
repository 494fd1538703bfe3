import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import { claimsQuery } from './claims-query.ts'
import { OneClaim } from './OneClaim.tsx'

/**
 * What they say of themselves while they are on the line: each as sure as it is, with the code to read out; it changes before
 * one's eyes. What was taken off is left out: one speaks meanwhile.
 */
export function ClaimsOnLine({ caseId, warn }: { caseId: string; warn: () => void }) {
  const { data, error, refetch } = useQuery(claimsQuery(caseId))
  const claims = (data?.claims ?? []).filter(({ state }) => state !== 'withdrawn')
  return (
    <>
      {error ? (
        <Note tone="danger">
          {sentenceOf(error)} <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Note>
      ) : null}
      {claims.length > 0 ? (
        <ul className={classes['list']} aria-label={say('What they say of themselves')} aria-live="polite">
          {claims.map((claim) => (
            <OneClaim key={claim.id} claim={claim} />
          ))}
        </ul>
      ) : null}
      <button type="button" className={classes['new']} onClick={warn}>
        <Mark name="asked" />
        {say('They say that they have a following')}
      </button>
    </>
  )
}
