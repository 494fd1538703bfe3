import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { endSnooze, snooze } from '#contract/queue.ts'
import { ask } from '#web/api.ts'
import { newKey } from '#web/ui/new-key.ts'
import { exactWords, hereZone, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from './SnoozeForm.module.css'
import { snoozeTimes, type SnoozeTime } from '#domain/case/snooze-times.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

/** Keeps a case out of the queue for a while, with the reason; no clock stops. */
export function SnoozeForm(props: TaskProps) {
  const { kase, me, done, undone } = props
  const now = useNow()
  const [chosen, choose] = useState<SnoozeTime['is'] | null>(null)
  const [reason, setReason] = useState('')
  const undo = useUndo(kase)
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { until: string; reason: string; seq: number }, key) =>
    ask(snooze, { caseId: kase.id, ...input, key }),
  )
  const next = kase.nextDueAt === null ? null : Temporal.Instant.from(kase.nextDueAt)
  const times = snoozeTimes(now, hereZone(), next)
  const time = times.find(({ is }) => is === chosen) ?? times[0]
  const rests = ({ seq }: { seq: number }) => {
    const said = say('It rests until {moment}.', { moment: time ? momentWords(time.until, now) : '' })
    undo(said, () => ask(endSnooze, { caseId: kase.id, seq, key: newKey() }).then(undone))
    done(said)
  }
  return (
    <TaskSheet
      {...props}
      title={say('Let it rest')}
      verb={say('Let it rest')}
      seen={seen}
      command={command}
      isReady={kase.offer === null && time !== undefined && reason.trim() !== ''}
      submit={() =>
        time && command.mutate({ until: time.until.toString(), reason, seq: seen.seq }, { onSuccess: rests })
      }
    >
      {kase.offer ? (
        <p>{say('Somebody is asked to take this case. It can rest when they have answered.')}</p>
      ) : times.length === 0 ? (
        <p>{say('Something is owed too soon for that. Do it, or promise a date.')}</p>
      ) : (
        <fieldset className={classes['times']} aria-label={say('Until when')}>
          {times.map(({ is, until }) => (
            <label key={is} title={exactWords(until)}>
              <input type="radio" name="until" checked={is === time?.is} onChange={() => choose(is)} />
              <span>{nameOf(is)}</span>
              <span className="waits">{momentWords(until, now)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <TextInput
        label={say('Why it can rest')}
        description={say('No clock stops. It is back at once when the customer writes or a date comes near.')}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}

function nameOf(is: SnoozeTime['is']): string {
  switch (is) {
    case 'hour':
      return say('An hour')
    case 'afternoon':
      return say('Until this afternoon')
    case 'tomorrow':
      return say('Until tomorrow morning')
    case 'monday':
      return say('Until Monday morning')
    case 'before-next':
      return say('Until shortly before the next date owed')
  }
}
