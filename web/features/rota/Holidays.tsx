import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { keepHoliday, withdrawHoliday } from '#contract/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { rungStaffed } from '#web/marks/rung-staffed.ts'
import { dateWords } from '#web/marks/hole-words.ts'
import { FormFoot } from '#web/FormFoot.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { useOnce } from '#web/use-once.ts'
import { heard } from '#web/words/heard.ts'
import { locale, say } from '#web/words/say.ts'
import { staffingQuery, type Staffing } from './staffing-query.ts'
import classes from './Rota.module.css'

/** The days to come on which the house is closed: they can be added, named and taken out here, whatever the policy writes. */
export function Holidays({ staffing }: { staffing: Staffing }) {
  const now = useNow()
  const [isAdding, add] = useState(false)
  const today = now
    .toZonedDateTimeISO(staffing.rungs[0]?.zone ?? 'UTC')
    .toPlainDate()
    .toString()
  const coming = staffing.holidays.filter(({ day }) => day >= today)
  return (
    <section className={classes['section']} aria-labelledby="holidays">
      <div className={classes['sectionHead']}>
        <h2 id="holidays" tabIndex={-1} ref={useSoughtHere('holidays')}>
          {say('Holidays')}
        </h2>
        {isAdding ? null : <Button onClick={() => add(true)}>{say('Add a holiday')}</Button>}
      </div>
      <p className="supports small">{effectWords(staffing)}</p>
      {isAdding ? <HolidayForm today={today} close={() => add(false)} /> : null}
      {coming.length === 0 ? (
        <p className="waits">{say('No holiday is written down from today on.')}</p>
      ) : (
        <ul className={classes['absences']}>
          {coming.map((holiday) => (
            <Line key={holiday.day} holiday={holiday} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** What a holiday does, and who is there all the same. */
function effectWords(staffing: Staffing): string {
  const open = staffing.rungs.filter((rung) => rungStaffed(rung, rung, staffing)?.hours.neverCloses)
  const effect = say(
    'Rungs are closed on these days, and dates in the hours of the desk skip them. Dates that are owed already stay.',
  )
  if (open.length === 0) return effect
  const rungs = new Intl.ListFormat(locale()).format(open.map(({ title }) => heard(title)))
  return `${effect} ${say('Open all the same, because their hours never close: {rungs}.', { rungs })}`
}

/** Whoever was led to this heading finds it in sight, also where the page was read first. */
function useSoughtHere(id: string) {
  const isSought = useRouterState({ select: ({ location }) => location.hash === id })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isSought) return
    heading.current?.scrollIntoView({ block: 'start' })
    heading.current?.focus({ preventScroll: true })
  }, [isSought])
  return heading
}

function Line({ holiday: { day, name } }: { holiday: Staffing['holidays'][number] }) {
  const client = useQueryClient()
  const takeOut = useMutation({
    mutationFn: useOnce((given: { day: string }, key) => ask(withdrawHoliday, { ...given, key })),
    onSuccess: () => client.invalidateQueries(staffingQuery),
  })
  return (
    <li>
      <div className={classes['holiday']}>
        <div>
          {dateWords(day)}
          {name === null ? null : <span className="supports"> {name}</span>}
          {takeOut.error ? <p className={classes['refused']}>{sentenceOf(takeOut.error)}</p> : null}
        </div>
        <Button
          look="bare"
          busy={takeOut.isPending}
          aria-label={say('Take out {day}', { day: dateWords(day) })}
          onClick={() => takeOut.mutate({ day })}
        >
          {say('Take out')}
        </Button>
      </div>
    </li>
  )
}

function HolidayForm({ today, close }: { today: string; close: () => void }) {
  const client = useQueryClient()
  const [day, choose] = useState('')
  const [name, write] = useState('')
  const save = useMutation({
    mutationFn: useOnce((holiday: { day: string; name: string | undefined }, key) =>
      ask(keepHoliday, { ...holiday, key }),
    ),
    onSuccess: async () => {
      await client.invalidateQueries(staffingQuery)
      close()
    },
  })
  const isPast = day !== '' && day < today
  return (
    <form
      className={classes['absenceForm']}
      aria-label={say('A holiday')}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPast) save.mutate({ day, name: name.trim() || undefined })
      }}
    >
      <TextInput
        label={say('Day')}
        type="date"
        required
        data-autofocus
        value={day}
        error={isPast ? say('This day is over. Choose one from today on.') : undefined}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <TextInput
        label={say('Name, if it has one')}
        maxLength={100}
        value={name}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <FormFoot refused={[save.error]} leave={close}>
        <Button look="go" type="submit" busy={save.isPending}>
          {say('Add it')}
        </Button>
      </FormFoot>
    </form>
  )
}
