import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useFocusAfter } from '#web/ui/use-focus-after.ts'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'
import { accountTheyWroteFrom } from './account-they-wrote-from.ts'
import { ClaimForm } from './ClaimForm.tsx'
import { claimsQuery } from './claims-query.ts'
import { OneClaim } from './OneClaim.tsx'

type Props = {
  caseId: string
  /** The key that begins a new one; null where the screen around it has one of its own. */
  keyName?: string | null
  /** Brings it into sight, where it stands in a part that may be hidden. */
  show?: () => void
}

/**
 * What the customer says that can be verified: each as sure as it is, with the code to read out while it holds, and what
 * can be done now. Stands apart from every remedy; nothing of it changes one.
 */
export function ClaimLine({ caseId, keyName = 'L', show }: Props) {
  const { data: kase } = useQuery(queries.case(caseId))
  const { data, error, refetch } = useQuery(claimsQuery(caseId))
  const [isAsking, setAsking] = useState(false)
  const begin = useFocusAfter<HTMLButtonElement>(isAsking)
  const titleId = useId()
  const isOpen = kase?.state === 'open'
  useCommands(
    say('What they say'),
    isOpen && keyName !== null
      ? [
          {
            key: keyName,
            title: say('Write down what they say of themselves'),
            act: () => {
              show?.()
              setAsking(true)
            },
          },
        ]
      : [],
  )
  const claims = data?.claims ?? []
  return (
    <section className={classes['claims']} aria-labelledby={titleId}>
      <h2 className="title" id={titleId}>
        {say('What they say')}
      </h2>
      {error ? (
        <Note tone="danger">
          {sentenceOf(error)} <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Note>
      ) : null}
      {claims.length > 0 ? (
        <ul className={classes['list']}>
          {claims.map((claim) => (
            <OneClaim key={claim.id} claim={claim} />
          ))}
        </ul>
      ) : null}
      {isAsking && kase ? (
        <ClaimForm
          caseId={caseId}
          seq={kase.seq}
          account={accountTheyWroteFrom(kase)}
          close={() => setAsking(false)}
        />
      ) : isOpen ? (
        <button ref={begin} type="button" className={classes['new']} onClick={() => setAsking(true)}>
          <Mark name="asked" />
          {say('They say something that can be checked')}
        </button>
      ) : null}
    </section>
  )
}
