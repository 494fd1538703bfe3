import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { changeAbsence, enterAbsence } from '#contract/staffing.ts'
import { ask } from '#web/api.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { holeWords } from '#web/marks/hole-words.ts'
import { daysOfStretch, stretchOfDays } from './absence-words.ts'
import { staffingQuery, type AbsenceView, type Staffing } from './staffing-query.ts'
import { tornBy } from './torn-by.ts'
import classes from './Rota.module.css'

type AbsenceDraft = Record<'who' | 'standIn' | 'first' | 'last' | 'from' | 'until' | 'note', string>
type Said = Record<'who' | 'from' | 'until', string> & Record<'standIn' | 'note', string | undefined>

const empty: AbsenceDraft = { who: '', standIn: '', first: '', last: '', from: '', until: '', note: '' }
const useAbsence = keepDrafts<AbsenceDraft>({
  place: 'absence',
  shape: z.object({
    who: z.string(),
    standIn: z.string(),
    first: z.string(),
    last: z.string(),
    from: z.string(),
    until: z.string(),
    note: z.string(),
  }),
})

type Props = {
  /** What is changed; none where one is written down. */
  absence?: AbsenceView
  zone: string
  people: readonly { value: string; label: string }[]
  close: () => void
}

/** Writes down that somebody is away, or says an absence anew. */
export function AbsenceForm({ absence, zone, people, close }: Props) {
  const client = useQueryClient()
  const { draft, change, forget } = useAbsence(
    absence?.id ?? '',
    absence ? draftOf(absence, zone) : { ...empty, who: people[0]?.value ?? '' },
  )
  const { who, standIn, first, last, from, until, note } = draft
  const write = (part: Partial<AbsenceDraft>) => change({ ...draft, ...part })
  const stretch = stretchOfDays({ first, last: last || first, from, until }, zone)
  const { data: staffing } = useQuery(staffingQuery)
  const torn = stretch && staffing ? holesTorn({ ...stretch, who, standIn }, staffing, absence?.id) : []
  const isInOrder = last === '' || last >= first
  const save = useMutation({
    mutationFn: useOnce(({ who: whose, ...said }: Said, key) =>
      absence
        ? ask(changeAbsence, { absenceId: absence.id, ...said, key })
        : ask(enterAbsence, { who: whose, ...said, key }),
    ),
    onSuccess: async () => {
      await client.invalidateQueries(staffingQuery)
      forget()
      close()
    },
  })
  return (
    <form
      className={classes['absenceForm']}
      aria-label={absence ? say('Change an absence') : say('An absence')}
      onSubmit={(event) => {
        event.preventDefault()
        if (stretch)
          save.mutate({
            who,
            ...stretch,
            standIn: standIn || undefined,
            note: note.trim() || undefined,
          })
      }}
    >
      {absence ? null : (
        <NativeSelect
          label={say('Who')}
          data={[...people]}
          value={who}
          onChange={(event) => write({ who: event.currentTarget.value })}
        />
      )}
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
        error={!isInOrder ? say('The last day lies before the first.') : undefined}
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
        error={first !== '' && stretch === null && isInOrder ? say('It ends before it begins.') : undefined}
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
      {torn.length > 0 ? (
        <div className={classes['torn']}>
          <Torn torn={torn} />
        </div>
      ) : null}
      <FormFoot
        refused={[save.error]}
        leave={() => {
          forget()
          close()
        }}
      >
        <Button look="go" type="submit" busy={save.isPending}>
          {absence ? say('Save') : say('Write it down')}
        </Button>
      </FormFoot>
    </form>
  )
}

const shown = 5

/** What nobody covers while they are away: said before it is written down, as the rota says its own. */
function Torn({ torn }: { torn: ReturnType<typeof tornBy> }) {
  return (
    <Note tone="warn">
      <ul className={classes['sentences']} aria-label={say('What nobody covers then')}>
        {torn.slice(0, shown).map(({ rung, hole }) => (
          <li key={`${rung.id} ${hole.from.toString()}`}>{holeWords(heard(rung.title), hole, rung.zone)}</li>
        ))}
      </ul>
      {torn.length > shown
        ? say('{count, plural, one {One more stretch like these.} other {# more stretches like these.}}', {
            count: torn.length - shown,
          })
        : null}
    </Note>
  )
}

/** The holes that an absence tears: one that is changed counts as it would be, not as it was. */
function holesTorn(
  { who, from, until, standIn }: { who: string; from: string; until: string; standIn: string },
  staffing: Staffing,
  changed: string | undefined,
) {
  const said = { from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) }
  const others = staffing.absences.filter(({ id }) => id !== changed)
  return tornBy(
    { who, ...said, standIn: standIn || null },
    { ...staffing, absences: others },
    Temporal.Now.instant(),
  )
}

const draftOf = ({ who, from, until, standIn, note }: AbsenceView, zone: string): AbsenceDraft => ({
  who,
  ...daysOfStretch({ from, until }, zone),
  standIn: standIn ?? '',
  note: note ?? '',
})
