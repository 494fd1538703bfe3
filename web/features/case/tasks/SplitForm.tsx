import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { split } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import classes from './SplitForm.module.css'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

/** Makes a case of its own out of some messages: another matter of the same person. */
export function SplitForm(props: TaskProps) {
  const { kase, me, done } = props
  const now = useNow()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { items: string[]; seq: number }, key) =>
    ask(split, { caseId: kase.id, ...input, key }),
  )
  const items = kase.messages.flatMap(({ itemId, ...message }) =>
    itemId !== null && message.direction === 'in' && message.caseId === kase.id
      ? [{ ...message, itemId }]
      : [],
  )
  const isAll = chosen.size === items.length
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  return (
    <TaskSheet
      {...props}
      title={say('Split messages off')}
      verb={say('Make a case of them')}
      seen={seen}
      command={command}
      isReady={chosen.size > 0 && !isAll}
      submit={() =>
        command.mutate(
          { items: [...chosen], seq: seen.seq },
          { onSuccess: () => done(say('They are a case of their own now, linked to this one.')) },
        )
      }
    >
      <p className="supports">
        {say(
          'Choose what is about another matter. It becomes a linked case with its own dates; no failure here counts there.',
        )}
      </p>
      <ul className={classes['items']} aria-label={say('Messages')}>
        {items.map(({ itemId, body, channel, at, subject }, place) => (
          <li key={itemId}>
            <Checkbox
              data-autofocus={place === 0 || undefined}
              checked={chosen.has(itemId)}
              onChange={() => toggle(itemId)}
              label={
                <>
                  <span className="small waits">
                    {say('{moment}, {channel}', {
                      moment: momentWords(Temporal.Instant.from(at), now),
                      channel: channelWord(channel),
                    })}
                  </span>
                  <span className={`voice ${classes['words']}`}>{body || subject || say('(no text)')}</span>
                </>
              }
            />
          </li>
        ))}
      </ul>
      {isAll && items.length > 0 ? (
        <p className="supports">{say('Leave at least one message in this case.')}</p>
      ) : null}
    </TaskSheet>
  )
}
