import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { noComplaintReasons } from '#domain/case/no-complaint.ts'
import { deskRoles } from '#domain/role.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { SnoozeChoice } from '#web/marks/SnoozeChoice.tsx'
import { queries } from '#web/queries.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
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
export function SnoozeFields({ wish, change, times, time, now }: FieldsProps) {
  if (times.length === 0)
    return <p>{say('Something is owed too soon for that. Do it, or promise a date.')}</p>
  return (
    <>
      <SnoozeChoice times={times} chosen={time?.is} choose={(rest) => change({ rest })} now={now} />
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

/** The words of a note, the same on every case. */
export function NoteFields({ wish, change }: FieldsProps) {
  return (
    <FreeText
      label={say('Note')}
      description={say('Only colleagues see it.')}
      autosize
      minRows={3}
      maxRows={10}
      most={20_000}
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
      <FreeText
        label={say('Why')}
        description={say('They read it before they accept or decline.')}
        autosize
        minRows={3}
        maxRows={10}
        most={2000}
        data-autofocus
        value={wish.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
    </>
  )
}

/** Why they are no complaints: one reason for all. */
export function AsideFields({ wish, change }: FieldsProps) {
  return (
    <NativeSelect
      label={say('Why')}
      description={say(
        'Nothing is sent. It stands in Set aside with your name, and can be made a case again there.',
      )}
      data-autofocus
      value={wish.because ?? ''}
      onChange={(event) =>
        change({ because: noComplaintReasons.find((known) => known === event.currentTarget.value) ?? null })
      }
      data={[
        { value: '', label: say('Choose a reason'), disabled: true },
        ...noComplaintReasons.map((because) => ({ value: because, label: becauseWords(because) })),
      ]}
    />
  )
}
