import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { snoozeTimes, type SnoozeTime } from '#domain/case/snooze-times.ts'
import { deskRoles } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { exactWords, hereZone, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './BulkFields.module.css'
import type { FieldsProps } from './BulkSheet.tsx'

/** To whom the cases are given. */
export function AssignFields({ wish, rows, change }: FieldsProps) {
  const { data: people } = useQuery(queries.colleagues)
  const { data: me } = useQuery(queries.me)
  const [only] = rows.length === 1 ? rows : []
  const { data: policy } = useQuery(queries.policy)
  const onDuty = policy?.ladder.find(({ id }) => id === rows[0]?.rung.id)?.onDuty ?? []
  // Whoever is on duty where the case stands comes first.
  const others = (people?.members ?? [])
    .filter(({ id, role }) => id !== only?.owner.id && deskRoles.some((known) => known === role))
    .toSorted((a, b) => Number(onDuty.includes(b.id)) - Number(onDuty.includes(a.id)))
  if (others.length === 0) return <p>{say('There is no colleague yet to give it to.')}</p>
  return (
    <NativeSelect
      label={say('To whom')}
      description={say('They become answerable at once.')}
      data-autofocus
      value={wish.who}
      onChange={(event) => change({ who: event.currentTarget.value })}
      data={[
        // Nobody is given a case by a key that was pressed too soon.
        { value: '', label: say('Choose a colleague'), disabled: true },
        ...others.map(({ id, name }) => ({
          value: id,
          label: id === me?.handle ? say('You, {name}', { name }) : name,
        })),
      ]}
    />
  )
}

/** Until when the cases rest, and why. */
export function SnoozeFields({ wish, rows, change }: FieldsProps) {
  const now = useNow()
  const dates = rows.flatMap(({ nextDueAt }) =>
    nextDueAt === null ? [] : [Temporal.Instant.from(nextDueAt)],
  )
  const times = snoozeTimes(now, hereZone(), soonest(dates))
  const first = times[0]?.until.toString() ?? ''
  useEffect(() => {
    if (wish.until === '' && first !== '') change({ until: first })
  })
  if (times.length === 0)
    return <p>{say('Something is owed too soon for that. Do it, or promise a date.')}</p>
  return (
    <>
      <fieldset className={classes['times']} aria-label={say('Until when')}>
        {times.map(({ is, until }) => (
          <label key={is} title={exactWords(until)}>
            <input
              type="radio"
              name="until"
              checked={wish.until === until.toString()}
              onChange={() => change({ until: until.toString() })}
            />
            <span>{restWord(is)}</span>
            <span className="waits">{momentWords(until, now)}</span>
          </label>
        ))}
      </fieldset>
      <TextInput
        label={say('Why it can rest')}
        description={say('No clock stops. It is back at once when the customer writes or a date comes near.')}
        maxLength={500}
        data-autofocus
        value={wish.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
    </>
  )
}

const soonest = (dates: readonly Temporal.Instant[]) =>
  dates.toSorted((a, b) => Temporal.Instant.compare(a, b))[0] ?? null

function restWord(is: SnoozeTime['is']): string {
  switch (is) {
    case 'hour':
      return say('An hour')
    case 'afternoon':
      return say('Until this afternoon')
    case 'tomorrow':
      return say('Until tomorrow morning')
    case 'monday':
      return say('Until Monday morning')
    case 'before-next':
      return say('Until shortly before the next date owed')
  }
}

/** The words of a note, the same on every case. */
export function NoteFields({ wish, change }: FieldsProps) {
  return (
    <Textarea
      label={say('Note')}
      description={say('Only colleagues see it.')}
      autosize
      minRows={3}
      maxRows={10}
      maxLength={20_000}
      data-autofocus
      value={wish.words}
      onChange={(event) => change({ words: event.currentTarget.value })}
    />
  )
}

/** To which rung, and why. */
export function EscalateFields({ wish, change }: FieldsProps) {
  const { data: policy } = useQuery(queries.policy)
  return (
    <>
      <NativeSelect
        label={say('To which rung')}
        value={wish.rung}
        onChange={(event) => change({ rung: event.currentTarget.value })}
        data={[
          { value: '', label: say('The next one up, of each case') },
          ...(policy?.ladder ?? []).map(({ id, title }) => ({ value: id, label: heard(title) })),
        ]}
      />
      <Textarea
        label={say('Why')}
        description={say('They read it before they accept or decline.')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        data-autofocus
        value={wish.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
    </>
  )
}
