import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { saveGuard, type readGuard } from '#contract/guard.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { guardQuery } from '#web/guard-query.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import classes from './Guard.module.css'
import { Patterns } from './Patterns.tsx'
import { TryGuard } from './TryGuard.tsx'
import { writtenLines } from './written-lines.ts'

const exampleTag = '#AtYourService'

type Kept = z.output<typeof readGuard.output>

const useGuard = keepDrafts({
  place: 'guard',
  shape: z.object({
    patterns: z.array(z.object({ name: z.string(), shape: z.string() })),
    hashtags: z.string(),
    ours: z.string(),
  }),
})

/** How the company writes its own numbers, which hashtags are its own, and what of its own everyone may read. */
export function GuardForm({ kept }: { kept: Kept }) {
  const client = useQueryClient()
  const { draft, change, forget } = useGuard('', {
    patterns: kept.patterns,
    hashtags: kept.hashtags.map((tag) => `#${tag}`).join(' '),
    ours: kept.ours.join('\n'),
  })
  const { patterns, hashtags, ours } = draft
  const rules = {
    patterns: patterns.filter(({ name, shape }) => name.trim() !== '' || shape.trim() !== ''),
    hashtags: hashtags.split(/[\s,]+/).filter((tag) => tag !== ''),
    ours: writtenLines(ours),
  }
  const save = useMutation({
    mutationFn: useOnce((written: typeof rules, key) => ask(saveGuard, { ...written, key })),
    onSuccess: async () => {
      announce(say('The guard is kept.'))
      await client.invalidateQueries(guardQuery)
      forget(draft)
    },
  })
  return (
    <form
      className={classes['form']}
      aria-label={say('Guard of replies')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(rules)
      }}
    >
      <Patterns patterns={patterns} change={(next) => change({ ...draft, patterns: next })} />
      <FreeText
        label={say('Hashtags of ours')}
        description={say('Any other is refused in a public reply.')}
        placeholder={exampleTag}
        autosize
        minRows={1}
        most={4000}
        value={hashtags}
        onChange={(event) => change({ ...draft, hashtags: event.currentTarget.value })}
      />
      <FreeText
        label={say('Of ours, and public')}
        description={say('One in a line: the hotline, the shop’s address. These may stand in public.')}
        autosize
        minRows={2}
        most={20_000}
        value={ours}
        onChange={(event) => change({ ...draft, ours: event.currentTarget.value })}
      />
      {kept.addresses.length > 0 ? (
        <p className="small waits">
          {say('Ours without being named: {addresses}.', {
            addresses: kept.addresses.slice(0, 5).join(', '),
          })}
        </p>
      ) : null}
      <TryGuard known={{ ...rules, ours: [...rules.ours, ...kept.addresses] }} />
      {save.error && JSON.stringify(rules) === JSON.stringify(save.variables) ? (
        <Note tone="danger">{sentenceOf(save.error)}</Note>
      ) : null}
      <p>
        <Button type="submit" look="go" busy={save.isPending}>
          {say('Keep this guard')}
        </Button>
      </p>
    </form>
  )
}
