import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { staffRung } from '#contract/staffing.ts'
import { holesIn } from '#domain/policy/holes.ts'
import { weekDays, type HoursLine } from '#domain/policy/staffing.ts'
import { ask } from '#web/api.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { useOnce } from '#web/use-once.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { holeWords } from '#web/marks/hole-words.ts'
import { Lines, type DraftLine } from './Lines.tsx'
import { staffingQuery, type RungView, type Staffing } from './staffing-query.ts'
import { readClock } from '#web/marks/read-clock.ts'
import { rungStaffed } from '#web/marks/rung-staffed.ts'
import { Week } from '#web/marks/Week.tsx'
import classes from './Rota.module.css'

type Props = {
  rung: RungView
  staffing: Staffing
  people: readonly { value: string; label: string }[]
  nameOf: (who: string) => string
  close: () => void
}

type Staffed = Omit<z.input<typeof staffRung.input>, 'rung' | 'version' | 'key'>
type Begun = { zone: string; hours: readonly DraftLine[]; rota: readonly DraftLine[]; because: string }

const Line: z.ZodType<DraftLine> = z.object({
  id: z.int(),
  days: z.array(z.enum(weekDays)),
  from: z.string(),
  to: z.string(),
  who: z.string().optional(),
})

const useBegun = keepDrafts<Begun>({
  place: 'rung',
  shape: z.object({ zone: z.string(), hours: z.array(Line), rota: z.array(Line), because: z.string() }),
})

/** Changes who stands on a rung when. What it would leave open is said while one writes, before anything is saved. */
export function RungEditor({ rung, staffing, people, nameOf, close }: Props) {
  const client = useQueryClient()
  const now = useNow()
  // What was begun on an older version of the rung is not what stands on it now.
  const {
    draft: begun,
    change,
    forget,
  } = useBegun(`${rung.id} ${rung.version}`, {
    zone: rung.zone,
    hours: numbered(rung.hours),
    rota: numbered(rung.rota),
    because: '',
  })
  const { zone, hours, rota, because } = begun
  const written = {
    zone,
    hours: hours.map(bare),
    rota: rota.map((line) => ({ ...bare(line), who: line.who ?? '' })),
  }
  const draft = rungStaffed(rung, written, { ...staffing, notYet: [] })
  const holes = draft ? holesIn(draft, now) : []
  const save = useMutation({
    mutationFn: useOnce((said: Staffed, key) =>
      ask(staffRung, { rung: rung.id, version: rung.version, ...said, key }),
    ),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries(staffingQuery),
        client.invalidateQueries({ queryKey: ['policy'] }),
      ])
      forget()
      close()
    },
  })
  return (
    <form
      className={classes['editor']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ ...written, ...(holes.length > 0 && { anyway: { because } }) })
      }}
    >
      <NativeSelect
        label={say('Time zone of {rung}', { rung: heard(rung.title) })}
        className={classes['zone'] ?? ''}
        ref={focusAtOnce}
        value={zone}
        onChange={(event) => change({ ...begun, zone: event.currentTarget.value })}
        data={zones(rung.zone)}
      />
      <Lines
        label={say('Hours that {rung} promises', { rung: heard(rung.title) })}
        lines={hours}
        change={(lines) => change({ ...begun, hours: lines })}
        add={say('Add hours')}
      />
      <Lines
        label={say('Who is there')}
        lines={rota}
        change={(lines) => change({ ...begun, rota: lines })}
        people={people}
        add={say('Add a colleague')}
      />
      {draft ? (
        <Week rung={draft} now={now} notYet={[]} nameOf={nameOf} />
      ) : (
        <Unclear hours={hours} rota={rota} />
      )}
      {holes.length > 0 ? (
        <Note tone="warn">
          <ul className={classes['sentences']}>
            {holes.slice(0, 5).map((hole) => (
              <li key={hole.from.toString()}>{holeWords(heard(rung.title), hole, zone)}</li>
            ))}
          </ul>
          <TextInput
            label={say('Keep it anyway, because')}
            description={say('It stays on this page, and leads see it on the desk.')}
            maxLength={500}
            value={because}
            onChange={(event) => change({ ...begun, because: event.currentTarget.value })}
          />
        </Note>
      ) : null}
      <FormFoot
        refused={[save.error]}
        leave={() => {
          forget()
          close()
        }}
      >
        <Button
          look="go"
          type="submit"
          busy={save.isPending}
          disabled={!draft || (holes.length > 0 && because.trim() === '')}
        >
          {holes.length > 0 ? say('Save with the hole') : say('Save')}
        </Button>
      </FormFoot>
    </form>
  )
}

function Unclear({ hours, rota }: Pick<Begun, 'hours' | 'rota'>) {
  const odd = [...hours, ...rota]
    .flatMap(({ from, to }) => [from, to])
    .find((text) => readClock(text) === null)
  return (
    <p className="waits" aria-live="polite">
      {rota.length === 0
        ? say('A rung needs somebody. Add a colleague.')
        : odd !== undefined
          ? say('“{text}” is no time of day. Write 00:00 to 24:00.', { text: odd })
          : say(
              'Each line needs a day, and ends after it begins. Over midnight, write two lines: until 24:00, and from 00:00.',
            )}
    </p>
  )
}

const numbered = (lines: readonly (HoursLine & { who?: string })[]): DraftLine[] =>
  lines.map((line, id) => ({ ...line, id }))

const bare = ({ days, from, to }: DraftLine) => ({ days, from, to })

/** Every zone that the browser knows, and the one that holds where it is another. */
const zones = (held: string) => [...new Set([held, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
