import { NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { rehearsePolicy } from '#contract/rehearsal.ts'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { studio, type Version } from './queries.ts'
import { Rehearsed } from './Rehearsed.tsx'
import type { Draft } from './use-draft.ts'
import classes from './Rehearsal.module.css'

type Props = { version: Version; draft: Draft; mayAsk: boolean }

/** The policy asked about past cases, with what was known then: who would have been treated differently. */
export function RehearsalPart({ version, draft, mayAsk }: Props) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const [since, setSince] = useState('P1Y')
  const [minutes, setMinutes] = useState<number | string>(20)
  const [asked, setAsked] = useState<{ id: string; of: WrittenPolicy } | null>(null)
  const { data: known } = useQuery(studio.rehearsals(version.version))
  const id = asked?.id ?? known?.rehearsals[0]?.id ?? null
  const begin = useMutation({
    mutationFn: () =>
      ask(rehearsePolicy, {
        ...(draft.isSaved ? { version: version.version } : { text: draft.text() }),
        ...(since !== '' && { from: sinceNow(since) }),
        minutes: typeof minutes === 'number' ? minutes : 20,
        key: key.current,
      }),
    onSuccess: async ({ id: begun }) => {
      setAsked({ id: begun, of: draft.policy })
      await client.invalidateQueries({ queryKey: ['studio', 'rehearsals'] })
    },
    onSettled: () => {
      key.current = newKey()
    },
  })
  return (
    <section className={classes['part']} aria-labelledby="rehearsal-title">
      <div className={classes['intro']}>
        <h2 id="rehearsal-title">{say('Rehearsal')}</h2>
        <p className="supports">
          {say('Past cases are asked about again, with what was known then. Nothing is changed by it.')}
        </p>
      </div>
      {mayAsk ? (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault()
            begin.mutate()
          }}
        >
          <NativeSelect
            label={say('Cases opened')}
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
            data={[
              { value: 'P1M', label: say('in the last month') },
              { value: 'P3M', label: say('in the last three months') },
              { value: 'P1Y', label: say('in the last year') },
              { value: '', label: say('ever') },
            ]}
          />
          <NumberInput
            label={say('Minutes a case takes of a senior')}
            min={1}
            max={600}
            hideControls
            value={minutes}
            onChange={setMinutes}
          />
          <Button type="submit" busy={begin.isPending}>
            {draft.isSaved ? say('Rehearse') : say('Rehearse what is written here')}
          </Button>
        </form>
      ) : null}
      {begin.error ? <Note tone="danger">{sentenceOf(begin.error)}</Note> : null}
      {id === null ? (
        <p className="supports">{say('It has not been rehearsed yet.')}</p>
      ) : (
        <Shown
          key={id}
          id={id}
          isOfNow={(at) => (asked ? asked.of === draft.policy : draft.isSaved && version.savedAt < at)}
        />
      )}
    </section>
  )
}

const sinceNow = (stretch: string): string =>
  Temporal.Now.zonedDateTimeISO().subtract(stretch).toInstant().toString()

function Shown({ id, isOfNow }: { id: string; isOfNow: (askedAt: string) => boolean }) {
  const { data, error } = useQuery(studio.rehearsal(id))
  if (error) return <Note tone="danger">{sentenceOf(error)}</Note>
  if (!data) return <Bones rows={4} height={40} label={say('The rehearsal is being read')} />
  if (data.state === 'failed')
    return (
      <Note tone="danger">
        {data.because === null ? say('The rehearsal did not end.') : heard(data.because)}
      </Note>
    )
  if (!data.result)
    return (
      <output className={classes['progress']}>
        <progress value={data.progress} max={1} aria-label={say('How far the rehearsal is')} />
        {data.state === 'waiting'
          ? say('It begins in a moment.')
          : say('{part} of the past cases are asked about.', {
              part: data.progress.toLocaleString(locale(), { style: 'percent' }),
            })}
      </output>
    )
  return (
    <>
      <p className="small waits">
        {say('Against version {against}, asked for by {name}', {
          against: data.against,
          name: data.askedBy.name,
        })}{' '}
        <Moment at={data.askedAt} />
        {isOfNow(data.askedAt) ? null : ` · ${say('something was written since')}`}
      </p>
      <Rehearsed result={data.result} />
    </>
  )
}
