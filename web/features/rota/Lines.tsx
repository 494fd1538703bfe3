import { NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { weekDays, type HoursLine } from '#domain/policy/staffing.ts'
import { ClockField } from '#web/marks/ClockField.tsx'
import { DaysField } from '#web/marks/DaysField.tsx'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import classes from './Lines.module.css'

/** A line that is being written; `who` stands in rotas alone. */
export type DraftLine = HoursLine & { id: number; who?: string | undefined }

type Props = {
  label: string
  lines: readonly DraftLine[]
  change: (lines: DraftLine[]) => void
  /** Who may be chosen; none where the lines are of nobody. */
  people?: readonly { value: string; label: string }[]
  add: ReactNode
}

/** A small table of hours, by keyboard alone: who, on which days, from when till when. */
export function Lines({ label, lines, change, people, add }: Props) {
  const replace = (line: DraftLine) => change(lines.map((one) => (one.id === line.id ? line : one)))
  const addOne = () => {
    const last = lines.at(-1) ?? { days: weekDays.slice(0, 5), from: '09:00', to: '17:00' }
    const id = Math.max(0, ...lines.map((line) => line.id)) + 1
    change([...lines, { ...last, id, who: people ? (people[0]?.value ?? '') : undefined }])
  }
  return (
    <fieldset className={classes['lines']}>
      <legend>{label}</legend>
      <ul>
        {lines.map((line, place) => (
          <li key={line.id} data-rota={people !== undefined}>
            {people ? (
              <NativeSelect
                aria-label={say('Who, line {place}', { place: place + 1 })}
                data={[...people]}
                value={line.who ?? ''}
                onChange={(event) => replace({ ...line, who: event.currentTarget.value })}
              />
            ) : null}
            <DaysField place={place + 1} days={line.days} change={(days) => replace({ ...line, days })} />
            <ClockField
              label={say('From, line {place}', { place: place + 1 })}
              value={line.from}
              change={(from) => replace({ ...line, from })}
            />
            <span aria-hidden="true">–</span>
            <ClockField
              label={say('Until, line {place}', { place: place + 1 })}
              value={line.to}
              change={(to) => replace({ ...line, to })}
            />
            <button
              type="button"
              className={classes['remove']}
              aria-label={say('Remove line {place}', { place: place + 1 })}
              onClick={() => change(lines.filter(({ id }) => id !== line.id))}
            >
              <IconX size={14} stroke={1.5} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <Button look="bare" onClick={addOne}>
        {add}
      </Button>
    </fieldset>
  )
}
