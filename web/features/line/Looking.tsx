import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { issueClaimCode, listClaims, type ClaimView } from '#contract/claims.ts'
import { lookUp, openReach } from '#contract/lookup.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { claimStateWords, claimWords } from '#web/marks/claim-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './Line.module.css'
import { Reach } from './Reach.tsx'

type Claim = z.output<typeof ClaimView>

/** Who is looking, apart from everything that is owed: what they say of themselves, and how far their voice carries. */
export function Looking({ caseId, warn }: { caseId: string; warn: () => void }) {
  const client = useQueryClient()
  const claims = useQuery({
    queryKey: ['card', 'claims', caseId],
    queryFn: () => ask(listClaims, { caseId }),
  })
  const known = useQuery({
    queryKey: ['reach', caseId],
    queryFn: () => ask(lookUp, { caseId }),
    staleTime: 60_000,
  })
  const open = useMutation({
    mutationFn: () => ask(openReach, { caseId, key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reach', caseId] }),
  })
  const reach = open.data?.reach ?? known.data?.people[0]?.reach
  const standing = (claims.data?.claims ?? []).filter(({ state }) => state !== 'withdrawn')
  return (
    <section className={classes['looking']} aria-labelledby="line-looking">
      <div className={classes['lookingHead']}>
        <h2 id="line-looking">{say('Who is looking')}</h2>
        <span className="small supports">{say('changes no remedy')}</span>
      </div>
      {reach ? <Reach reach={reach} open={() => open.mutate()} isOpening={open.isPending} /> : null}
      {open.error ? <Note tone="danger">{sentenceOf(open.error)}</Note> : null}
      {standing.length > 0 ? (
        <ul className={classes['claims']} aria-label={say('What they say of themselves')}>
          {standing.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} />
          ))}
        </ul>
      ) : null}
      <button type="button" className={classes['claim']} onClick={warn}>
        <Mark name="asked" />
        {say('They say that they have a following')}
      </button>
    </section>
  )
}

/** One thing that they say of themselves, how far we have come with it, and the code to read out. */
function ClaimRow({ claim }: { claim: Claim }) {
  const client = useQueryClient()
  const issue = useMutation({
    mutationFn: () => ask(issueClaimCode, { claimId: claim.id, key: newKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: ['card', 'claims'] }),
  })
  const { state, code, handle } = claim
  return (
    <li data-state={state}>
      <Mark name={state === 'verified' ? 'check' : state === 'claimed' ? 'asked' : 'cross'} />
      <span>
        {say('They say {what}', { what: claimWords(claim.kind, claim.followers) })}
        {claim.warns ? <>; {say('warned of going public')}</> : null}{' '}
        <span className="waits">
          {claimStateWords(
            state,
            claim.because === 'look-alike' || claim.because === 'silent' || claim.because === 'over'
              ? claim.because
              : null,
          )}
        </span>
        {code ? (
          <span className={classes['code']}>
            {handle
              ? say('Ask them to post it from {handle}:', { handle: `@${handle}` })
              : say('Ask them to post it from their account:')}{' '}
            <b>{code.text}</b>{' '}
            <span className="small waits">
              {say('until')} <Moment at={code.until} />
            </span>
          </span>
        ) : null}
        {issue.error ? <Note tone="danger">{sentenceOf(issue.error)}</Note> : null}
      </span>
      {state === 'claimed' && code === null && handle !== null ? (
        <Button busy={issue.isPending} onClick={() => issue.mutate()}>
          {say('Give them a code')}
        </Button>
      ) : null}
    </li>
  )
}
