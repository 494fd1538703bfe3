import { useQuery } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { isOpenAt } from '#domain/deadline/calendar.ts'
import { worksOnCases } from '#domain/role.ts'
import { sentenceOf } from '#web/api.ts'
import { CallsNote } from '#web/CallsNote.tsx'
import { FounderNote } from '#web/FounderNote.tsx'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { useFocusAfter } from '#web/ui/use-focus-after.ts'
import { useNow } from '#web/ui/use-now.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { Absences } from './Absences.tsx'
import { DangerLine } from './DangerLine.tsx'
import { Holidays } from './Holidays.tsx'
import { holeWords } from '#web/marks/hole-words.ts'
import { RungEditor } from './RungEditor.tsx'
import { staffingQuery, type RungView, type Staffing } from './staffing-query.ts'
import { rungStaffed } from '#web/marks/rung-staffed.ts'
import { Week } from '#web/marks/Week.tsx'
import { hoursWords } from '#web/marks/week-days.ts'
import classes from './Rota.module.css'

/** Who stands on which rung when, who is away, and where in the next two weeks nobody is there. */
export function Rota() {
  const staffing = useQuery(staffingQuery)
  const { data: members } = useQuery(queries.members)
  const all = members?.members ?? []
  // Only people who open cases stand on a rota; who stands there from before can be left where they are.
  const standing = new Set(staffing.data?.rungs.flatMap(({ rota }) => rota.map(({ who }) => who)))
  const people = all
    .filter(({ id, role, isProgram }) => standing.has(id) || (!isProgram && worksOnCases(role)))
    .map(({ id, name }) => ({ value: id, label: name }))
  const nameOf = (who: string) => all.find(({ id }) => id === who)?.name ?? who
  return (
    <main className={classes['page']}>
      <h1 className={classes['title']}>{say('Rota and hours')}</h1>
      {staffing.isPending ? <Bones rows={6} height={72} label={say('The rota is being read')} /> : null}
      {staffing.error && !staffing.data ? (
        <Face says={say('The rota could not be read.')}>
          <p>{sentenceOf(staffing.error)}</p>
          <Button onClick={() => void staffing.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {staffing.data ? (
        <>
          <Holes rungs={staffing.data.rungs} />
          <FounderNote />
          <DangerLine staffing={staffing.data} nameOf={nameOf} />
          <CallsNote />
          {staffing.data.rungs.map((rung) => (
            <RungSection key={rung.id} rung={rung} staffing={staffing.data} people={people} nameOf={nameOf} />
          ))}
          <Holidays staffing={staffing.data} />
          <Absences
            absences={staffing.data.absences}
            zone={staffing.data.rungs[0]?.zone ?? 'UTC'}
            people={people}
            nameOf={nameOf}
          />
        </>
      ) : null}
    </main>
  )
}

/** What is open, in words first: a sentence for each rung, the soonest first. */
function Holes({ rungs }: { rungs: readonly RungView[] }) {
  const holed = rungs
    .flatMap((rung) => (rung.holes[0] ? [{ rung, next: rung.holes[0], more: rung.holes.length - 1 }] : []))
    .toSorted((a, b) => a.next.from.localeCompare(b.next.from))
  if (holed.length === 0)
    return (
      <p className="supports">
        {say('Somebody is there in every hour that is promised, for the next 14 days.')}
      </p>
    )
  return (
    <section aria-label={say('Holes in the rota')} className={classes['holes']}>
      <ul>
        {holed.map(({ rung, next, more }) => (
          <li key={rung.id}>
            <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />
            <span>
              {holeWords(heard(rung.title), holeOf(next), rung.zone)}{' '}
              <span className="supports">
                {more > 0
                  ? say(
                      '{count, plural, one {# more stretch} other {# more stretches}} in the next 14 days.',
                      {
                        count: more,
                      },
                    )
                  : null}{' '}
                {rung.holeBecause === null
                  ? null
                  : say('Saved with a hole because: {reason}', { reason: rung.holeBecause })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const holeOf = ({ from, until }: RungView['holes'][number]) => ({
  from: Temporal.Instant.from(from),
  until: Temporal.Instant.from(until),
})

type SectionProps = {
  rung: RungView
  staffing: Staffing
  people: readonly { value: string; label: string }[]
  nameOf: (who: string) => string
}

function RungSection({ rung, staffing, people, nameOf }: SectionProps) {
  const now = useNow()
  // Whoever was led here to change this rung finds it open.
  const isSought = useRouterState({ select: ({ location }) => location.hash === `change-${rung.id}` })
  const [isEditing, setEditing] = useState(isSought)
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isSought) section.current?.scrollIntoView({ block: 'start' })
  }, [isSought])
  const change = useFocusAfter<HTMLDivElement>(isEditing)
  const staffed = rungStaffed(rung, rung, staffing)
  const heading = `rung-${rung.id}`
  return (
    <section ref={section} className={classes['section']} aria-labelledby={heading}>
      <div ref={change} className={classes['sectionHead']}>
        <div>
          <h2 id={heading}>{heard(rung.title)}</h2>
          <p className="supports small">
            {say('{hours}, {zone} time', { hours: hoursWords(rung.hours), zone: rung.zone })}
          </p>
          {rung.keptFor > 0 ? (
            <p className="supports small">
              {say(
                'The policy in force has this rung no more. It stays for {count, plural, one {# open case that an older version judges} other {# open cases that older versions judge}}.',
                { count: rung.keptFor },
              )}
            </p>
          ) : null}
        </div>
        {isEditing ? null : (
          <Button
            aria-label={say('Change {rung}', { rung: heard(rung.title) })}
            onClick={() => setEditing(true)}
          >
            {say('Change')}
          </Button>
        )}
      </div>
      <p className="small supports">
        {presenceWords(rung, staffed !== null && isOpenAt(now, staffed.hours), nameOf)}
      </p>
      {isEditing ? (
        <RungEditor
          rung={rung}
          staffing={staffing}
          people={people}
          nameOf={nameOf}
          close={() => setEditing(false)}
        />
      ) : null}
      {staffed && !isEditing ? (
        <Week rung={staffed} now={now} notYet={staffing.notYet} nameOf={nameOf} />
      ) : null}
    </section>
  )
}

function presenceWords({ onDuty }: RungView, isOpen: boolean, nameOf: (who: string) => string): string {
  if (onDuty.length > 0) return say('There now: {names}', { names: onDuty.map(nameOf).join(', ') })
  return isOpen ? say('Nobody is there at this moment.') : say('Closed at this moment.')
}
