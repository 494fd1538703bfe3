import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { readSettling, saveSettling } from '#contract/settling.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { isTooLong } from '#web/ui/TooLong.tsx'
import { say } from '#web/words/say.ts'
import classes from './TheDesk.module.css'

const settling = { queryKey: ['settling'], queryFn: () => ask(readSettling, {}) }

const most = 5000

const useWritten = keepDrafts({ place: 'elsewhere', shape: z.string().nullable() })

/** Where customers can go who do not accept a no: every no begins with these words. */
export function Elsewhere() {
  const client = useQueryClient()
  const { data } = useQuery(settling)
  const { draft: written, change: write, forget } = useWritten('', null)
  const save = useMutation({
    mutationFn: (elsewhere: string) => ask(saveSettling, { elsewhere, key: newKey() }),
    onSuccess: async () => {
      await client.invalidateQueries(settling)
      forget()
    },
  })
  const elsewhere = written ?? data?.elsewhere ?? ''
  return (
    <section className={classes['part']} aria-labelledby="elsewhere">
      <h2 id="elsewhere">{say('When we say no')}</h2>
      <FreeText
        className={classes['field']}
        label={say('Where else customers can go')}
        description={say(
          'Proposed in every no: an ombudsman, a conciliation board, a court, with the address.',
        )}
        autosize
        minRows={2}
        maxRows={8}
        most={most}
        value={elsewhere}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {written !== null && written !== data?.elsewhere ? (
        <div>
          <Button
            busy={save.isPending}
            disabled={isTooLong(elsewhere, most)}
            onClick={() => save.mutate(elsewhere)}
          >
            {say('Keep it')}
          </Button>
        </div>
      ) : null}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
    </section>
  )
}
