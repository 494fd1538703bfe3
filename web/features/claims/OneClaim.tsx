import { checkClaim, decideClaim, issueClaimCode, offerSignIn, withdrawClaim } from '#contract/claims.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { claimStateWords, claimWords } from '#web/marks/claim-words.ts'
import { DueMark } from '#web/marks/DueMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './ClaimLine.module.css'
import type { Claim } from './claims-query.ts'
import { ClaimCode } from './ClaimCode.tsx'
import { ClosedNumber } from './ClosedNumber.tsx'
import { SignInLink } from './SignInLink.tsx'
import { networkName } from '#domain/people/networks.ts'

type Step = 'code' | 'link' | 'site' | 'callback' | 'not-confirmed' | 'withdraw'

/** One thing that they say: what, how sure it is, until when, and what can be done. */
export function OneClaim({ claim }: { claim: Claim }) {
  const { id: claimId, caseId } = claim
  const command = useCaseCommand(caseId, (step: Step, key) => doStep(step, claimId, key))
  const press = (step: Step) => () => command.mutate(step)
  const isOf = (step: Step) => command.isPending && command.variables === step
  const isWaiting = claim.state === 'claimed'
  return (
    <li className={classes['claim']} data-state={claim.state}>
      <p className={classes['what']}>
        {say('They say {what}', { what: claimWords(claim.kind, claim.followers) })}
        {claim.handle === null ? null : (
          <>
            {' '}
            <span className={classes['account']}>
              {say('@{handle} on {network}', {
                handle: claim.handle,
                network: networkName(claim.network ?? ''),
              })}
            </span>
          </>
        )}
        {claim.domain === null ? null : <span className={classes['account']}> {claim.domain}</span>}
      </p>
      <p className={classes['state']}>
        <StateMark state={claim.state} />
        <span>{claimStateWords(claim.state, claim.because, claim.method)}</span>{' '}
        {isWaiting ? <Waiting claim={claim} /> : <Moment at={claim.at} />}
      </p>
      {claim.counted === null ? null : (
        <p className="small">
          {say('{network} itself counts {count} who follow it.', {
            network: networkName(claim.network ?? ''),
            count: numberWords(claim.counted),
          })}
        </p>
      )}
      {claim.isClosed ? <ClosedNumber caseId={caseId} /> : null}
      {claim.said === null ? null : <blockquote className={classes['said']}>{claim.said}</blockquote>}
      {claim.warns ? <p className="small supports">{say('They said that they will go public.')}</p> : null}
      {claim.code ? <ClaimCode claim={claim} code={claim.code} /> : null}
      {claim.signIn ? <SignInLink claim={claim} link={claim.signIn} /> : null}
      {command.error ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      {isWaiting && (claim.said !== null || claim.isClosed) ? (
        <p className={classes['acts']}>
          {claim.handle === null && claim.domain === null ? null : (
            <Button onClick={press('code')} busy={isOf('code')}>
              {claim.code ? say('Another code') : say('Give them a code')}
            </Button>
          )}
          {claim.canSignIn ? (
            <Button onClick={press('link')} busy={isOf('link')}>
              {claim.signIn ? say('Another link') : say('Give them a link to sign in')}
            </Button>
          ) : null}
          {claim.domain !== null && claim.code ? (
            <Button onClick={press('site')} busy={isOf('site') || claim.isSiteAsked}>
              {claim.isSiteAsked ? say('Their site is being looked at') : say('Look at their site')}
            </Button>
          ) : null}
          {claim.mayDecide ? (
            <>
              <Button onClick={press('callback')} busy={isOf('callback')}>
                {say('Confirmed by a call')}
              </Button>
              <Button look="bare" onClick={press('not-confirmed')} busy={isOf('not-confirmed')}>
                {say('Could not be confirmed')}
              </Button>
            </>
          ) : null}
          <Button look="bare" onClick={press('withdraw')} busy={isOf('withdraw')}>
            {say('Take off')}
          </Button>
        </p>
      ) : null}
    </li>
  )
}

function doStep(step: Step, claimId: string, key: string): Promise<unknown> {
  switch (step) {
    case 'code':
      return ask(issueClaimCode, { claimId, key })
    case 'link':
      return ask(offerSignIn, { claimId, key })
    case 'site':
      return ask(checkClaim, { claimId, key })
    case 'callback':
      return ask(decideClaim, { claimId, found: 'verified', method: 'callback', key })
    case 'not-confirmed':
      return ask(decideClaim, { claimId, found: 'refuted', method: 'callback', key })
    case 'withdraw':
      return ask(withdrawClaim, { claimId, key })
  }
}

/** How long it is waited for, and what holds meanwhile. */
function Waiting({ claim: { until, madeAt, countsMeanwhile } }: { claim: Claim }) {
  return (
    <>
      {until === null ? null : <DueMark dueAt={until} setAt={madeAt} near={false} />}
      <span className="small waits">
        {countsMeanwhile
          ? say('Until then it decides who looks, never what is owed.')
          : say('Until then nothing rests on it.')}
      </span>
    </>
  )
}

/** As sure as the line says: a dashed ring where it is their word, a check where it is confirmed, else a bare ring. */
function StateMark({ state }: Pick<Claim, 'state'>) {
  if (state === 'claimed') return <Mark name="asked" />
  if (state === 'verified') return <Mark name="check" />
  return <Mark name="empty" tone="quiet" />
}
