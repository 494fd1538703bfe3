import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { guardQuery } from '#web/guard-query.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import classes from './Guard.module.css'
import { GuardForm } from './GuardForm.tsx'

/** What the guard of replies looks for everywhere, and what only the company can tell it. */
export function Guard() {
  const rules = useQuery(guardQuery)
  return (
    <main className={classes['page']}>
      <h1>{say('Guard of replies')}</h1>
      <p className={`supports ${classes['intro'] ?? ''}`}>
        {say(
          'No reply that everyone can read leaves with card numbers, bank accounts, phone numbers, addresses, national numbers or dates of birth. How your company writes its own numbers, only you know.',
        )}
      </p>
      {rules.isPending ? <Bones rows={4} label={say('The guard is being read')} /> : null}
      {rules.error && !rules.data ? (
        <Face says={say('The guard could not be read.')}>
          <p>{sentenceOf(rules.error)}</p>
          <Button onClick={() => void rules.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {rules.data ? <GuardForm kept={rules.data} /> : null}
    </main>
  )
}
