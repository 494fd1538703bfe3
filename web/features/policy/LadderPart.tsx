import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { rungOf, WrittenRung } from '#domain/policy/ladder.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { rungStaffed } from '#web/marks/rung-staffed.ts'
import { Week } from '#web/marks/Week.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { allowedWords } from './allowed-words.ts'
import { answerWords } from './cell-words.ts'
import type { Problem } from './check-draft.ts'
import { findingWords } from './finding-words.ts'
import { hoursFrom, hoursText } from './hours-text.ts'
import { staffingQuery } from './queries.ts'
import { readWait } from './read-wait.ts'
import { TypedField } from './TypedField.tsx'
import { waitWords } from './wait-words.ts'
import { readRung, writtenRung, type Days, type Rung } from './written-rung.ts'
import classes from './Ladder.module.css'

type Props = {
  policy: WrittenPolicy
  isWritable: boolean
  edit: (policy: WrittenPolicy) => void
  findings: readonly Finding[]
  problems: readonly Problem[]
  nameOf: (who: string) => string
}

/** The ladder from the top down: who is there when, and the hours in which nobody is. */
export function LadderPart({ policy, isWritable, edit, findings, problems, nameOf }: Props) {
  const rungs = policy.ladder.flatMap((written) => readRung(written) ?? [])
  const holidays = z
    .array(z.string())
    .catch([])
    .parse(policy['holidays'] ?? [])
  const change = (next: Rung) =>
    edit({ ...policy, ladder: policy.ladder.map((rung) => (rung.id === next.id ? writtenRung(next) : rung)) })
  const general = findings.filter(
    ({ table, saying }) => table === null && !rungs.some(({ id }) => isAbout(saying, id)),
  )
  return (
    <section aria-labelledby="ladder-title" className={classes['ladder']}>
      <div className={classes['intro']}>
        <h2 id="ladder-title">{say('Ladder')}</h2>
        <p className="supports">
          {say('From the top down: who is there, in which hours, and how soon a case is taken up.')}
        </p>
      </div>
      {general.map((finding) => (
        <Note key={findingWords(finding)} tone="danger">
          {findingWords(finding)}
        </Note>
      ))}
      <ol>
        {rungs.toReversed().map((rung) => (
          <RungLine
            key={rung.id}
            rung={rung}
            all={rungs}
            isWritable={isWritable}
            change={change}
            holidays={holidays}
            findings={findings.filter(({ saying }) => isAbout(saying, rung.id))}
            problems={problems.filter(({ path }) => path[0] === 'ladder' && path[1] === rung.id)}
            nameOf={nameOf}
          />
        ))}
      </ol>
    </section>
  )
}

const isAbout = (saying: Finding['saying'], rung: string) =>
  (saying.says === 'nobody-there' || saying.says === 'leads-nowhere') && saying.rung === rung

type LineProps = {
  rung: Rung
  all: readonly Rung[]
  isWritable: boolean
  change: (rung: Rung) => void
  holidays: readonly string[]
  findings: readonly Finding[]
  problems: readonly Problem[]
  nameOf: (who: string) => string
}

function RungLine({ rung, all, isWritable, change, holidays, findings, problems, nameOf }: LineProps) {
  const now = useNow()
  const [isOpen, open] = useState(false)
  const read = WrittenRung.safeParse(writtenRung(rung))
  const drawn = read.success && read.data.rota.length > 0 ? rungOf(read.data, holidays) : null
  const above = all.find(({ id }) => id === rung.climbsTo)
  const { data: staffing } = useQuery(staffingQuery)
  // Once somebody has changed it under “Rota and hours”, what the policy says of it no longer counts.
  const kept = staffing?.rungs.find(({ id, version }) => id === rung.id && version > 0)
  const living = staffing && kept ? rungStaffed(kept, kept, staffing) : null
  return (
    <li className={classes['rung']} data-bad={findings.length > 0 || undefined}>
      <div className={classes['head']}>
        <h3>{rung.title || rung.id}</h3>
        <span className="supports">
          {above
            ? say('climbs to {rung} after {wait}', {
                rung: above.title || above.id,
                wait: answerWords(rung.acceptWithin),
              })
            : say('the top; to be taken up within {wait}', { wait: answerWords(rung.acceptWithin) })}
        </span>
        {isWritable ? (
          <Button look="bare" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
            {isOpen ? say('Close') : kept ? say('Change what the policy says') : say('Change hours and rota')}
            <span className="unseen">{rung.title}</span>
          </Button>
        ) : null}
      </div>
      {kept ? (
        <p className="supports small">
          {say('The house keeps hours of its own on this rung. They count, and are drawn here.')}{' '}
          <Link className="link" to="/settings/$part" params={{ part: 'rota' }}>
            {say('Rota and hours')}
          </Link>
        </p>
      ) : null}
      {findings.map((finding) => (
        <Note key={findingWords(finding)} tone="danger">
          {findingWords(finding)}
        </Note>
      ))}
      {problems.map(({ path, says }) => (
        <Note key={path.join() + says} tone="danger">
          {path.slice(2).join('.')}: {says}
        </Note>
      ))}
      {isOpen ? (
        <div className={classes['fields']}>
          <TypedField label={say('Title')} value={rung.title} write={(title) => change({ ...rung, title })} />
          <TypedField
            label={say('To be taken up within')}
            value={waitWords(rung.acceptWithin)}
            check={(text) => (readWait(text) ? null : allowedWords({ type: 'duration' }))}
            write={(text) => change({ ...rung, acceptWithin: readWait(text) ?? text })}
          />
          <TypedField
            label={say('Time zone')}
            value={rung.zone}
            write={(zone) => change({ ...rung, zone })}
          />
          <HoursField
            label={say('Hours promised')}
            days={rung.hours}
            write={(hours) => change({ ...rung, hours })}
          />
          {rung.rota.map((shift, place) => (
            <ShiftFields
              // Somebody may stand there twice.
              // oxlint-disable-next-line react/no-array-index-key
              key={place}
              shift={shift}
              place={place + 1}
              write={(next) =>
                change({
                  ...rung,
                  rota: next ? rung.rota.with(place, next) : rung.rota.toSpliced(place, 1),
                })
              }
            />
          ))}
          <Button
            look="bare"
            onClick={() =>
              change({
                ...rung,
                rota: [...rung.rota, { who: '', hours: rung.rota.at(-1)?.hours ?? rung.hours }],
              })
            }
          >
            {say('Add a colleague')}
          </Button>
        </div>
      ) : null}
      {living && staffing ? <Week rung={living} now={now} notYet={staffing.notYet} nameOf={nameOf} /> : null}
      {living && drawn ? (
        <details className={classes['written']}>
          <summary>{say('What this policy says of it, which does not count now')}</summary>
          <Week rung={drawn} now={now} notYet={[]} nameOf={nameOf} />
        </details>
      ) : null}
      {drawn && !living ? <Week rung={drawn} now={now} notYet={[]} nameOf={nameOf} /> : null}
    </li>
  )
}

function HoursField({ label, days, write }: { label: string; days: Days; write: (days: Days) => void }) {
  return (
    <TypedField
      label={label}
      isLong
      value={hoursText(days)}
      check={(text) =>
        hoursFrom(text) ? null : say('Hours read like mon-fri 08:00-18:00; sat 09:00-13:00.')
      }
      write={(text) => {
        const read = hoursFrom(text)
        if (read) write(read)
      }}
    />
  )
}

type Shift = Rung['rota'][number]

function ShiftFields({
  shift,
  place,
  write,
}: {
  shift: Shift
  place: number
  write: (shift: Shift | null) => void
}) {
  return (
    <div className={classes['shift']}>
      <TypedField
        label={say('Who, line {place}', { place })}
        value={shift.who}
        write={(who) => write({ ...shift, who })}
      />
      <HoursField
        label={say('Hours, line {place}', { place })}
        days={shift.hours}
        write={(hours) => write({ ...shift, hours })}
      />
      <Button look="bare" onClick={() => write(null)}>
        {say('Take out')}
        <span className="unseen">{say('line {place}', { place })}</span>
      </Button>
    </div>
  )
}
