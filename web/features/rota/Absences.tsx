import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { withdrawAbsence } from '#contract/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import { AbsenceForm } from './AbsenceForm.tsx'
import { absenceWords } from './absence-words.ts'
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
  // One form at a time: of a new absence, or of the one that is changed.
  const [open, show] = useState<string | null>(null)
  const close = () => show(null)
  return (
    <section className={classes['section']} aria-labelledby="absences">
      <div className={classes['sectionHead']}>
        <h2 id="absences">{say('Away')}</h2>
        {open === 'new' ? null : <Button onClick={() => show('new')}>{say('Write down an absence')}</Button>}
      </div>
      {absences.length === 0 ? (
        <p className="waits">{say('Nobody is away, now or later, as far as it is written down.')}</p>
      ) : (
        <ul className={classes['absences']}>
          {absences.map((absence) => (
            <Line
              key={absence.id}
              absence={absence}
              zone={zone}
              people={people}
              nameOf={nameOf}
              isOpen={open === absence.id}
              open={(isOpen) => show(isOpen ? absence.id : null)}
            />
          ))}
        </ul>
      )}
      {open === 'new' ? <AbsenceForm zone={zone} people={people} close={close} /> : null}
    </section>
  )
}

type LineProps = Omit<Props, 'absences'> & {
  absence: AbsenceView
  isOpen: boolean
  open: (isOpen: boolean) => void
}

function Line({ absence, zone, people, nameOf, isOpen, open }: LineProps) {
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => ask(withdrawAbsence, { absenceId: absence.id, key: `withdraw ${absence.id}` }),
    onSuccess: () => client.invalidateQueries(staffingQuery),
  })
  const who = nameOf(absence.who)
  return (
    <li>
      <div className={classes['absence']}>
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
        {isOpen ? null : (
          <div className={classes['buttons']}>
            <Button
              look="bare"
              aria-label={say('Change when {who} is away', { who })}
              onClick={() => open(true)}
            >
              {say('Change')}
            </Button>
            <Button
              look="bare"
              busy={withdraw.isPending}
              aria-label={say('{who} is there after all', { who })}
              onClick={() => withdraw.mutate()}
            >
              {say('Is there after all')}
            </Button>
          </div>
        )}
      </div>
      {isOpen ? (
        <AbsenceForm absence={absence} zone={zone} people={people} close={() => open(false)} />
      ) : null}
    </li>
  )
}
