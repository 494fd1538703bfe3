import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { endSnooze, snooze } from '#contract/queue.ts'
import { ask } from '#web/api.ts'
import { SnoozeChoice } from '#web/marks/SnoozeChoice.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { hereZone, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { snoozeTimes, type SnoozeTime } from '#domain/case/snooze-times.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

const useReason = keepDrafts<string>()

/** Keeps a case out of the queue for a while, with the reason; no clock stops. */
export function SnoozeForm(props: TaskProps) {
  const { kase, me, done, undone } = props
  const now = useNow()
  const [chosen, choose] = useState<SnoozeTime['is'] | null>(null)
  const { draft: reason, change: setReason, forget } = useReason(kase.id, '')
  const undo = useUndo(kase)
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { until: string; reason: string; seq: number }, key) =>
    ask(snooze, { caseId: kase.id, ...input, key }),
  )
  const next = kase.nextDueAt === null ? null : Temporal.Instant.from(kase.nextDueAt)
  const times = snoozeTimes(now, hereZone(), next)
  const time = times.find(({ is }) => is === chosen) ?? times[0]
  const rests = ({ seq }: { seq: number }) => {
    const said = say('It rests until {moment}.', { moment: time ? momentWords(time.until, now) : '' })
    undo(said, () => ask(endSnooze, { caseId: kase.id, seq, key: newKey() }).then(undone))
    forget()
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
        <SnoozeChoice times={times} chosen={time?.is} choose={choose} now={now} />
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
