import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { staffRung } from '#contract/staffing.ts'
import { holesIn } from '#domain/policy/holes.ts'
import type { HoursLine } from '#domain/policy/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { holeWords } from '#web/marks/hole-words.ts'
import { Lines, type DraftLine } from './Lines.tsx'
import { rungOf } from './rung-of.ts'
import { staffingQuery, type RungView, type Staffing } from './staffing-query.ts'
import { Week } from '#web/marks/Week.tsx'
import classes from './Rota.module.css'

type Props = {
  rung: RungView
  staffing: Staffing
  people: readonly { value: string; label: string }[]
  nameOf: (who: string) => string
  close: () => void
}

type Begun = { zone: string; hours: readonly DraftLine[]; rota: readonly DraftLine[]; because: string }

const useBegun = keepDrafts<Begun>()

/** Changes who stands on a rung when. What it would leave open is said while one writes, before anything is saved. */
export function RungEditor({ rung, staffing, people, nameOf, close }: Props) {
  const client = useQueryClient()
  const now = useNow()
  const key = useRef(newKey())
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
  const draft = rungOf(rung, written, { ...staffing, notYet: [] })
  const holes = draft ? holesIn(draft, now) : []
  const save = useMutation({
    mutationFn: () =>
      ask(staffRung, {
        rung: rung.id,
        version: rung.version,
        ...written,
        ...(holes.length > 0 && { anyway: { because } }),
        key: key.current,
      }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries(staffingQuery),
        client.invalidateQueries({ queryKey: ['policy'] }),
      ])
      forget()
      close()
    },
    onError: () => {
      key.current = newKey()
    },
  })
  return (
    <form
      className={classes['editor']}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <NativeSelect
        label={say('Time zone of {rung}', { rung: heard(rung.title) })}
        className={classes['zone'] ?? ''}
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
      {draft ? <Week rung={draft} now={now} notYet={[]} nameOf={nameOf} /> : <Unclear rota={rota} />}
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
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <div className={classes['buttons']}>
        <Button
          look="go"
          type="submit"
          busy={save.isPending}
          disabled={!draft || (holes.length > 0 && because.trim() === '')}
        >
          {holes.length > 0 ? say('Save with the hole') : say('Save')}
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

function Unclear({ rota }: { rota: readonly DraftLine[] }) {
  return (
    <p className="waits">
      {rota.length === 0
        ? say('A rung needs somebody. Add a colleague.')
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
