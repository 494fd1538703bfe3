import { useState } from 'react'
import type { z } from 'zod'
import type { AccountView } from '#contract/account-view.ts'
import { shareAccount } from '#contract/lookup.ts'
import type { Sharing as Said } from '#domain/people/sharing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './Person.module.css'

type Account = z.output<typeof AccountView>

/** Whether several share an account, which somebody says: then it says where an answer goes, and not who wrote. */
export function Sharing({ account, caseId }: { account: Account; caseId: string }) {
  const [isAsking, askFor] = useState(false)
  const answer = useCaseCommand(caseId, (sharing: Said, key) =>
    ask(shareAccount, { accountId: account.id, sharing, key }),
  )
  const { sharing, isSharedPerhaps } = account
  const isShared = sharing !== null && sharing !== 'one-person'
  const choose = (said: Said) => answer.mutate(said, { onSuccess: () => askFor(false) })
  const choices = isSharedPerhaps || isAsking
  return (
    <>
      {isShared || isSharedPerhaps ? <p className="small">{sharedWords(account)}</p> : null}
      {answer.error ? <Note tone="danger">{sentenceOf(answer.error)}</Note> : null}
      <p className={classes['acts']}>
        {isShared ? (
          <Button look="bare" busy={answer.isPending} onClick={() => choose('one-person')}>
            {say('It is one person’s')}
          </Button>
        ) : null}
        {!isShared && !choices ? (
          <Button look="bare" onClick={() => askFor(true)}>
            {say('Do several share it?')}
          </Button>
        ) : null}
        {choices && !isShared ? (
          <>
            <Button busy={answer.isPending} onClick={() => choose('family')}>
              {say('A family’s')}
            </Button>
            <Button busy={answer.isPending} onClick={() => choose('office')}>
              {say('An office’s')}
            </Button>
            <Button look="bare" busy={answer.isPending} onClick={() => choose('one-person')}>
              {say('It is one person’s')}
            </Button>
          </>
        ) : null}
      </p>
    </>
  )
}

function sharedWords({ sharing, names }: Account): string {
  switch (sharing) {
    case 'family':
      return say('A family shares it. It does not say who wrote.')
    case 'office':
      return say('An office shares it. It does not say who wrote.')
    case 'other':
      return say('Several share it. It does not say who wrote.')
    case 'one-person':
    case null:
      return say('It was also written from as {names}. Do several share it?', {
        names: new Intl.ListFormat(locale()).format(names),
      })
  }
}

/** That an account can be taken for another one, in words that accuse nobody. */
export function lookAlikeWords({ address, whose }: NonNullable<Account['looksLike']>): string {
  switch (whose) {
    case 'ours':
      return say('Looks like our own {address}, and is another account. Check before you rely on it.', {
        address,
      })
    case 'staff':
      return say(
        'Looks like {address} of a colleague, and is another account. Check before you rely on it.',
        {
          address,
        },
      )
    case 'customer':
      return say('Looks like {address}, and is another account. Check before you rely on it.', { address })
  }
}
