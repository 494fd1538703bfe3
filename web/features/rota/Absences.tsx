import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { enterAbsence, withdrawAbsence } from '#contract/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { absenceWords, stretchOfDays } from './absence-words.ts'
import { staffingQuery, type AbsenceView } from './staffing-query.ts'
import classes from './Rota.module.css'

type Props = {
  absences: readonly AbsenceView[]
  zone: string
  people: readonly { value: string; label: string }[]
  nameOf: (who: string) => string
}

/** Who is away, until when, and who stands in. */
export function Absences({ absences, zone, people, nameOf }: Props) {
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={classes['section']} aria-labelledby="absences">
      <div className={classes['sectionHead']}>
        <h2 id="absences">{say('Away')}</h2>
        {isAdding ? null : <Button onClick={() => setAdding(true)}>{say('Write down an absence')}</Button>}
      </div>
      {absences.length === 0 ? (
        <p className="waits">{say('Nobody is away, now or later, as far as it is written down.')}</p>
      ) : (
        <ul className={classes['absences']}>
          {absences.map((absence) => (
            <Line key={absence.id} absence={absence} zone={zone} nameOf={nameOf} />
          ))}
        </ul>
      )}
      {isAdding ? <AbsenceForm zone={zone} people={people} close={() => setAdding(false)} /> : null}
    </section>
  )
}

function Line({
  absence,
  zone,
  nameOf,
}: {
  absence: AbsenceView
  zone: string
  nameOf: (who: string) => string
}) {
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => ask(withdrawAbsence, { absenceId: absence.id, key: `withdraw ${absence.id}` }),
    onSuccess: () => client.invalidateQueries(staffingQuery),
  })
  const who = nameOf(absence.who)
  return (
    <li>
      <div>
        {absenceWords(absence, who, zone)}
        <span className="supports">
          {' '}
          {absence.standIn === null
            ? say('Nobody stands in.')
            : say('{name} stands in.', { name: nameOf(absence.standIn) })}
        </span>
        {absence.note === null ? null : <p className="waits small">{absence.note}</p>}
        {withdraw.error ? <p className={classes['refused']}>{sentenceOf(withdraw.error)}</p> : null}
      </div>
      <Button
        look="bare"
        busy={withdraw.isPending}
        aria-label={say('{who} is there after all', { who })}
        onClick={() => withdraw.mutate()}
      >
        {say('Is there after all')}
      </Button>
    </li>
  )
}

type AbsenceDraft = Record<'who' | 'standIn' | 'first' | 'last' | 'from' | 'until' | 'note', string>

const empty: AbsenceDraft = { who: '', standIn: '', first: '', last: '', from: '', until: '', note: '' }
const useAbsence = keepDrafts<AbsenceDraft>()

function AbsenceForm({
  zone,
  people,
  close,
}: {
  zone: string
  people: readonly { value: string; label: string }[]
  close: () => void
}) {
  const client = useQueryClient()
  const key = useRef(newKey())
  const { draft, change, forget } = useAbsence('', { ...empty, who: people[0]?.value ?? '' })
  const { who, standIn, first, last, from, until, note } = draft
  const write = (part: Partial<AbsenceDraft>) => change({ ...draft, ...part })
  const stretch = stretchOfDays({ first, last: last || first, from, until }, zone)
  const save = useMutation({
    mutationFn: (given: { from: string; until: string }) =>
      ask(enterAbsence, {
        who,
        ...given,
        standIn: standIn || undefined,
        note: note.trim() || undefined,
        key: key.current,
      }),
    onSuccess: async () => {
      await client.invalidateQueries(staffingQuery)
      forget()
      close()
    },
    onError: () => {
      key.current = newKey()
    },
  })
  return (
    <form
      className={classes['absenceForm']}
      aria-label={say('An absence')}
      onSubmit={(event) => {
        event.preventDefault()
        if (stretch) save.mutate(stretch)
      }}
    >
      <NativeSelect
        label={say('Who')}
        data={[...people]}
        value={who}
        onChange={(event) => write({ who: event.currentTarget.value })}
      />
      <TextInput
        label={say('First day')}
        type="date"
        required
        value={first}
        onChange={(event) => write({ first: event.currentTarget.value })}
      />
      <TextInput
        label={say('Last day')}
        type="date"
        value={last}
        min={first}
        error={last !== '' && last < first ? say('The last day lies before the first.') : undefined}
        onChange={(event) => write({ last: event.currentTarget.value })}
      />
      <TextInput
        label={say('From, if not all day')}
        type="time"
        value={from}
        onChange={(event) => write({ from: event.currentTarget.value })}
      />
      <TextInput
        label={say('Until, if not all day')}
        type="time"
        value={until}
        onChange={(event) => write({ until: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('Who stands in')}
        data={[{ value: '', label: say('Nobody') }, ...people.filter(({ value }) => value !== who)]}
        value={standIn}
        onChange={(event) => write({ standIn: event.currentTarget.value })}
      />
      <TextInput
        label={say('Note, for leads only')}
        maxLength={500}
        value={note}
        onChange={(event) => write({ note: event.currentTarget.value })}
      />
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button look="go" type="submit" busy={save.isPending} disabled={!stretch}>
          {say('Write it down')}
        </Button>
        <Button
          look="bare"
          onClick={() => {
            forget()
            close()
          }}
        >
          {say('Cancel')}
        </Button>
      </div>
    </form>
  )
}
