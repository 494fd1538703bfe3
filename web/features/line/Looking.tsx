import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { openReach } from '#contract/lookup.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import type { Card } from './card-query.ts'
import classes from './Looking.module.css'
import { Reach } from './Reach.tsx'

type Props = { caseId: string; reach: Card['reach']; claims: ReactNode }

/** Who is looking, apart from everything that is owed: how far their voice carries, and what they say of themselves. */
export function Looking({ caseId, reach, claims }: Props) {
  const client = useQueryClient()
  const open = useMutation({
    mutationFn: () => ask(openReach, { caseId, key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['card'] }),
  })
  const shown = reach?.sight === 'shown' ? reach : (open.data?.reach ?? reach)
  return (
    <section className={classes['looking']} aria-labelledby="line-looking">
      <div className={classes['head']}>
        <h2 id="line-looking">{say('Who is looking')}</h2>
        <span className="small supports">{say('changes no remedy')}</span>
      </div>
      {shown ? <Reach reach={shown} open={() => open.mutate()} isOpening={open.isPending} /> : null}
      {open.error ? <Note tone="danger">{sentenceOf(open.error)}</Note> : null}
      {claims}
    </section>
  )
}
