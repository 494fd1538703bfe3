import { useMutation, useQueryClient } from '@tanstack/react-query'
import { openReach } from '#contract/lookup.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import classes from './ClaimLine.module.css'

/** How many follow them, before whoever has not looked: closed, with the act that opens it and is recorded. */
export function ClosedNumber({ caseId }: { caseId: string }) {
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: () => ask(openReach, { caseId, key: newKey() }),
    onSuccess: () => Promise.all(['case', 'card'].map((of) => client.invalidateQueries({ queryKey: [of] }))),
  })
  return (
    <>
      <p className="small supports no-print">
        {say('How many, and in which words, is closed, so that you decide without it.')}{' '}
        {say('Looking is recorded, and you can grant no gesture here then.')}
      </p>
      {look.error ? <Note tone="danger">{sentenceOf(look.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button onClick={() => look.mutate()} busy={look.isPending}>
          {say('Look all the same')}
        </Button>
      </p>
    </>
  )
}
